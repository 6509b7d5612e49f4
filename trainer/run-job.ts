import { decodeBase64, packBits, packedByteCount } from "@/core/tasks/packed-bits";
import type { Split } from "@/core/tasks/public-inputs";
import { initialWeights } from "@/core/training/initial-weights";
import type { LabelledRows, RunStatus } from "@/core/training/recipe";
import { curveSteps } from "@/trainer/curve-steps";
import type { RunSpec, TrainingEngine, TrainingRun } from "@/trainer/training-engine";
import type {
  ReplicaFinishedReport,
  TrainingDataset,
  TrainingJob,
  TrainingReport,
} from "@/trainer/training-job";

const chunkMilliseconds = 30;
const plainProgressMilliseconds = 500;
const trainingErrorRowCount = 1000;
const predictionSliceRowCount = 1000;

/** What a job needs from the place it runs in: a web worker, a worker thread or a test. */
export interface JobEnvironment {
  engine: TrainingEngine;
  /** Row-major inputs of a split of the dataset, whole. */
  inputsOf(dataset: TrainingDataset, split: Split): Float32Array;
  report(report: TrainingReport): void;
  /** Called about every 30 ms: lets messages in, waits while the job is paused, false means cancel. */
  pause(): Promise<boolean>;
  /** Milliseconds of a monotonic clock. Decides when to pause and report, never what is computed. */
  now(): number;
}

/** Trains the replicas of a job one after another. All that happens is told through `report`; it never rejects. */
export async function runTrainingJob(job: TrainingJob, environment: JobEnvironment): Promise<void> {
  const { jobId } = job;
  try {
    const rows = labelledRowsOf(job, environment);
    if (!rows) {
      const detail = "labels are not base64 of one bit per row";
      environment.report({ kind: "job-failed", jobId, reason: "bad-labels", detail });
      return;
    }
    for (const replicaIndex of job.replicaIndices) {
      const finished = await trainReplica(job, replicaIndex, rows, environment);
      if (!finished) {
        environment.report({ kind: "job-cancelled", jobId });
        return;
      }
      environment.report(finished);
    }
    environment.report({ kind: "job-finished", jobId });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    environment.report({ kind: "job-failed", jobId, reason: "engine-error", detail });
  }
}

interface JobRows {
  training: LabelledRows;
  validation: LabelledRows;
}

function labelledRowsOf({ dataset }: TrainingJob, environment: JobEnvironment): JobRows | null {
  const { inputDimension, trainingSampleCount, validationSampleCount } = dataset;
  const trainingLabels = decodeBase64(dataset.trainingLabels);
  const validationLabels = decodeBase64(dataset.validationLabels);
  if (trainingLabels?.length !== packedByteCount(trainingSampleCount)) return null;
  if (validationLabels?.length !== packedByteCount(validationSampleCount)) return null;
  return {
    training: {
      inputs: environment.inputsOf(dataset, "training"),
      labels: trainingLabels,
      rowCount: trainingSampleCount,
      inputDimension,
    },
    validation: {
      inputs: environment.inputsOf(dataset, "validation"),
      labels: validationLabels,
      rowCount: validationSampleCount,
      inputDimension,
    },
  };
}

/** One replica from its initial weights to its end; null when cancelled. */
async function trainReplica(
  job: TrainingJob,
  replicaIndex: number,
  rows: JobRows,
  environment: JobEnvironment,
): Promise<ReplicaFinishedReport | null> {
  const { design, stepBudget, runSeed, dataset } = job;
  const recipe = { design, batchSize: dataset.batchSize, stepBudget };
  const spec: RunSpec = { recipe, ...rows, runSeed, replicaIndex };
  const run = await environment.engine.createRun(spec);
  try {
    const status = await trainToTheEnd(job, replicaIndex, run, environment);
    return status && (await finishedReport(job, spec, status, run, environment));
  } finally {
    run.dispose();
  }
}

