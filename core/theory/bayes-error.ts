import type { Seed } from "@/core/random/seed";
import { unpackBit } from "@/core/tasks/packed-bits";
import { makeSplit } from "@/core/tasks/task-instance";
import type { TaskSpec } from "@/core/tasks/task-spec";
import { temperatureLogOdds } from "@/core/tasks/temperature";

/** The lowest test error that any predictor can have on average. */
export interface BayesError {
  readonly error: number;
  /** Of the Monte Carlo estimate; 0 where the value is exact. */
  readonly standardError: number;
}

const sampleCount = 40_000;

/**
 * The Bayes floor of a task. Labels that are a function of the inputs can be hit exactly, targets are measured against
 * the noise-free function: 0. Random labels: 1/2. Temperature: Monte Carlo with the exact log density, 40,000 rows from
 * `seed`.
 */
export function bayesError(task: TaskSpec, inputDimension: number, seed: Seed): BayesError {
  if (task.family === "random-labels") return { error: 0.5, standardError: 0 };
  if (task.family !== "temperature") return { error: 0, standardError: 0 };
  const dealt = { task, inputDimension, publicSeed: seed, secretSeed: seed };
  const rows = makeSplit(dealt, "test", sampleCount);
  if (!("labels" in rows)) throw new Error("temperature has labels");
  const logOdds = temperatureLogOdds({ ...task }, inputDimension);
  let wrongCount = 0;
  for (let row = 0; row < sampleCount; row += 1) {
    const answer = logOdds(rows.inputs, row * inputDimension) >= 0 ? 1 : 0;
    if (answer !== unpackBit(rows.labels, row)) wrongCount += 1;
  }
  const error = wrongCount / sampleCount;
  return { error, standardError: Math.sqrt((error * (1 - error)) / sampleCount) };
}
