import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import { packBits, unpackBit } from "@/core/tasks/packed-bits";
import { makeSplit, ruleOfInstance } from "@/core/tasks/task-instance";
import { TaskSpecSchema } from "@/core/tasks/task-spec";
import { temperatureLogOdds } from "@/core/tasks/temperature";
import { seedsOfInstance } from "@/lab/instance";
import golden from "@/tests/fixtures/task-labels.json";

const { rowCount, blockSize } = golden;
const seeds = seedsOfInstance(0, SeedSchema.parse(golden.seed.toString(16).padStart(32, "0")));

/** One digest per block of labels, as NumPy makes them. */
function digestsOf(packed: Uint8Array): string[] {
  const bytes = blockSize / 8;
  return Array.from({ length: rowCount / blockSize }, (_, block) => {
    const part = packed.subarray(block * bytes, (block + 1) * bytes);
    return createHash("sha256").update(part).digest("hex").slice(0, 16);
  });
}

describe.each(golden.tasks)("labels of $task", (entry) => {
  const task = TaskSpecSchema.parse(entry.task);
  const { inputDimension } = entry;
  const dealt = { task, inputDimension, ...seeds };
  const rows = makeSplit(dealt, "training", rowCount);
  if (!("labels" in rows)) throw new Error("these tasks have labels");

  it("are those that NumPy recomputed, on every one of 100,000 rows", () => {
    expect(digestsOf(rows.labels)).toEqual(entry.labels);
  });

  it("have NumPy's log-odds and Bayes answers, for temperature", () => {
    const rule = ruleOfInstance(dealt);
    if (rule.family !== "temperature") return;
    const logOdds = temperatureLogOdds(rule, inputDimension);
    const odds = Array.from({ length: rowCount }, (_, row) => logOdds(rows.inputs, row * inputDimension));
    const answers = packBits(odds.map((value) => value >= 0));
    const wrongCount = odds.filter((value, row) => value >= 0 !== (unpackBit(rows.labels, row) === 1)).length;

    expect(digestsOf(answers)).toEqual(entry.bayesAnswers);
    expect(wrongCount).toBe(entry.bayesErrorCount);
    for (const [row, value] of (entry.logOdds ?? []).entries()) expect(odds[row]).toBeCloseTo(value, 12);
  });
});
