import type { Seed } from "@/core/random/seed";
import { evaluateOutputs } from "@/core/training/evaluate-outputs";
import { initialWeights } from "@/core/training/initial-weights";
import {
  type Evaluation,
  exactCheckThreshold,
  type Loss,
  learningRateAt,
  type RunStatus,
  type TrainingRows,
} from "@/core/training/recipe";
import { createSampleOrder, type SampleOrder } from "@/core/training/sample-order";
import { weightLayout } from "@/core/training/weight-layout";
import { distance, layerDisplacements } from "@/trainer/observe-weights";
import type { AdvanceOptions, RunCheckpoint, RunSpec, TrainingRun } from "@/trainer/training-engine";

type Awaitable<Value> = Value | Promise<Value>;

/** What some steps of a kernel saw. */
export interface StepTally {
  stepCount: number;
  /** True when an output in the last step was not a finite float32. The other figures leave that step out. */
  isBroken: boolean;
  /** Rows with a wrong sign before their step; 0 in regression. */
  wrongCount: number;
  /** Sum of the losses of the rows and of all before them, added step by step, so that cuts change no bit of it. */
  lossSum: number;
}

/** A run's past, as far as its next steps depend on it. */
export interface StepsSoFar {
  /** Steps done; the learning rate depends on it. */
  stepCount: number;
  lossSum: number;
}

/**
 * The arithmetic of one network; everything else of a run (order, epochs, stop rule) is the same for all engines.
 * Kernels on the CPU answer at once, others by promise.
 */
export interface NetworkKernel {
  /** The rows in the order of this epoch: the run fills it, steps read it. */
  readonly order: Uint32Array;
  /** Core's `createSampleOrder` where the kernel has a faster one; it writes to `order` whatever it is given. */
  openSampleOrder?(runSeed: Seed, replicaIndex: number, startPosition: number): SampleOrder;
  /**
   * SGD steps on the rows from place `start` to place `end` of the order, a batch each, the last one maybe smaller;
   * after the steps `soFar`. A step that breaks is the last one.
   */
  trainSteps(start: number, end: number, soFar: StepsSoFar): Awaitable<StepTally>;
  /** The network's values on the first `rowCount` rows of `inputs`. */
  valuesOf(inputs: Float32Array, rowCount: number): Awaitable<Float32Array>;
  weights(): Awaitable<Float32Array>;
  dispose(): void;
}

/** Runs a kernel by the recipe. */
export function createSteppedRun(kernel: NetworkKernel, spec: RunSpec, from?: RunCheckpoint): TrainingRun {
  const { training, validation, recipe, runSeed, replicaIndex } = spec;
  const progress = createProgress(kernel, spec, from);
  const { status } = progress;
  let gradientNorm: number | null = null;
  // Made when first asked for: drawing them anew takes as long as several steps.
  let start: Float32Array | null = null;

  /** One step; its change of the weights over the learning rate is the gradient. */
  async function trainObserved(): Promise<void> {
    const before = await kernel.weights();
    const learningRate = learningRateAt(recipe, status.step);
    await progress.trainUpTo(status.step + 1);
    gradientNorm = distance(before, await kernel.weights()) / learningRate;
  }

  return {
    async advance(stepCount, { observeLastStep = false }: AdvanceOptions = {}) {
      const lastStep = Math.min(status.step + stepCount, recipe.stepBudget);
      await progress.trainUpTo(observeLastStep ? lastStep - 1 : lastStep);
      if (observeLastStep && status.step < lastStep && status.state === "running") await trainObserved();
      return copyOf(status);
    },
    async evaluate(split, rowCount) {
      const rows = split === "training" ? training : validation;
      if (!rows) throw new Error("this run has no validation rows");
      return evaluateKernel(kernel, rows, recipe.loss, rowCount);
    },
    valuesOf: async (inputs, rowCount) => kernel.valuesOf(inputs, rowCount),
    async observe() {
      const layout = weightLayout(recipe, training.inputDimension);
      start ??= initialWeights(recipe, training.inputDimension, runSeed, replicaIndex);
      const displacement = layerDisplacements(start, await kernel.weights(), layout);
      return { displacement, gradientNorm: status.state === "diverged" ? null : gradientNorm };
    },
    readWeights: async () => kernel.weights(),
    checkpoint: async () => ({
      ...progress.place(),
      status: copyOf(status),
      weights: await kernel.weights(),
    }),
    dispose: () => kernel.dispose(),
  };
}

