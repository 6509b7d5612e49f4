import type { DatasetInputs, SpeedReport, TrainingJob, TrainingReport } from "@/trainer/training-job";
import type { WorkerReply, WorkerRequest } from "@/trainer/worker-messages";

export type { EngineId } from "@/trainer/training-engine";
export type {
  DatasetInputs,
  ProgressReport,
  ReplicaFinishedReport,
  SpeedReport,
  TrainingDataset,
  TrainingJob,
  TrainingReport,
} from "@/trainer/training-job";

/** The page's handle on its training worker. All work is done there; no call blocks. */
export interface TrainerClient {
  /** Makes the inputs of a dataset ahead of its first job. */
  prepare(dataset: DatasetInputs): void;
  /** Starts a job. `onReport` is called for each report; the last one ends the job. */
  start(job: TrainingJob, onReport: (report: TrainingReport) => void): void;
  /** Ends a job soon with `job-cancelled`. Does nothing for a job that has ended. */
  cancel(jobId: string): void;
  /** Holds a job between two steps until `resume`. */
  pause(jobId: string): void;
  resume(jobId: string): void;
  /** A self-benchmark of about a quarter of a second. Rejects when the worker cannot train at all. */
  measureSpeed(): Promise<SpeedReport>;
  /** Ends the worker at once; unfinished jobs report nothing more. */
  dispose(): void;
}

/** The part of `Worker` that a client uses. */
export interface WorkerPort {
  postMessage(request: WorkerRequest): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<WorkerReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** Starts the training worker of this page. Browser only. */
export function createTrainerClient(): TrainerClient {
  return connectTrainerClient(
    new Worker(new URL("./training-worker.ts", import.meta.url), { type: "module", name: "training" }),
  );
}

/** A client over a worker that runs `training-worker`. */
export function connectTrainerClient(worker: WorkerPort): TrainerClient {
  const listeners = new Map<string, (report: TrainingReport) => void>();
  const speedRequests = new Map<number, { resolve(speed: SpeedReport): void; reject(error: Error): void }>();
  let requestCount = 0;

  function deliver(report: TrainingReport): void {
    const listener = listeners.get(report.jobId);
    if (report.kind !== "progress" && report.kind !== "replica-finished") listeners.delete(report.jobId);
    listener?.(report);
  }

  worker.onmessage = ({ data }) => {
    if (data.kind === "report") return deliver(data.report);
    const request = speedRequests.get(data.requestId);
    speedRequests.delete(data.requestId);
    if (data.kind === "speed") request?.resolve(data.speed);
    else request?.reject(new Error(data.detail));
  };
  worker.onerror = (event) => {
    const detail = event.message || "the training worker stopped";
    for (const jobId of [...listeners.keys()]) {
      deliver({ kind: "job-failed", jobId, reason: "engine-error", detail });
    }
    for (const request of speedRequests.values()) request.reject(new Error(detail));
    speedRequests.clear();
  };

  return {
    prepare: (dataset) => worker.postMessage({ kind: "prepare", dataset }),
    start(job, onReport) {
      listeners.set(job.jobId, onReport);
      worker.postMessage({ kind: "start", job });
    },
    cancel: (jobId) => worker.postMessage({ kind: "cancel", jobId }),
    pause: (jobId) => worker.postMessage({ kind: "pause", jobId }),
    resume: (jobId) => worker.postMessage({ kind: "resume", jobId }),
    measureSpeed() {
      requestCount += 1;
      const requestId = requestCount;
      return new Promise((resolve, reject) => {
        speedRequests.set(requestId, { resolve, reject });
        worker.postMessage({ kind: "measure-speed", requestId });
      });
    },
    dispose() {
      listeners.clear();
      worker.terminate();
      for (const request of speedRequests.values()) request.reject(new Error("the trainer was disposed"));
      speedRequests.clear();
    },
  };
}
