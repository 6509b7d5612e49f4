import type { PilotId } from "@/core/game/identifiers";
import { raceReplicaCount } from "@/core/game/race";
import type { DeviceReport, EngineFailure, EngineSelection, SpeedReport } from "@/trainer/trainer-client";
import { emptyCurve, type RunCurve } from "./run-curve";

/** A pilot that this device trains or has trained since the page was opened. */
export interface PilotRun {
  readonly pilotId: PilotId;
  readonly status: "waiting" | "running" | "paused" | "cancelled" | "failed" | "finished";
  /** One per run, in the order of `pilotRuns`. */
  readonly curves: readonly RunCurve[];
}

/** One race replica as this device sees it. */
export interface RaceReplica {
  readonly replicaIndex: number;
  /** `given-up`: this device could not train it, or a teammate was faster. */
  readonly status: "waiting" | "training" | "uploading" | "delivered" | "given-up";
  readonly curve: RunCurve;
}

/** What the screens draw of the training on this device. */
export interface TrainingState {
  readonly pilots: Readonly<Record<string, PilotRun>>;
  readonly race: readonly RaceReplica[];
  /** The engine in use and how fast it is; null until measured. */
  readonly speed: SpeedReport | null;
  /** Whether this page may use a GPU; null until asked. */
  readonly device: DeviceReport | null;
  readonly selection: EngineSelection;
  /** The engine that broke down last or does not run here; another one took over. */
  readonly engineFailure: EngineFailure | null;
  /** The device cannot train: its worker did not start or its labels did not come. */
  readonly problem: "no-trainer" | "no-labels" | null;
}

export const idleRace: readonly RaceReplica[] = Array.from(
  { length: raceReplicaCount },
  (_, replicaIndex) => ({
    replicaIndex,
    status: "waiting",
    curve: emptyCurve(replicaIndex),
  }),
);

export const idleTraining: TrainingState = {
  pilots: {},
  race: idleRace,
  speed: null,
  device: null,
  selection: "automatic",
  engineFailure: null,
  problem: null,
};