/** Advances in chunks of about 30 ms and reports the curve; null when cancelled. */
async function trainToTheEnd(
  job: TrainingJob,
  replicaIndex: number,
  run: TrainingRun,
  environment: JobEnvironment,
): Promise<RunStatus | null> {
  const pointsAhead = curveSteps(job.stepBudget);
  let status: RunStatus = { step: 0, state: "running" };
  let chunkStepCount = 1;
  let chunkStartedAt = environment.now();
  let reportedAt = chunkStartedAt;

  async function reportProgress(isCurvePoint: boolean): Promise<void> {
    const rowCount = Math.min(trainingErrorRowCount, job.dataset.trainingSampleCount);
    const trainingError = (await run.evaluate("training", rowCount)).error;
    const withValidation = isCurvePoint && job.measureValidation;
    const validationError = withValidation ? (await run.evaluate("validation")).error : null;
    const { jobId } = job;
    const { step } = status;
    environment.report({ kind: "progress", jobId, replicaIndex, step, trainingError, validationError });
    reportedAt = environment.now();
  }

  while (status.state === "running") {
    const nextPoint = pointsAhead[0] ?? job.stepBudget;
    const startedAt = environment.now();
    const stepCount = Math.min(chunkStepCount, nextPoint - status.step);
    status = await run.advance(stepCount);
    const millisecondsPerStep = (environment.now() - startedAt) / stepCount;
    const affordableStepCount = Math.floor(chunkMilliseconds / Math.max(millisecondsPerStep, 0.001));
    chunkStepCount = Math.max(1, Math.min(2 * chunkStepCount, affordableStepCount));

    const isCurvePoint = status.step === nextPoint;
    if (isCurvePoint) pointsAhead.shift();
    const isLate = environment.now() - reportedAt >= plainProgressMilliseconds;
    if (status.state !== "diverged" && (isCurvePoint || isLate)) await reportProgress(isCurvePoint);
    if (environment.now() - chunkStartedAt >= chunkMilliseconds) {
      if (!(await environment.pause())) return null;
      chunkStartedAt = environment.now();
    }
  }
  return status;
}

async function finishedReport(
  job: TrainingJob,
  spec: RunSpec,
  { step, state }: RunStatus,
  run: TrainingRun,
  environment: JobEnvironment,
): Promise<ReplicaFinishedReport | null> {
  const { jobId, measureValidation } = job;
  const { replicaIndex } = spec;
  const head = { kind: "replica-finished", jobId, replicaIndex, step } as const;
  if (state === "diverged") {
    const validationError = measureValidation ? 0.5 : null;
    return {
      ...head,
      trainingError: 0.5,
      validationError,
      diverged: true,
      weightDisplacement: 0,
      predictions: null,
    };
  }
  const predictions = job.predictTest ? await predictTest(job, run, environment) : null;
  if (job.predictTest && !predictions) return null;
  return {
    ...head,
    trainingError: (await run.evaluate("training")).error,
    validationError: measureValidation ? (await run.evaluate("validation")).error : null,
    diverged: false,
    weightDisplacement: await weightDisplacement(spec, run),
    predictions,
  };
}

/** Packed predictions on all test rows; null when cancelled between two slices. */
async function predictTest(
  job: TrainingJob,
  run: TrainingRun,
  environment: JobEnvironment,
): Promise<Uint8Array | null> {
  const { inputDimension, testSampleCount } = job.dataset;
  const inputs = environment.inputsOf(job.dataset, "test");
  const bits = new Uint8Array(testSampleCount);
  for (let start = 0; start < testSampleCount; start += predictionSliceRowCount) {
    const rowCount = Math.min(predictionSliceRowCount, testSampleCount - start);
    const slice = inputs.subarray(start * inputDimension, (start + rowCount) * inputDimension);
    const logits = await run.logitsOf(slice, rowCount);
    for (let row = 0; row < rowCount; row += 1) bits[start + row] = (logits[row] as number) >= 0 ? 1 : 0;
    if (!(await environment.pause())) return null;
  }
  return packBits(bits);
}

async function weightDisplacement(spec: RunSpec, run: TrainingRun): Promise<number> {
  const { recipe, training, runSeed, replicaIndex } = spec;
  const start = initialWeights(recipe.design, training.inputDimension, runSeed, replicaIndex);
  const end = await run.readWeights();
  let startSquare = 0;
  let changeSquare = 0;
  for (const [index, weight] of start.entries()) {
    startSquare += weight * weight;
    changeSquare += ((end[index] as number) - weight) ** 2;
  }
  return Math.sqrt(changeSquare / startSquare);
}
