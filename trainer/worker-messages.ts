import type { DatasetInputs, SpeedReport, TrainingJob, TrainingReport } from "@/trainer/training-job";

/** Page to worker. */
export type WorkerRequest =
  | { kind: "prepare"; dataset: DatasetInputs }
  | { kind: "start"; job: TrainingJob }
  | { kind: "cancel" | "pause" | "resume"; jobId: string }
  | { kind: "measure-speed"; requestId: number };

/** Worker to page. */
export type WorkerReply =
  | { kind: "report"; report: TrainingReport }
  | { kind: "speed"; requestId: number; speed: SpeedReport }
  | { kind: "speed-failed"; requestId: number; detail: string };
