import { parseArgs } from "node:util";
import { benchShapes } from "@/tests/bench/bench-shapes";

/** Sizes of races, beside the shapes. */
export const raceShapeId = "phone";

const environments = ["node", "chromium"] as const;
export type BenchPlace = (typeof environments)[number];

/** What the command line asks for. */
export interface BenchArguments {
  isHelp: boolean;
  places: readonly BenchPlace[];
  shapeIds: readonly string[];
  isQuick: boolean;
  /** Files to write or, the record, to read instead of measuring. */
  json: string | null;
  report: string | null;
  record: string | null;
}

const allShapeIds = [...benchShapes.map(({ shapeId }) => shapeId), raceShapeId];

export const benchUsage = `npm run bench -- [options]

Steps per second of every engine, of TensorFlow.js and of NumPy on the same rows and shapes, in windows that alternate.

  --json FILE          writes the figures as a list
  --report FILE.md     writes a report, and beside it FILE.jsonl with all windows
  --record FILE.jsonl  measures nothing: writes --json and --report from an earlier run
  --shapes S1,S3       only these of ${allShapeIds.join(", ")} (${raceShapeId}: races of five replicas)
  --only node          only in Node; chromium: only in the browser
  --quick              a short look: 3 windows instead of 9
  --help               this page`;

/** Reads the command line; a string says what is wrong with it. */
export function readBenchArguments(commandLine: readonly string[]): BenchArguments | string {
  const values = parseOptions(commandLine);
  if (typeof values === "string") return values;
  const shapeIds = values.shapes === undefined ? allShapeIds : values.shapes.split(",");
  const unknown = shapeIds.find((shapeId) => !allShapeIds.includes(shapeId));
  if (unknown !== undefined)
    return `There is no shape "${unknown}": --shapes takes ${allShapeIds.join(", ")}, with commas between.`;
  const places = environments.filter((place) => values.only === undefined || values.only === place);
  if (places.length === 0) return `--only takes node or chromium, not "${values.only}".`;
  if (values.report !== undefined && !values.report.endsWith(".md"))
    return `--report takes the name of a file that ends in .md, not "${values.report}".`;
  if (values.record !== undefined && values.report === undefined && values.json === undefined)
    return "--record measures nothing, so it needs --report or --json.";
  return {
    isHelp: values.help ?? false,
    places,
    shapeIds,
    isQuick: values.quick ?? false,
    json: values.json ?? null,
    report: values.report ?? null,
    record: values.record ?? null,
  };
}

function parseOptions(commandLine: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    const options = {
      json: text,
      report: text,
      record: text,
      shapes: text,
      only: text,
      quick: flag,
      help: flag,
    };
    return parseArgs({ args: [...commandLine], options }).values;
  } catch (error) {
    if (error instanceof TypeError && "code" in error) return error.message;
    throw error;
  }
}
