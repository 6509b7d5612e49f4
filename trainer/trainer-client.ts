import { type EngineChoice, engineIdOf } from "@/trainer/engine-choice";
import { createEngineSelector, type EngineSelection, type SelectionMemory } from "@/trainer/engine-selection";
import { deviceShape } from "@/trainer/measure-engine-speed";
import type { DeviceReport } from "@/trainer/probe-device";
import { createRevivingWorker } from "@/trainer/reviving-worker";
import { type SpeedMemory, selectEngine } from "@/trainer/select-engine";
import type { DatasetInputs, SpeedReport, TrainingJob, TrainingReport } from "@/trainer/training-job";
import type { WorkerReply, WorkerRequest } from "@/trainer/worker-messages";

export type { EngineChoice } from "@/trainer/engine-choice";
export type { EngineSelection } from "@/trainer/engine-selection";
export type { DeviceReport, GpuState } from "@/trainer/probe-device";
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

/** What may happen to engines while they are used. */
export type EngineTrouble = Extract<WorkerReply, { kind: "engine-failed" | "device-lost" }>;

/** The page's handle on its training worker. All work is done there; no call blocks. */
export interface TrainerClient {
  /** Makes the inputs of a dataset ahead of its first job. */
  prepare(dataset: DatasetInputs): void;
  /** Starts a job on the selected engine. `onReport` is called for each report; the last one ends the job. */
  start(job: TrainingJob, onReport: (report: TrainingReport) => void): void;
  /** Ends a job soon with `job-cancelled`. Does nothing for a job that has ended. */
  cancel(jobId: string): void;
  /** Holds a job between two steps until `resume`. */
  pause(jobId: string): void;
  resume(jobId: string): void;
  selection(): EngineSelection;
  /** Selects the engine of jobs that start from now on. */
  chooseEngine(selection: EngineSelection): void;
  /**
   * A self-benchmark of the selected engine, a quarter of a second. On "automatic" it measures every engine that may
   * be picked, once per device and shape, and from then on the fastest is used. Rejects when the engine does not run.
   */
  measureSpeed(inputDimension: number): Promise<SpeedReport>;
  /** Whether the worker may use a GPU. Rejects when there is no worker. */
  probeDevice(): Promise<DeviceReport>;
  /** Calls `onTrouble` when an engine breaks down; jobs go on with another, a choice by hand becomes "automatic". */
  watchEngines(onTrouble: (trouble: EngineTrouble) => void): void;
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

/** Where a client keeps the choice of an engine and measured speeds; null where there is no storage. */
export interface ClientMemory {
  selection: SelectionMemory | null;
  speeds: SpeedMemory | null;
}

type AnsweringRequest = Extract<WorkerRequest, { requestId: number }>;
type RequestBody = AnsweringRequest extends infer Request
  ? Request extends AnsweringRequest
    ? Omit<Request, "requestId">
    : never
  : never;
type Answer = Extract<WorkerReply, { kind: "speed" | "device" }>;

/** Starts the training worker of this page. Browser only. */
export function createTrainerClient(): TrainerClient {
  return connectTrainerClient(
    createRevivingWorker(
      () =>
        new Worker(new URL("./training-worker.ts", import.meta.url), { type: "module", name: "training" }),
    ),
    { selection: storageOrNull(() => localStorage), speeds: storageOrNull(() => sessionStorage) },
  );
}

/** A client over a worker that runs `training-worker`. */
export function connectTrainerClient(worker: WorkerPort, memory: ClientMemory): TrainerClient {
  const selector = createEngineSelector(memory.selection);
  const jobs = createJobListeners();
  const requests = createRequests(worker);
  let onTrouble: (trouble: EngineTrouble) => void = () => {};

  worker.onmessage = ({ data }) => {
    switch (data.kind) {
      case "report":
        return jobs.deliver(data.report);
      case "engine-failed":
        selector.giveUp(data.engine);
        return onTrouble(data);
      case "device-lost":
        return onTrouble(data);
      case "request-failed":
        return requests.fail(data.requestId, data.detail);
      default:
        return requests.answer(data);
    }
  };
  worker.onerror = (event) => {
    const detail = event.message || "the training worker stopped";
    jobs.failAll(detail);
    requests.failAll(detail);
  };

  return {
    prepare: (dataset) => worker.postMessage({ kind: "prepare", dataset }),
    start(job, onReport) {
      jobs.listen(job.jobId, onReport);
      worker.postMessage({ kind: "start", job, engine: selector.engineInUse() });
    },
    cancel: (jobId) => worker.postMessage({ kind: "cancel", jobId }),
    pause: (jobId) => worker.postMessage({ kind: "pause", jobId }),
    resume: (jobId) => worker.postMessage({ kind: "resume", jobId }),
    selection: selector.selection,
    chooseEngine: selector.choose,
    async measureSpeed(inputDimension) {
      const shape = deviceShape(inputDimension);
      const measure = async (engine: EngineChoice) =>
        (await requests.ask({ kind: "measure-speed", engine, shape }, "speed")).speed;
      const selection = selector.selection();
      if (selection !== "automatic") return measure(selection);
      const measureSteps = async (engine: EngineChoice) => (await measure(engine)).stepsPerSecond;
      const fastest = await selectEngine({ shape, measure: measureSteps, memory: memory.speeds });
      selector.preferAutomatically(fastest.choice);
      return { ...fastest, engine: engineIdOf(fastest.choice), backend: null, shape };
    },
    probeDevice: async () => (await requests.ask({ kind: "probe-device" }, "device")).device,
    watchEngines(listener) {
      onTrouble = listener;
    },
    dispose() {
      jobs.forgetAll();
      worker.terminate();
      requests.failAll("the trainer was disposed");
    },
  };
}

/** Who hears what about which job. */
function createJobListeners() {
  const listeners = new Map<string, (report: TrainingReport) => void>();
  function deliver(report: TrainingReport): void {
    const listener = listeners.get(report.jobId);
    if (report.kind !== "progress" && report.kind !== "replica-finished") listeners.delete(report.jobId);
    listener?.(report);
  }
  return {
    listen: (jobId: string, listener: (report: TrainingReport) => void) =>
      void listeners.set(jobId, listener),
    deliver,
    failAll(detail: string) {
      for (const jobId of [...listeners.keys()]) {
        deliver({ kind: "job-failed", jobId, reason: "engine-error", detail });
      }
    },
    forgetAll: () => listeners.clear(),
  };
}

/** Requests that wait for one answer each. */
function createRequests(worker: WorkerPort) {
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  let requestCount = 0;
  function fail(requestId: number, detail: string): void {
    waiting.get(requestId)?.reject(new Error(detail));
    waiting.delete(requestId);
  }
  return {
    async ask<Kind extends Answer["kind"]>(body: RequestBody, kind: Kind) {
      requestCount += 1;
      const requestId = requestCount;
      const answer = await new Promise<Answer>((resolve, reject) => {
        waiting.set(requestId, { resolve, reject });
        worker.postMessage({ ...body, requestId });
      });
      if (answer.kind !== kind) throw new Error(`${answer.kind} does not answer a question for ${kind}`);
      return answer as Extract<Answer, { kind: Kind }>;
    },
    answer(answer: Answer) {
      waiting.get(answer.requestId)?.resolve(answer);
      waiting.delete(answer.requestId);
    },
    fail,
    failAll(detail: string) {
      for (const requestId of [...waiting.keys()]) fail(requestId, detail);
    },
  };
}

function storageOrNull(read: () => Storage): Storage | null {
  try {
    return read();
  } catch {
    return null;
  }
}
