import { createInputCache } from "@/trainer/input-cache";
import { deviceShape, measureEngineSpeed } from "@/trainer/measure-engine-speed";
import { runTrainingJob } from "@/trainer/run-job";
import type { TrainingEngine } from "@/trainer/training-engine";
import type { WorkerReply, WorkerRequest } from "@/trainer/worker-messages";

/** What the service needs from its thread. */
export interface ServiceEnvironment {
  engine: TrainingEngine;
  reply(reply: WorkerReply): void;
  /** Resolves after the messages that wait have been handled. */
  yieldToMessages(): Promise<void>;
  now(): number;
}

/** One unfinished job. `wake` ends a pause. */
interface JobControl {
  isCancelled: boolean;
  isPaused: boolean;
  wake: () => void;
}

const benchmarkMilliseconds = 200;

/**
 * The worker's side of a trainer client without its thread: handles requests, any number of jobs at a time. Jobs that
 * run together take turns, a paused one holds up nobody.
 */
export function createTrainingService(environment: ServiceEnvironment): (request: WorkerRequest) => void {
  const { engine, reply, yieldToMessages, now } = environment;
  const cache = createInputCache();
  const controls = new Map<string, JobControl>();

  async function start(job: Extract<WorkerRequest, { kind: "start" }>["job"]): Promise<void> {
    const control: JobControl = { isCancelled: false, isPaused: false, wake: () => {} };
    controls.set(job.jobId, control);
    await runTrainingJob(job, {
      engine,
      now,
      inputsOf: cache.inputsOf,
      report: (report) => reply({ kind: "report", report }),
      async pause() {
        await yieldToMessages();
        while (control.isPaused && !control.isCancelled) {
          await new Promise<void>((resolve) => {
            control.wake = resolve;
          });
        }
        return !control.isCancelled;
      },
    });
    controls.delete(job.jobId);
  }

  async function measureSpeed(requestId: number): Promise<void> {
    try {
      const clock = { now, pause: yieldToMessages };
      const stepsPerSecond = await measureEngineSpeed(engine, deviceShape, benchmarkMilliseconds, clock);
      reply({ kind: "speed", requestId, speed: { engine: engine.id, stepsPerSecond, adapter: null } });
    } catch (error) {
      reply({ kind: "speed-failed", requestId, detail: String(error) });
    }
  }

  function change(jobId: string, changes: Partial<JobControl>): void {
    const control = controls.get(jobId);
    if (!control) return;
    Object.assign(control, changes);
    control.wake();
  }

  return (request) => {
    switch (request.kind) {
      case "prepare":
        for (const split of ["training", "validation", "test"] as const)
          cache.inputsOf(request.dataset, split);
        return;
      case "start":
        void start(request.job);
        return;
      case "cancel":
        return change(request.jobId, { isCancelled: true });
      case "pause":
        return change(request.jobId, { isPaused: true });
      case "resume":
        return change(request.jobId, { isPaused: false });
      case "measure-speed":
        void measureSpeed(request.requestId);
        return;
      default:
        request satisfies never;
    }
  };
}
