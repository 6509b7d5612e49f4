import { raceReplicaCount } from "@/core/game/race";
import { createBenchmark, type SpeedAnswer } from "@/trainer/benchmark";
import { processorEngines } from "@/trainer/engine-choice";
import type { EngineFailure } from "@/trainer/engine-failure";
import { createEngineSelector, type EngineSelection, type SelectionMemory } from "@/trainer/engine-selection";
import { createJobSpreader } from "@/trainer/job-spreader";
import type { DeviceReport } from "@/trainer/probe-device";
import type { SpeedMemory } from "@/trainer/select-engine";
import type { DatasetInputs, TrainingJob, TrainingReport } from "@/trainer/training-job";
import type { WorkerReply } from "@/trainer/worker-messages";
import { createWorkerPool, type WorkerPort, workerCount } from "@/trainer/worker-pool";
import { createWorkerRequests } from "@/trainer/worker-requests";

export type { SpeedAnswer } from "@/trainer/benchmark";
export type { EngineChoice } from "@/trainer/engine-choice";
export type { EngineFailure } from "@/trainer/engine-failure";
export type { EngineSelection } from "@/trainer/engine-selection";
export type { DeviceReport, GpuState } from "@/trainer/probe-device";
export type { EngineId } from "@/trainer/training-engine";
export type {
  DatasetInputs,
  JobRun,
  ProgressReport,
  RunFinishedReport,
  SpeedReport,
  TrainingDataset,
  TrainingJob,
  TrainingReport,
} from "@/trainer/training-job";

/** What may happen to engines while they are used. */
export type EngineTrouble = { kind: "engine-failed"; failure: EngineFailure } | { kind: "device-lost" };

/** The page's handle on its training workers. All work is done there; no call blocks. */
export interface TrainerClient {
  /** Makes the inputs of a dataset ahead of its first job, in the workers that a race will use. */
  prepare(dataset: DatasetInputs): void;
  /**
   * Starts a job on the selected engine: its runs side by side over the device's cores, or together on the GPU.
   * `onReport` is called for each report; the last one ends the job.
   */
  start(job: TrainingJob, onReport: (report: TrainingReport) => void): void;
  /** Ends a job soon with `job-cancelled`. Does nothing for a job that has ended. */
  cancel(jobId: string): void;
  /** Ends one run of a job without a result; the others go on. The job finishes when no run is left. */
  cancelRun(jobId: string, runIndex: number): void;
  /** Holds a job between two steps until `resume`. */
  pause(jobId: string): void;
  resume(jobId: string): void;
  /** Does so many steps of every run of a paused job that is under way; each reports when it has done them. */
  step(jobId: string, stepCount: number): void;
  selection(): EngineSelection;
  /** Selects the engine of jobs that start from now on. */
  chooseEngine(selection: EngineSelection): void;
  /**
   * A self-benchmark of the selected engine, about a third of a second. On "automatic" it measures every engine that
   * may be picked, once per device and shape, and from then on the fastest is used. Rejects when the engine does not
   * run, with "automatic" when none does.
   */
  measureSpeed(inputDimension: number): Promise<SpeedAnswer>;
  /** Whether the workers may use a GPU. Rejects when there is no worker. */
  probeDevice(): Promise<DeviceReport>;
  /** Calls `onTrouble` when an engine breaks down; jobs go on with another, a choice by hand becomes "automatic". */
  watchEngines(onTrouble: (trouble: EngineTrouble) => void): void;
  /** Ends the workers at once; unfinished jobs report nothing more. */
  dispose(): void;
}

/** Where a client gets its workers from, and how many it may open. */
export interface WorkerSource {
  size: number;
  open: () => WorkerPort;
}

/** Where a client keeps the choice of an engine and measured speeds; null where there is no storage. */
export interface ClientMemory {
  selection: SelectionMemory | null;
  speeds: SpeedMemory | null;
}

/** The trainer of this page. Workers are opened when they are needed. Browser only. */
export function createTrainerClient(): TrainerClient {
  const open = () =>
    new Worker(new URL("./training-worker.ts", import.meta.url), { type: "module", name: "training" });
  const storage = localStorageOrNull();
  const size = workerCount(navigator.hardwareConcurrency);
  return connectTrainerClient({ size, open }, { selection: storage, speeds: storage });
}

/** A client over workers that run `training-worker`. */
export function connectTrainerClient(source: WorkerSource, memory: ClientMemory): TrainerClient {
  const selector = createEngineSelector(memory.selection);
  let device: DeviceReport | null = null;
  let onTrouble: (trouble: EngineTrouble) => void = () => {};
  const pool = createWorkerPool(source.size, source.open, {
    onReply: (_, reply) => receive(reply),
    onBroken(worker, detail) {
      requests.failAll(worker, detail);
      jobs.workerBroke(worker, detail);
    },
  });
  const requests = createWorkerRequests(pool);
  const jobs = createJobSpreader({
    pool,
    nextEngine: (failed) => processorEngines.find((engine) => !failed.has(engine)) ?? null,
    onFailure: giveUp,
  });
  const benchmark = createBenchmark({ pool, requests, selector, giveUp, probeDevice, memory: memory.speeds });

  function receive(reply: WorkerReply): void {
    switch (reply.kind) {
      case "report":
      case "saved":
      case "engine-failed":
        jobs.receive(reply);
        break;
      case "device-lost":
        device = { gpu: "lost-device", adapter: null };
        onTrouble(reply);
        break;
      case "request-failed":
        requests.fail(reply.requestId, reply.failure);
        break;
      default:
        requests.answer(reply);
    }
  }

  function giveUp(failure: EngineFailure): void {
    selector.giveUp(failure.engine);
    onTrouble({ kind: "engine-failed", failure });
  }

  async function probeDevice(): Promise<DeviceReport> {
    device ??= (await requests.ask(0, { kind: "probe-device" }, "device")).device;
    return device;
  }

  const { cancel, cancelRun, pause, resume, step } = jobs;
  return {
    cancel,
    cancelRun,
    pause,
    resume,
    step,
    prepare(dataset) {
      for (let worker = 0; worker < Math.min(pool.size, raceReplicaCount); worker += 1) {
        pool.post(worker, { kind: "prepare", dataset });
      }
    },
    start: (job, onReport) => jobs.start(job, selector.engineInUse(), onReport),
    selection: selector.selection,
    chooseEngine: selector.choose,
    measureSpeed: benchmark,
    probeDevice,
    watchEngines(listener) {
      onTrouble = listener;
    },
    dispose() {
      jobs.forgetAll();
      pool.terminate();
      requests.failAll(null, "the trainer was disposed");
    },
  };
}

function localStorageOrNull(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
