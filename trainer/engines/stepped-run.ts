import { exactCheckThreshold, type LabelledRows, type RunStatus } from "@/core/training/recipe";
import { createSampleOrder } from "@/core/training/sample-order";
import type { RunCheckpoint, RunSpec, TrainingRun } from "@/trainer/training-engine";

/** The arithmetic of one network; everything else of a run (order, epochs, stop rule) is the same for CPU engines. */
export interface NetworkKernel {
  /** One SGD step on `count` rows of `rows`, named by `order` from `start` on. Returns how many were wrong before
   * the step, or NaN when a logit was not a finite float32. */
  trainStep(rows: LabelledRows, order: Uint32Array, start: number, count: number): number;
  /** Logits of the first `rowCount` rows of `inputs`. */
  logitsOf(inputs: Float32Array, rowCount: number): Float32Array;
  weights(): Float32Array;
}

/** Runs a kernel by the recipe. */
export function createSteppedRun(kernel: NetworkKernel, spec: RunSpec, from?: RunCheckpoint): TrainingRun {
  const { training, validation, recipe } = spec;
  const { batchSize, stepBudget } = recipe;
  const status: RunStatus = from ? { ...from.status } : { step: 0, state: "running" };
  let epochPosition = from?.epochPosition ?? 0;
  let placeInEpoch = from?.placeInEpoch ?? 0;
  let wrongInEpoch = from?.wrongInEpoch ?? 0;
  const sampleOrder = createSampleOrder(spec.runSeed, spec.replicaIndex, epochPosition);
  const order = new Uint32Array(training.rowCount);
  if (placeInEpoch > 0) sampleOrder.nextEpoch(order);

  function trainOneStep(): void {
    if (placeInEpoch === 0) {
      epochPosition = sampleOrder.position();
      sampleOrder.nextEpoch(order);
    }
    const count = Math.min(batchSize, training.rowCount - placeInEpoch);
    wrongInEpoch += kernel.trainStep(training, order, placeInEpoch, count);
    placeInEpoch += count;
    status.step += 1;
    if (Number.isNaN(wrongInEpoch)) status.state = "diverged";
    else if (placeInEpoch === training.rowCount) endEpoch();
    if (status.state === "running" && status.step >= stepBudget) status.state = "budget-spent";
    if (status.state === "converged" || status.state === "budget-spent") refuseBrokenWeights();
  }

  function endEpoch(): void {
    const isWorthALook = wrongInEpoch <= exactCheckThreshold * training.rowCount;
    if (isWorthALook && evaluateLogits(kernel, training, training.rowCount).error === 0) {
      status.state = "converged";
    }
    epochPosition = sampleOrder.position();
    placeInEpoch = 0;
    wrongInEpoch = 0;
  }

  function refuseBrokenWeights(): void {
    if (!kernel.weights().every(Number.isFinite)) status.state = "diverged";
  }

  return {
    async advance(stepCount) {
      for (let count = 0; count < stepCount && status.state === "running"; count += 1) trainOneStep();
      return { ...status };
    },
    async evaluate(split, rowCount) {
      const rows = split === "training" ? training : validation;
      if (!rows) throw new Error("this run has no validation rows");
      return evaluateLogits(kernel, rows, rowCount ?? rows.rowCount);
    },
    logitsOf: async (inputs, rowCount) => kernel.logitsOf(inputs, rowCount),
    readWeights: async () => kernel.weights(),
    async checkpoint() {
      return { status: { ...status }, weights: kernel.weights(), epochPosition, placeInEpoch, wrongInEpoch };
    },
    dispose() {
      // Plain arrays: the garbage collector frees them with the run.
    },
  };
}

function evaluateLogits(kernel: NetworkKernel, rows: LabelledRows, rowCount: number) {
  const logits = kernel.logitsOf(rows.inputs, rowCount);
  let wrongCount = 0;
  let loss = 0;
  for (let row = 0; row < rowCount; row += 1) {
    const logit = logits[row] as number;
    const isPositive = (((rows.labels[row >> 3] as number) >> (row & 7)) & 1) === 1;
    const margin = isPositive ? logit : -logit;
    loss += Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)));
    if (logit >= 0 !== isPositive) wrongCount += 1;
  }
  return { error: wrongCount / rowCount, loss: loss / rowCount };
}
