import type { Design } from "@/core/training/design";

/**
 * The recipe that every engine obeys, so that a run is determined by (task instance, design, run seed, replica
 * index, step budget) up to rounding:
 *
 * - Network: `depth` hidden ReLU layers of `width` units, one output (the logit). Prediction +1 where logit >= 0.
 * - Initial weights: normal with sd sqrt(2 / fan-in) in hidden layers and sqrt(1 / width) in the output layer; all
 *   biases 0. See `initialWeights`.
 * - Loss: logistic, log(1 + exp(-y logit)), mean over the batch. All weights and biases are trained.
 * - Step: weights -= learningRate * gradient. Plain SGD at a constant rate: no momentum, decay, clipping or noise.
 * - Order: each epoch is a fresh shuffle of all rows (`createSampleOrder`), cut into batches of `batchSize`; the last
 *   batch of an epoch is shorter when the row count is not a multiple.
 * - Stop: the running error of an epoch is the share of rows that were wrong in the forward pass of their own step.
 *   When it is at most `exactCheckThreshold` at the epoch's end, the training error is measured exactly on all rows,
 *   and the run has converged if it is 0. Otherwise the run ends at `stepBudget` steps.
 * - Diverged: a logit of a batch or a weight is not a finite float32. The run ends; its predictions mean nothing.
 */
export interface TrainingRecipe {
  design: Design;
  batchSize: number;
  stepBudget: number;
}

/** Largest running error at which an epoch's end is worth an exact look at the training error. */
export const exactCheckThreshold = 0.01;

/** Labelled rows: row-major float32 inputs (`rowCount` x `inputDimension`), packed labels (1 means +1). */
export interface LabelledRows {
  inputs: Float32Array;
  labels: Uint8Array;
  rowCount: number;
  inputDimension: number;
}

/** How a run stands. Only `running` can go on. */
export type RunState = "running" | "converged" | "budget-spent" | "diverged";

export interface RunStatus {
  /** SGD steps done so far. */
  step: number;
  state: RunState;
}

/** Error (share of wrong signs) and mean logistic loss on some rows. */
export interface Evaluation {
  error: number;
  loss: number;
}
