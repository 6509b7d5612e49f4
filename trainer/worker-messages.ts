import type { EngineChoice } from "@/trainer/engine-choice";
import type { EngineFailure } from "@/trainer/engine-failure";
import type { SavedRun } from "@/trainer/job-environment";
import type { DeviceReport } from "@/trainer/probe-device";
import type { SpeedShape } from "@/trainer/speed-shape";
import type { RunCheckpoint } from "@/trainer/training-engine";
import type { DatasetInputs, SpeedReport, TrainingJob, TrainingReport } from "@/trainer/training-job";

/** Trains the runs of a job on one engine, from their checkpoints where there are some (by place in the job). */
export interface StartRequest {
  kind: "start";
  job: TrainingJob;
  engine: EngineChoice;
  checkpoints: readonly (RunCheckpoint | null)[];
  /** It begins with a pause. */
  isPaused: boolean;
}

/** Page to worker. */
export type WorkerRequest =
  | { kind: "prepare"; dataset: DatasetInputs }
  | StartRequest
  | { kind: "cancel" | "pause" | "resume"; jobId: string }
  | { kind: "cancel-run"; jobId: string; runIndex: number }
  | { kind: "step"; jobId: string; stepCount: number }
  | { kind: "load-engine"; requestId: number; engine: EngineChoice }
  | {
      kind: "measure-speed";
      requestId: number;
      engine: EngineChoice;
      shape: SpeedShape;
      replicaCount: number;
    }
  | { kind: "probe-device"; requestId: number };

/** The requests that wait for an answer. */
export type AnsweringRequest = Extract<WorkerRequest, { requestId: number }>;

/** Worker to page. */
export type WorkerReply =
  | { kind: "report"; report: TrainingReport }
  /** Where unfinished runs of a job stand, about once a second. */
  | { kind: "saved"; jobId: string; runs: SavedRun[] }
  /** An engine broke down, which ended the job in this worker. */
  | { kind: "engine-failed"; jobId: string; failure: EngineFailure }
  | { kind: "loaded"; requestId: number }
  | { kind: "speed"; requestId: number; speed: SpeedReport }
  | { kind: "device"; requestId: number; device: DeviceReport }
  | { kind: "request-failed"; requestId: number; failure: Pick<EngineFailure, "reason" | "detail"> }
  | { kind: "device-lost" };
