import { unpackBit } from "@/core/tasks/packed-bits";
import type { Split } from "@/core/tasks/public-inputs";
import type { Rule } from "@/core/tasks/rule";
import { makeSplit, ruleOfInstance } from "@/core/tasks/task-instance";
import type { TrainingRows } from "@/core/training/recipe";
import {
  neededNumber,
  type Options,
  type Output,
  seedOption,
  textOption,
  UsageError,
} from "@/lab/command-line";
import { labSeed, seedsOfInstance } from "@/lab/instance";
import { describeParameters, taskOfOptions } from "@/lab/task-options";

const mostNumbers = 20_000_000;

/** `dataset`: rows of one task as CSV, or with --json as one object. */
export function printDataset(options: Options, output: Output): void {
  const { task, inputDimension } = taskOfOptions(options);
  const count = neededNumber(options, "count", { low: 1, high: 1_000_000, isWhole: true });
  if (count * inputDimension > mostNumbers) {
    throw new UsageError(
      `--count times --dimension is at most ${mostNumbers}, not ${count * inputDimension}`,
    );
  }
  const split = splitOption(options);
  const seed = seedOption(options, labSeed);
  const dealt = { task, inputDimension, ...seedsOfInstance(0, seed) };
  const rows = makeSplit(dealt, split, count);
  const secret = options.reveal === true ? describeSecret(ruleOfInstance(dealt)) : null;
  if (options.json === true) {
    const head = { task: task.family, parameters: describeParameters(task, inputDimension), seed, split };
    const inputs = Array.from({ length: count }, (_, row) => rowOf(rows, row));
    output.print(
      JSON.stringify({ ...head, inputs, ...describeAnswers(rows), ...(secret === null ? {} : { secret }) }),
    );
    return;
  }
  if (secret !== null) output.say(`secret ${JSON.stringify(secret)}`);
  printCsv(rows, output);
}

function splitOption(options: Options): Split {
  const split = textOption(options, "split") ?? "training";
  if (split === "training" || split === "validation" || split === "test") return split;
  throw new UsageError(`--split is training, validation or test, not "${split}"`);
}

/** The rule as it is printed: places are counted from 0, and those of a global rule are called `indices` too. */
function describeSecret(rule: Rule): Record<string, unknown> {
  return rule.family === "k-global" ? { ...rule, indices: rule.offsets } : { ...rule };
}

function describeAnswers(rows: TrainingRows): { labels: number[] } | { targets: number[] } {
  if ("targets" in rows) return { targets: [...rows.targets] };
  return {
    labels: Array.from({ length: rows.rowCount }, (_, row) => (unpackBit(rows.labels, row) === 1 ? 1 : -1)),
  };
}

/** Float32 values as doubles: their shortest decimals read back to the same bits. */
function rowOf({ inputs, inputDimension }: TrainingRows, row: number): number[] {
  return Array.from(inputs.subarray(row * inputDimension, (row + 1) * inputDimension));
}

const linesPerWrite = 1000;

function printCsv(rows: TrainingRows, output: Output): void {
  const answers = describeAnswers(rows);
  const [name, values] = "labels" in answers ? ["label", answers.labels] : ["target", answers.targets];
  const columns = Array.from({ length: rows.inputDimension }, (_, index) => `x${index}`);
  output.print([...columns, name].join(","));
  for (let start = 0; start < rows.rowCount; start += linesPerWrite) {
    const size = Math.min(linesPerWrite, rows.rowCount - start);
    const lines = Array.from({ length: size }, (_, line) =>
      [...rowOf(rows, start + line), values[start + line]].join(","),
    );
    output.print(lines.join("\n"));
  }
}
