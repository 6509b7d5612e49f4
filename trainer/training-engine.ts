import type { Seed } from "@/core/random/seed";
import type { Evaluation, LabelledRows, RunStatus, TrainingRecipe } from "@/core/training/recipe";

export type EngineId = "webgpu" | "wasm" | "javascript" | "tfjs";

/** All that determines a run. The engine keeps the arrays and never writes to them. */
export interface RunSpec {
  recipe: TrainingRecipe;
  training: LabelledRows;
  validation: LabelledRows | null;
  runSeed: Seed;
  replicaIndex: number;
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

/**
 * One way to train. Guarantees of every engine, tested against the float64 reference:
 *
 * - It obeys the recipe in `core/training/recipe` and starts from `initialWeights`; engines differ in rounding only.
 * - The same calls on the same engine and device give the same numbers, however the steps are cut into `advance`s.
 * - Inputs that are not allowed (row counts that do not fit the arrays) throw: they are bugs of the caller.
 */
export interface TrainingEngine {
  readonly id: EngineId;
  /** What it computes on, where an engine has several ways. */
  readonly backend?: string;
  /** Starts a run at its initial weights, or continues `checkpoint` of a run with the same spec. */
  createRun(spec: RunSpec, checkpoint?: RunCheckpoint): Promise<TrainingRun>;
}

/** A training in progress. Calls must not overlap: await each before the next. */
export interface TrainingRun {
  /**
   * Does `stepCount` SGD steps, fewer if the run ends before. Ending is final: later calls change nothing.
   * It blocks its thread for the whole call on CPU engines, so callers choose small counts.
   */
  advance(stepCount: number): Promise<RunStatus>;
  /** Error and mean loss now on the first `rowCount` rows (default all) of a split. Validation must be in the spec. */
  evaluate(split: "training" | "validation", rowCount?: number): Promise<Evaluation>;
  /** Logits of other rows (row-major, `rowCount` x input dimension) under the weights of now. */
  logitsOf(inputs: Float32Array, rowCount: number): Promise<Float32Array>;
  /** A copy of the weights in the order of `weightLayout`. */
  readWeights(): Promise<Float32Array>;
  /** A copy of the whole state; continuing it gives bit by bit what this run would give on the same engine. */
  checkpoint(): Promise<RunCheckpoint>;
  /** Frees buffers. The run must not be used afterwards. */
  dispose(): void;
}
