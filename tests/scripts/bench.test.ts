import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readBenchArguments } from "@/tests/bench/bench-arguments";
import {
  type BenchRecord,
  parseRecord,
  plainMeasurements,
  printRecord,
  type TimedMeasurement,
} from "@/tests/bench/bench-record";
import { benchShapes, benchSpec, flopPerStep, plainRun } from "@/tests/bench/bench-shapes";
import { printPerformanceReport } from "@/tests/bench/performance-report";
import { targetResults } from "@/tests/bench/performance-targets";
import { quartiles } from "@/tests/bench/quantile";

const figure = {
  replicas: 1,
  stepsPerSecond: 1,
  low: 1,
  high: 1,
  dispatchesPerStep: null,
  submitsPerStep: null,
  javascriptMicrosecondsPerStep: null,
};

function aMeasurement(environment: string, engine: string, windows: number[]): TimedMeasurement {
  const { median, low, high } = quartiles(windows);
  return { ...figure, environment, engine, shape: "S1", stepsPerSecond: median, low, high, windows };
}

function aRecord(measurements: TimedMeasurement[], races: BenchRecord["races"] = []): BenchRecord {
  const head = {
    ...{ startedAt: "2026-01-01T00:00:00.000Z", minutes: 1, processor: "p", cores: 2, memoryGigabytes: 1 },
    ...{ system: "s", loadAverage: [0, 0, 0], windowCount: 3, windowMilliseconds: 300, versions: [] },
    notes: ["a trainer was left out"],
  };
  return { head, measurements, races };
}

describe("readBenchArguments", () => {
  it("measures everything everywhere unless told otherwise", () => {
    const asked = readBenchArguments([]);

    expect(asked).toMatchObject({ places: ["node", "chromium"], isQuick: false, json: null });
    expect(asked).toHaveProperty("shapeIds", ["S1", "S2", "S3", "S4", "S5", "phone"]);
  });

  it("takes some shapes in one place", () => {
    const asked = readBenchArguments(["--shapes", "S1,S3", "--only", "node", "--json", "figures.json"]);

    expect(asked).toMatchObject({ shapeIds: ["S1", "S3"], places: ["node"], json: "figures.json" });
  });

  it.each([
    [["--shapes", "S9"], 'There is no shape "S9"'],
    [["--only", "firefox"], 'not "firefox"'],
    [["--report", "report.txt"], "ends in .md"],
    [["--record", "old.jsonl"], "needs --report or --json"],
    [["--wrong"], "--wrong"],
    [["word"], "word"],
  ])("says what is wrong with %j", (commandLine, sentence) => {
    expect(readBenchArguments(commandLine)).toContain(sentence);
  });
});

describe("the shapes", () => {
  it.each(benchShapes)("trains $shapeId on full batches of the same rows in any trainer", (shape) => {
    const { training } = benchSpec(shape, 0.1);
    const plain = plainRun(shape, 0.1);

    expect(training.rowCount % shape.batchSize).toBe(0);
    expect(plain.inputs.toSorted()).toEqual(training.inputs.toSorted());
    expect(new Set(plain.wanted).size).toBeGreaterThan(1);
  });

  it("counts the operations of a step as multiply-adds of two", () => {
    // One layer of 100 x 100 forward and its gradient, and 100 x 2 forward, backward and its gradient, for 50 rows.
    expect(flopPerStep(benchShapes[0] as (typeof benchShapes)[0])).toBe(50 * 2 * (2 * 1e4 + 3 * 200));
  });
});

describe("quartiles", () => {
  it("lie between two values in proportion", () => {
    expect(quartiles([4, 1, 3, 2])).toEqual({ median: 2.5, low: 1.75, high: 3.25 });
  });
});

describe("a record", () => {
  const race = {
    ...{ environment: "node", size: "phone", engine: "wasm", workers: 2, stepBudget: 4000, isWhole: true },
    ...{ seconds: 24, low: 23, high: 25 },
  };

  it("is read as it was printed", () => {
    const record = aRecord([aMeasurement("node", "wasm", [1, 2, 3])], [race]);

    expect(parseRecord(printRecord(record))).toEqual(record);
  });

  it("gives the plain list the agreed names and null for what was not measured", () => {
    expect(plainMeasurements(aRecord([aMeasurement("node", "wasm", [1, 2, 3])]))).toEqual([
      { ...figure, environment: "node", engine: "wasm", shape: "S1", stepsPerSecond: 2, low: 1.5, high: 2.5 },
    ]);
  });

  it("is held to the goals turn by turn", () => {
    const results = targetResults(
      aRecord(
        [
          aMeasurement("node", "wasm", [80, 800, 8]),
          aMeasurement("node", "javascript", [10, 100, 1]),
          aMeasurement("node", "tfjs-cpu", [8, 8, 8]),
          aMeasurement("node", "numpy", [80, 800, 80]),
        ],
        [race],
      ),
    );

    expect(results.map(({ target, value, verdict }) => [target, value, verdict])).toEqual([
      ["wasm beside plain typed arrays", 8, "hit"],
      ["wasm beside the best of tfjs (tfjs-cpu)", 10, "miss within 20 %"],
      ["wasm beside NumPy on one thread", 1, "hit"],
      ["race of five replicas on wasm, 2 workers", 24, "miss within 20 %"],
    ]);
  });

  it("is reported with what was missed and what was left out", () => {
    const measurements = [
      aMeasurement("node", "wasm", [7, 7, 7]),
      aMeasurement("node", "javascript", [2, 2, 2]),
    ];
    const report = printPerformanceReport(aRecord(measurements, [race]));

    expect(report).toContain(
      "| wasm beside plain typed arrays | node | S1 | 3.5 (3.5 to 3.5) | at least 8 x | miss |",
    );
    expect(report).toContain("- a trainer was left out");
    expect(report).toContain("No GPU was at hand");
    expect(report).toContain("Not within 20 s: phone (node, 2 workers).");
  });
});

describe("docs/performance.md", () => {
  it("says what its record says", () => {
    const record = "docs/performance.jsonl";
    expect(existsSync(record)).toBe(true);

    const report = printPerformanceReport(parseRecord(readFileSync(record, "utf8")));

    expect(readFileSync("docs/performance.md", "utf8")).toBe(report);
  });
});
