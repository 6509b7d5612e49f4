import type { Seed } from "@/core/random/seed";
import type { InputDistribution } from "@/core/tasks/input-distribution";
import type { SentInputs } from "@/core/tasks/sent-inputs";
import type { Loss } from "@/core/training/recipe";
import type { EngineChoice } from "@/trainer/engine-choice";
import type { SpeedShape } from "@/trainer/speed-shape";
import type { EngineId } from "@/trainer/training-engine";

/** The inputs of all three splits, or what makes them. */
export type DatasetInputs = DatasetSizes & (SeededInputs | GivenInputs);

/** Known to every device before any label is. */
interface SeededInputs {
  publicSeed: Seed;
  /** The law of one component. */
  distribution: InputDistribution;
}

/** Inputs that the server had to send. */
interface GivenInputs {
  sentInputs: SentInputs;
}

interface DatasetSizes {
  inputDimension: number;
  trainingSampleCount: number;
  validationSampleCount: number;
  testSampleCount: number;
}

/** Inputs with the labels that a device may know. */
export type TrainingDataset = DatasetInputs & KnownLabels;

interface KnownLabels {
  loss: Loss;
  batchSize: number;
  /** In base64: packed bits, or little-endian float32 targets where the loss is `squared`. */
  trainingLabels: string;
  validationLabels: string;
}

/** One training of a job's design. A sweep gives its runs different learning rates or replica indices. */
export interface JobRun {
  runSeed: Seed;
  replicaIndex: number;
  learningRate: number;
}

/** Some runs of one architecture on one dataset. Where they train together or one after another is no matter. */
export interface TrainingJob {
  /** Chosen by the caller, unique among its unfinished jobs. */
  jobId: string;
  dataset: TrainingDataset;
  depth: number;
  width: number;
  stepBudget: number;
  /** Reports name a run by its place here. */
  runs: JobRun[];
  /** Fills `validationError` of curve points and results. */
  measureValidation: boolean;
  /** Fills `predictions`. */
  predictTest: boolean;
  /** Fills `sensitivities` of results. */
  measureSensitivities?: boolean;
  /** Adds `weights` to results. */
  giveWeights?: boolean;
  /** Fills `picture` of curve points and results; only for two input dimensions. */
  drawPicture?: boolean;
}

/**
 * A point of a learning curve: at about 40 log-spaced steps that all runs of a task share, the same on every device. At
 * some of these the weights are observed, and at most at every second the validation error is measured (see
 * `curvePlan`): less than a twentieth of the training's work. In between, when that takes long, plain progress comes at
 * most twice a second.
 */
export interface ProgressReport {
  kind: "progress";
  jobId: string;
  runIndex: number;
  step: number;
  /** False for plain progress, and for the steps of a paused job. */
  isCurvePoint: boolean;
  /** Running: of the rows of the last steps in their own forward passes, about 1,000 of them or all since the start. */
  trainingError: number;
  trainingLoss: number;
  /** On the first validation rows, as many as the plan allows. */
  validationError: number | null;
  /** |w - w0| / |w0| per layer. */
  displacement: number[] | null;
  /** Of this step's batch. */
  gradientNorm: number | null;
  /** Values of the network on a grid of [-1, 1]^2, see `pictureInputs`. */
  picture: Float32Array | null;
}

export interface RunFinishedReport {
  kind: "run-finished";
  jobId: string;
  runIndex: number;
  /** Steps done; below the step budget when the training error reached zero or the run diverged. */
  step: number;
  /** Exact, on all training rows; chance level when diverged. */
  trainingError: number;
  trainingLoss: number | null;
  /** On all validation rows; null unless asked for; chance level when diverged. */
  validationError: number | null;
  diverged: boolean;
  /** |w - w0| / |w0| per layer; null when diverged. */
  displacement: number[] | null;
  /** Of the batch of the step that was observed last. */
  gradientNorm: number | null;
  /** Packed test predictions (1 means +1), or float32 values in regression; null unless asked for or when diverged. */
  predictions: Uint8Array | null;
  /** Per input, squares adding up to 1: how much the network depends on it (`inputSensitivities`); null unless asked for or when diverged. */
  sensitivities: number[] | null;
  picture: Float32Array | null;
  /** In the order of `weightLayout`; only when asked for and not diverged. */
  weights?: Float32Array;
  /** What trained it to its end. */
  engine: EngineId;
}

/** A job ends with exactly one of the last three. */
export type TrainingReport =
  | ProgressReport
  | RunFinishedReport
  | { kind: "job-finished"; jobId: string }
  | { kind: "job-cancelled"; jobId: string }
  | { kind: "job-failed"; jobId: string; reason: "engine-error" | "bad-labels"; detail: string };

/** What a short self-benchmark found. */
export interface SpeedReport {
  choice: EngineChoice;
  engine: EngineId;
  /** What tfjs really ran on; null for engines of our own. */
  backend: string | null;
  /** SGD steps per second at batch 50, those of all replicas that trained at once. */
  stepsPerSecond: number;
  /** How many trained at once: a race's replicas, or as many as this device has workers for. */
  replicaCount: number;
  shape: SpeedShape;
}
