import type { Seed } from "@/core/random/seed";
import { makeSplit } from "@/core/tasks/task-instance";
import type { Design } from "@/core/training/design";
import type { TrainingRecipe } from "@/core/training/recipe";
import { createReferenceRun } from "@/core/training/reference-trainer";
import { weightLayout } from "@/core/training/weight-layout";

// Mori and Ueda (slides): for 2-local labels one hidden layer of width 5 to 10 is wide enough to represent the label
// accurately, so depth does not help by what it can express. Our check: training on fresh data only, on the relevant
// inputs only, so that nothing but the network's form holds it back.

/**
 * Weights, in the order of `weightLayout` for one hidden layer of 4 units and 2 inputs, of a network with
 * f(x) = |x_1 + x_2| - |x_1 - x_2|, which has the sign of x_1 x_2 everywhere: 2-local labels exactly, without biases.
 */
export function exactTwoLocalWeights(): Float64Array {
  const design: Design = { depth: 1, width: 4, learningRate: 1 };
  const { layers, length } = weightLayout({ design, loss: "logistic" }, 2);
  const weights = new Float64Array(length);
  weights.set([1, -1, 1, -1, 1, -1, -1, 1], layers[0]?.weightOffset);
  weights.set([1, 1, -1, -1], layers[1]?.weightOffset);
  return weights;
}

/** What to train: a k-local label of k inputs, each training row seen once. */
export interface FreshDataRun {
  /** 1 to 5. */
  readonly order: number;
  readonly design: Design;
  readonly batchSize: number;
  readonly stepCount: number;
  readonly testCount: number;
}

/**
 * Test errors of `replicaCount` starts trained with the float64 reference on a stream of fresh data; the smallest one
 * says what a network of this form can represent, as far as SGD finds it.
 */
export function freshDataErrors(
  { order, design, batchSize, stepCount, testCount }: FreshDataRun,
  { seed, replicaCount }: { seed: Seed; replicaCount: number },
): number[] {
  const dealt = {
    task: { family: "k-local" as const, k: order },
    inputDimension: order,
    publicSeed: seed,
    secretSeed: seed,
  };
  const training = makeSplit(dealt, "training", batchSize * stepCount);
  const test = makeSplit(dealt, "test", testCount);
  const recipe: TrainingRecipe = { design, loss: "logistic", batchSize, stepBudget: stepCount };
  return Array.from({ length: replicaCount }, (_, replicaIndex) => {
    const run = createReferenceRun(recipe, training, { runSeed: seed, replicaIndex });
    const { state } = run.advance(stepCount);
    return state === "diverged" ? 0.5 : run.evaluate(test).error;
  });
}
