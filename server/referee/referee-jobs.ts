import type { RunMeasures } from "@/core/game/run-summary-schema";
import type { Seed } from "@/core/random/seed";
import type { DeckId } from "@/core/tasks/deck";
import type { TaskSpec } from "@/core/tasks/task-spec";
import type { BaselineName } from "@/core/theory/baselines";
import type { Design } from "@/core/training/design";
import type { JobInputs } from "./round-inputs";

/**
 * The truth of the three streams of one dealt round: packed labels, or in regression little-endian float32 targets.
 * Never leaves the server whole.
 */
export interface AnswerKey {
  readonly training: Uint8Array;
  readonly validation: Uint8Array;
  readonly test: Uint8Array;
}

/** Makes the truth of all rows of a round. */
export interface LabelJob {
  readonly kind: "label";
  readonly deckId: DeckId;
  readonly task: TaskSpec;
  readonly publicSeed: Seed;
  readonly secretSeed: Seed;
}

/** Makes the inputs of all rows of a round, as they travel; for decks that send them. */
export interface InputsJob {
  readonly kind: "inputs";
  readonly deckId: DeckId;
  readonly task: TaskSpec;
  readonly publicSeed: Seed;
  readonly secretSeed: Seed;
}

/** Trains one replica of a design on a round's training rows and predicts its test rows. */
export interface TrainJob extends JobInputs {
  readonly kind: "train";
  readonly deckId: DeckId;
  readonly trainingLabels: Uint8Array;
  readonly design: Design;
  readonly runSeed: Seed;
  readonly replicaIndex: number;
}

/** Fits a predictor that is no network to a round's training rows and tells its validation error. */
export interface BaselineJob {
  readonly kind: "baseline";
  readonly deckId: DeckId;
  readonly task: TaskSpec;
  readonly publicSeed: Seed;
  readonly secretSeed: Seed;
  readonly predictor: BaselineName;
}

/** Compares predictions of a round's test rows with the weights that should have made them. */
export interface WeightsJob extends JobInputs {
  readonly kind: "weights";
  readonly deckId: DeckId;
  readonly design: Design;
  /** Little-endian float32 in the order of `weightLayout`, just as many as the design's network has. */
  readonly weights: Uint8Array;
  /** In the form of `AnswerKey.test`. */
  readonly predictions: Uint8Array;
}

export interface TrainedReplica {
  readonly outcome: "trained" | "diverged";
  readonly step: number;
  readonly trainingError: number | null;
  /** Test predictions in the form of `AnswerKey.test`; null when the replica diverged. */
  readonly predictions: Uint8Array | null;
  /** Little-endian float32; null when the replica diverged. */
  readonly weights: Uint8Array | null;
  /** What a device would tell of it; validation rows and sensitivities are not measured here. */
  readonly measures: RunMeasures;
}

export type RefereeJob = LabelJob | InputsJob | TrainJob | BaselineJob | WeightsJob;

/** What each kind of job gives. */
interface RefereeResults {
  readonly label: AnswerKey;
  readonly inputs: Uint8Array;
  readonly train: TrainedReplica;
  readonly baseline: number;
  /** Whether they agree. */
  readonly weights: boolean;
}
export type RefereeResult<Job extends RefereeJob = RefereeJob> = RefereeResults[Job["kind"]];

export interface RefereeRequest {
  readonly jobNumber: number;
  readonly job: RefereeJob;
}

export type RefereeResponse =
  | { readonly jobNumber: number; readonly ok: true; readonly result: RefereeResult }
  | { readonly jobNumber: number; readonly ok: false; readonly detail: string };
