import type { Seed } from "@/core/random/seed";
import type { Design } from "@/core/training/design";
import type { EngineChoice } from "@/trainer/engine-choice";
import type { SpeedShape } from "@/trainer/measure-engine-speed";
import type { EngineId } from "@/trainer/training-engine";

/** What makes the inputs of all three splits; known to every device before any label is. */
export interface DatasetInputs {
  publicSeed: Seed;
  inputDimension: number;
  trainingSampleCount: number;
  validationSampleCount: number;
  testSampleCount: number;
}

/** Public inputs with the labels that a device may know. Labels are packed bits in base64. */
export interface TrainingDataset extends DatasetInputs {
  batchSize: number;
  trainingLabels: string;
  validationLabels: string;
}

/** Some replicas of one design on one dataset. */
export interface TrainingJob {
  /** Chosen by the caller, unique among its unfinished jobs. */
  jobId: string;
  dataset: TrainingDataset;
  design: Design;
  stepBudget: number;
  runSeed: Seed;
  /** Trained one after another in this order. */
  replicaIndices: number[];
  /** Fills `validationError` of curve points and results; costs about half of the time of a short run. */
  measureValidation: boolean;
  /** Fills `predictions`. */
  predictTest: boolean;
}

/**
 * A point of a learning curve. At about 40 log-spaced steps it carries the validation error too (if asked for);
 * in between, when that takes long, plain progress at most twice a second has `validationError` null.
 */
export interface ProgressReport {
  kind: "progress";
  jobId: string;
  replicaIndex: number;
  step: number;
  /** Measured at this step on the first min(1000, N) training rows. */
  trainingError: number;
  validationError: number | null;
}

export interface ReplicaFinishedReport {
  kind: "replica-finished";
  jobId: string;
  replicaIndex: number;
  /** Steps done; below the step budget when the training error reached zero or the run diverged. */
  step: number;
  /** Exact, on all training rows; 0.5 when diverged. */
  trainingError: number;
  /** On all validation rows; null unless asked for; 0.5 when diverged. */
  validationError: number | null;
  diverged: boolean;
  /** |w - w0| / |w0| over all weights and biases; 0 when diverged. */
  weightDisplacement: number;
  /** Packed test predictions (1 means +1), null unless asked for or when diverged. */
  predictions: Uint8Array | null;
}

/** A job ends with exactly one of the last three. */
export type TrainingReport =
  | ProgressReport
  | ReplicaFinishedReport
  | { kind: "job-finished"; jobId: string }
  | { kind: "job-cancelled"; jobId: string }
  | { kind: "job-failed"; jobId: string; reason: "engine-error" | "bad-labels"; detail: string };

/** What a short self-benchmark found: SGD steps per second at batch 50. */
export interface SpeedReport {
  choice: EngineChoice;
  engine: EngineId;
  /** What tfjs really ran on; null for engines of our own. */
  backend: string | null;
  stepsPerSecond: number;
  shape: SpeedShape;
}
