import type { Seed } from "@/core/random/seed";
import type { Evaluation, RunStatus, TrainingRecipe, TrainingRows } from "@/core/training/recipe";

export type EngineId = "webgpu" | "wasm" | "javascript" | "tfjs";

/** All that determines a run. The engine keeps the arrays and never writes to them. */
export interface RunSpec {
  recipe: TrainingRecipe;
  training: TrainingRows;
  validation: TrainingRows | null;
  runSeed: Seed;
  replicaIndex: number;
}

/** Runs that differ in seed and learning rate only, and so can be trained together. */
export interface PopulationSpec {
  /** Its `design.learningRate` is not used. */
  recipe: TrainingRecipe;
  training: TrainingRows;
  validation: TrainingRows | null;
  replicas: readonly ReplicaSpec[];
}

export interface ReplicaSpec {
  runSeed: Seed;
  replicaIndex: number;
  learningRate: number;
}

/** A run between two steps, plain data. Any engine can continue it. */
export interface RunCheckpoint {
  status: RunStatus;
  /** In the order of `weightLayout`. */
  weights: Float32Array;
  /** Position of the sample order at the start of the current epoch (see `createSampleOrder`). */
  epochPosition: number;
  /** Rows of the current epoch that its steps have used, and how many of them were wrong then. */
  placeInEpoch: number;
  wrongInEpoch: number;
}

/** What training has done to the weights. */
export interface WeightObservation {
  /** |w - w0| / |w0| of each layer, weights and biases together, from the input on. */
  displacement: number[];
  /** Norm of the batch gradient in the step that was observed last; null before one and after divergence. */
  gradientNorm: number | null;
}

export interface AdvanceOptions {
  /** Observes the last of these steps, for `observe`. */
  observeLastStep?: boolean;
}

/**
 * One way to train. Guarantees of every engine, tested against the float64 reference:
 *
 * - It obeys the recipe in `core/training/recipe` and starts from `initialWeights`; engines differ in rounding only.
 * - The same calls on the same engine and device give the same numbers, however the steps are cut into `advance`s.
 * - Inputs that are not allowed (row counts that do not fit the arrays, targets where labels are needed) throw: they
 *   are bugs of the caller. What the device lacks (memory, SIMD, a GPU that stays) rejects, and the caller goes on
 *   with another engine from the last checkpoint.
 */
export interface TrainingEngine {
  readonly id: EngineId;
  /** What it computes on, where an engine has several ways. */
  readonly backend?: string;
  /** Starts a run at its initial weights, or continues `checkpoint` of a run with the same spec. */
  createRun(spec: RunSpec, checkpoint?: RunCheckpoint): Promise<TrainingRun>;
  /** Trains replicas together; only engines on which that is faster than one after another have it. */
  createPopulation?(
    spec: PopulationSpec,
    checkpoints?: readonly (RunCheckpoint | null)[],
  ): Promise<TrainingPopulation>;
}

/** A training in progress. Calls must not overlap: await each before the next. */
export interface TrainingRun {
  /**
   * Does `stepCount` SGD steps, fewer if the run ends before. Ending is final: later calls change nothing.
   * It blocks its thread for the whole call on CPU engines, so callers choose small counts.
   */
  advance(stepCount: number, options?: AdvanceOptions): Promise<RunStatus>;
  /** Error and mean loss now on the first `rowCount` rows (default all) of a split. Validation must be in the spec. */
  evaluate(split: "training" | "validation", rowCount?: number): Promise<Evaluation>;
  /** The network's values (see the recipe) on other rows, row-major, `rowCount` x input dimension. */
  valuesOf(inputs: Float32Array, rowCount: number): Promise<Float32Array>;
  observe(): Promise<WeightObservation>;
  /** A copy of the weights in the order of `weightLayout`. */
  readWeights(): Promise<Float32Array>;
  /** A copy of the whole state; continuing it gives bit by bit what this run would give on the same engine. */
  checkpoint(): Promise<RunCheckpoint>;
  /** Frees buffers. The run must not be used afterwards. */
  dispose(): void;
}

/** Several runs in progress; every answer has one entry per replica. A replica that has ended stands still. */
export interface TrainingPopulation {
  advance(stepCount: number, options?: AdvanceOptions): Promise<RunStatus[]>;
  evaluate(split: "training" | "validation", rowCount?: number): Promise<Evaluation[]>;
  valuesOf(inputs: Float32Array, rowCount: number): Promise<Float32Array[]>;
  observe(): Promise<WeightObservation[]>;
  readWeights(): Promise<Float32Array[]>;
  checkpoint(): Promise<RunCheckpoint[]>;
  dispose(): void;
}
