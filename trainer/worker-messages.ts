import type { EngineChoice } from "@/trainer/engine-choice";
import type { SpeedShape } from "@/trainer/measure-engine-speed";
import type { DeviceReport } from "@/trainer/probe-device";
import type { DatasetInputs, SpeedReport, TrainingJob, TrainingReport } from "@/trainer/training-job";

/** Page to worker. */
export type WorkerRequest =
  | { kind: "prepare"; dataset: DatasetInputs }
  | { kind: "start"; job: TrainingJob; engine: EngineChoice }
  | { kind: "cancel" | "pause" | "resume"; jobId: string }
  | { kind: "measure-speed"; requestId: number; engine: EngineChoice; shape: SpeedShape }
  | { kind: "probe-device"; requestId: number };

/** Worker to page. */
export type WorkerReply =
  | { kind: "report"; report: TrainingReport }
  | { kind: "speed"; requestId: number; speed: SpeedReport }
  | { kind: "device"; requestId: number; device: DeviceReport }
  | { kind: "request-failed"; requestId: number; detail: string }
  /** An engine broke down; the job that used it goes on with another. */
  | { kind: "engine-failed"; engine: EngineChoice; detail: string }
  | { kind: "device-lost" };