/** A run's way through its epochs to one of its ends. */
interface Progress {
  /** The status of now, not a copy. */
  readonly status: RunStatus;
  trainUpTo(lastStep: number): Promise<void>;
  place(): Pick<RunCheckpoint, "epochPosition" | "placeInEpoch" | "wrongInEpoch">;
}

function createProgress(kernel: NetworkKernel, spec: RunSpec, from?: RunCheckpoint): Progress {
  const { training, recipe, runSeed, replicaIndex } = spec;
  const { loss, batchSize, stepBudget } = recipe;
  const status: RunStatus = from ? copyOf(from.status) : newStatus();
  let { epochPosition, placeInEpoch, wrongInEpoch } = from ?? newPlace;
  const openSampleOrder = kernel.openSampleOrder ?? createSampleOrder;
  const sampleOrder = openSampleOrder(runSeed, replicaIndex, epochPosition);
  if (placeInEpoch > 0) sampleOrder.nextEpoch(kernel.order);

  /** Trains to the end of the epoch, at most `stepLimit` steps. */
  async function trainWithinEpoch(stepLimit: number): Promise<void> {
    if (placeInEpoch === 0) {
      epochPosition = sampleOrder.position();
      sampleOrder.nextEpoch(kernel.order);
    }
    const { seen } = status;
    const start = placeInEpoch;
    const end = Math.min(training.rowCount, start + stepLimit * batchSize);
    const soFar = { stepCount: status.step, lossSum: seen.lossSum };
    const { stepCount, isBroken, wrongCount, lossSum } = await kernel.trainSteps(start, end, soFar);
    const tallied = Math.min(end, start + (isBroken ? stepCount - 1 : stepCount) * batchSize);
    placeInEpoch = Math.min(end, start + stepCount * batchSize);
    wrongInEpoch += wrongCount;
    status.step += stepCount;
    seen.rowCount += tallied - start;
    seen.wrongCount += wrongCount;
    seen.lossSum = lossSum;
    if (isBroken) status.state = "diverged";
    else await settleStatus();
  }

  async function settleStatus(): Promise<void> {
    if (placeInEpoch === training.rowCount) await endEpoch();
    if (status.state === "running" && status.step >= stepBudget) status.state = "budget-spent";
    if (status.state === "running") return;
    if (!(await kernel.weights()).every(Number.isFinite)) status.state = "diverged";
  }

  async function endEpoch(): Promise<void> {
    const isWorthALook = loss !== "squared" && wrongInEpoch <= exactCheckThreshold * training.rowCount;
    if (isWorthALook && (await evaluateKernel(kernel, training, loss)).error === 0)
      status.state = "converged";
    epochPosition = sampleOrder.position();
    placeInEpoch = 0;
    wrongInEpoch = 0;
  }

  return {
    status,
    async trainUpTo(lastStep) {
      while (status.step < lastStep && status.state === "running") {
        await trainWithinEpoch(lastStep - status.step);
      }
    },
    place: () => ({ epochPosition, placeInEpoch, wrongInEpoch }),
  };
}

const newPlace = { epochPosition: 0, placeInEpoch: 0, wrongInEpoch: 0 };

function newStatus(): RunStatus {
  return { step: 0, state: "running", seen: { rowCount: 0, wrongCount: 0, lossSum: 0 } };
}

function copyOf(status: RunStatus): RunStatus {
  return { ...status, seen: { ...status.seen } };
}

async function evaluateKernel(
  kernel: NetworkKernel,
  rows: TrainingRows,
  loss: Loss,
  rowCount = rows.rowCount,
): Promise<Evaluation> {
  return evaluateOutputs(await kernel.valuesOf(rows.inputs, rowCount), rows, loss, rowCount);
}
