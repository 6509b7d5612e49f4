import { exactCheckThreshold, type LabelledRows, type RunStatus } from "@/core/training/recipe";
import { createSampleOrder } from "@/core/training/sample-order";
import type { RunCheckpoint, RunSpec, TrainingRun } from "@/trainer/training-engine";

type Awaitable<Value> = Value | Promise<Value>;

/**
 * The arithmetic of one network; everything else of a run (order, epochs, stop rule) is the same for all engines.
 * Kernels on the CPU answer at once, others by promise.
 */
export interface NetworkKernel {
  /** The rows in the order of this epoch: the run fills it, steps read it. */
  readonly order: Uint32Array;
  /**
   * SGD steps on the rows from place `start` to place `end` of the order, a batch each, the last one maybe smaller.
   * Returns how many were wrong before their step. A step in which a logit is not a finite float32 is the last one,
   * and `wrongCount` is NaN.
   */
  trainSteps(start: number, end: number): Awaitable<{ stepCount: number; wrongCount: number }>;
  /** Logits of the first `rowCount` rows of `inputs`. */
  logitsOf(inputs: Float32Array, rowCount: number): Awaitable<Float32Array>;
  weights(): Awaitable<Float32Array>;
  dispose(): void;
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
  if (placeInEpoch > 0) sampleOrder.nextEpoch(kernel.order);

  /** Trains to the end of the epoch, at most `stepLimit` steps. */
  async function trainWithinEpoch(stepLimit: number): Promise<void> {
    if (placeInEpoch === 0) {
      epochPosition = sampleOrder.position();
      sampleOrder.nextEpoch(kernel.order);
    }
    const end = Math.min(training.rowCount, placeInEpoch + stepLimit * batchSize);
    const { stepCount, wrongCount } = await kernel.trainSteps(placeInEpoch, end);
    wrongInEpoch += wrongCount;
    placeInEpoch = Math.min(end, placeInEpoch + stepCount * batchSize);
    status.step += stepCount;
    if (Number.isNaN(wrongInEpoch)) status.state = "diverged";
    else if (placeInEpoch === training.rowCount) await endEpoch();
    if (status.state === "running" && status.step >= stepBudget) status.state = "budget-spent";
    if (status.state === "converged" || status.state === "budget-spent") await refuseBrokenWeights();
  }

  async function endEpoch(): Promise<void> {
    const isWorthALook = wrongInEpoch <= exactCheckThreshold * training.rowCount;
    if (isWorthALook && (await evaluateLogits(kernel, training, training.rowCount)).error === 0) {
      status.state = "converged";
    }
    epochPosition = sampleOrder.position();
    placeInEpoch = 0;
    wrongInEpoch = 0;
  }

  async function refuseBrokenWeights(): Promise<void> {
    if (!(await kernel.weights()).every(Number.isFinite)) status.state = "diverged";
  }

  return {
    async advance(stepCount) {
      const lastStep = Math.min(status.step + stepCount, stepBudget);
      while (status.step < lastStep && status.state === "running") {
        await trainWithinEpoch(lastStep - status.step);
      }
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
      const weights = await kernel.weights();
      return { status: { ...status }, weights, epochPosition, placeInEpoch, wrongInEpoch };
    },
    dispose: () => kernel.dispose(),
  };
}

async function evaluateLogits(kernel: NetworkKernel, rows: LabelledRows, rowCount: number) {
  const logits = await kernel.logitsOf(rows.inputs, rowCount);
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
