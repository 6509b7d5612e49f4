import { createRandom } from "@/core/random/random-streams";
import { type Seed, SeedSchema } from "@/core/random/seed";
import type { Deck } from "@/core/tasks/deck";
import type { Preset } from "@/core/tasks/preset";
import type { Rule } from "@/core/tasks/rule";
import { makeSplit, ruleOfInstance, type TaskInstance } from "@/core/tasks/task-instance";
import { familyNamed } from "@/core/tasks/task-registry";
import type { TaskSpec } from "@/core/tasks/task-spec";
import type { Loss, TrainingRows } from "@/core/training/recipe";

/** The seed of all published measurements; another one gives an independent repetition. */
export const labSeed = SeedSchema.parse("6465657073746163 6b6573206c616231".replace(" ", ""));

/** A task with the sizes and the recipe of its runs, up to the design. */
export interface Experiment {
  readonly task: TaskSpec;
  readonly inputDimension: number;
  readonly trainingSampleCount: number;
  readonly validationSampleCount: number;
  readonly testSampleCount: number;
  readonly loss: Loss;
  readonly batchSize: number;
  readonly stepBudget: number;
}

/** One complete task instance as the server would deal it, with all three splits. */
export interface Instance {
  readonly rule: Rule;
  readonly publicSeed: Seed;
  readonly runSeed: Seed;
  readonly training: TrainingRows;
  readonly validation: TrainingRows;
  readonly test: TrainingRows;
}

/** The experiment that a preset stands for. */
export function experimentOf(deck: Deck, { task }: Preset): Experiment {
  const { inputDimension, trainingSampleCount, validationSampleCount, testSampleCount } = deck;
  const { loss, batchSize, stepBudget } = deck;
  const sizes = { inputDimension, trainingSampleCount, validationSampleCount, testSampleCount };
  return { task, ...sizes, loss, batchSize, stepBudget };
}

/** The usual loss of a task: squared in regression, one logit in classification. */
export function usualLoss(task: TaskSpec): Loss {
  return familyNamed(task.family).kind === "regression" ? "squared" : "logistic";
}

/** Instance `number` under `seed`: the same numbers give the same instance on every machine. */
export function createInstance(experiment: Experiment, number: number, seed: Seed = labSeed): Instance {
  const { task, inputDimension } = experiment;
  const { publicSeed, secretSeed, runSeed } = seedsOfInstance(number, seed);
  const dealt: TaskInstance = { task, inputDimension, publicSeed, secretSeed };
  return {
    rule: ruleOfInstance(dealt),
    publicSeed,
    runSeed,
    training: makeSplit(dealt, "training", experiment.trainingSampleCount),
    validation: makeSplit(dealt, "validation", experiment.validationSampleCount),
    test: makeSplit(dealt, "test", experiment.testSampleCount),
  };
}

/** The three independent seeds of an instance. */
export function seedsOfInstance(
  number: number,
  seed: Seed,
): { publicSeed: Seed; secretSeed: Seed; runSeed: Seed } {
  return {
    publicSeed: deriveSeed(seed, number, 0),
    secretSeed: deriveSeed(seed, number, 1),
    runSeed: deriveSeed(seed, number, 2),
  };
}

function deriveSeed(seed: Seed, instance: number, purpose: number): Seed {
  const stream = createRandom(seed).stream("rule", instance, 4 * purpose);
  const words = Array.from({ length: 4 }, () => stream.uint32().toString(16).padStart(8, "0"));
  return SeedSchema.parse(words.join(""));
}
