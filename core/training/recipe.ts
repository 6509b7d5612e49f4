import type { Design } from "@/core/training/design";

/**
 * What a step makes smaller, averaged over its batch:
 *
 * - `logistic`: log(1 + exp(-y f)) of one output f, the logit; y is -1 or +1.
 * - `softmax`: cross entropy of two logits, -log softmax(z)_y. It equals `logistic` of f = z_1 - z_0.
 * - `squared`: (f - t)^2 / 2 of one output f and a real target t.
 */
export type Loss = "logistic" | "softmax" | "squared";

/**
 * The recipe that every engine obeys, so that a run is determined by (task instance, design, run seed, replica
 * index, step budget) up to rounding:
 *
 * - Network: `depth` hidden ReLU layers of `width` units each (none: a linear model), then one output, or two logits
 *   for `softmax`. The network's value f is the output, or the second logit minus the first. In classification the
 *   prediction is +1 where f >= 0.
 * - Initial weights: normal with sd sqrt(2 / fan-in) in hidden layers and sqrt(1 / fan-in) in the output layer.
 *   Biases 0 in classification, uniform in (-1, 1) / sqrt(fan-in) in regression. See `initialWeights`.
 * - Step: weights -= rate * gradient of the mean loss over the batch. All weights and biases are trained. Plain SGD:
 *   no momentum, decay of weights, clipping or noise. For the rate see `learningRateAt`.
 * - Order: each epoch is a fresh shuffle of all rows (`createSampleOrder`), cut into batches of `batchSize`; the last
 *   batch of an epoch is shorter when the row count is not a multiple.
 * - Stop: in classification, the running error of an epoch is the share of rows that were wrong in the forward pass of
 *   their own step. When it is at most `exactCheckThreshold` at the epoch's end, the training error is measured
 *   exactly on all rows, and the run has converged if it is 0. Otherwise, and always in regression, the run ends at
 *   `stepBudget` steps.
 * - Diverged: an output of a batch or a weight is not a finite float32. The run ends; its predictions mean nothing.
 */
export interface TrainingRecipe {
  design: Design;
  loss: Loss;
  batchSize: number;
  stepBudget: number;
}

/** Largest running error at which an epoch's end is worth an exact look at the training error. */
export const exactCheckThreshold = 0.01;

/** Numbers that the last layer gives. */
export function outputCountOf(loss: Loss): 1 | 2 {
  return loss === "softmax" ? 2 : 1;
}

/**
 * Learning rate of the step after `stepsDone` others: constant in classification; in regression constant for the
 * first half of the budget, then linearly down to one step short of 0.
 */
export function learningRateAt({ design, loss, stepBudget }: TrainingRecipe, stepsDone: number): number {
  if (loss !== "squared") return design.learningRate;
  return design.learningRate * Math.min(1, (stepBudget - stepsDone) / (stepBudget / 2));
}

/** Row-major float32 inputs, `rowCount` x `inputDimension`. */
export interface InputRows {
  inputs: Float32Array;
  rowCount: number;
  inputDimension: number;
}

/** Rows of a classification: packed labels, bit 1 means +1. */
export interface LabelledRows extends InputRows {
  labels: Uint8Array;
}

/** Rows of a regression: one float32 target each. Noisy in training, the function itself elsewhere. */
export interface TargetRows extends InputRows {
  targets: Float32Array;
}

/** What a run may train on and be measured on; the recipe's loss says which of the two it must be. */
export type TrainingRows = LabelledRows | TargetRows;

/** How a run stands. Only `running` can go on. */
export type RunState = "running" | "converged" | "budget-spent" | "diverged";

/** What the steps of a run saw in their own forward passes. It costs nothing, and differences give running means. */
export interface SeenRows {
  rowCount: number;
  /** Rows with a wrong sign; 0 in regression. */
  wrongCount: number;
  lossSum: number;
}

export interface RunStatus {
  /** SGD steps done so far. */
  step: number;
  state: RunState;
  /** Of all steps so far, without one that diverged. */
  seen: SeenRows;
}

/** Mean loss and error on some rows: share of wrong signs, or in regression the root mean square distance. */
export interface Evaluation {
  error: number;
  loss: number;
}
