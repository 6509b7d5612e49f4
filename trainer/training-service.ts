import { engineFailureReason, failureDetail } from "@/trainer/engine-failure";
import type { EngineLoader } from "@/trainer/engine-loader";
import { createInputCache } from "@/trainer/input-cache";
import { createJobRunner } from "@/trainer/job-runner";
import { measureEngineSpeed } from "@/trainer/measure-engine-speed";
import type { DeviceReport } from "@/trainer/probe-device";
import type { SpeedReport } from "@/trainer/training-job";
import type { AnsweringRequest, WorkerReply, WorkerRequest } from "@/trainer/worker-messages";

/** What the service needs from its thread. */
export interface ServiceEnvironment {
  loadEngine: EngineLoader;
  probeDevice(): Promise<DeviceReport>;
  reply(reply: WorkerReply): void;
  /** Resolves after the messages that wait have been handled. */
  yieldToMessages(): Promise<void>;
  now(): number;
}

const benchmarkMilliseconds = 200;

/**
 * The worker's side of a trainer client without its thread: handles requests, any number of jobs at a time. Jobs that
 * run together take turns, a paused one holds up nobody.
 */
export function createTrainingService(environment: ServiceEnvironment): (request: WorkerRequest) => void {
  const { loadEngine, reply, yieldToMessages, now } = environment;
  const cache = createInputCache();
  const jobs = createJobRunner({ ...environment, inputsOf: cache.inputsOf });

  async function measureSpeed({
    engine: choice,
    shape,
    replicaCount,
  }: Extract<WorkerRequest, { kind: "measure-speed" }>): Promise<SpeedReport> {
    const engine = await loadEngine(choice);
    const clock = { now, pause: yieldToMessages };
    const amount = { milliseconds: benchmarkMilliseconds, replicaCount };
    const stepsPerSecond = await measureEngineSpeed(engine, shape, amount, clock);
    return {
      choice,
      engine: engine.id,
      backend: engine.backend ?? null,
      stepsPerSecond,
      replicaCount,
      shape,
    };
  }

  /** The answer to a request that waits for one. */
  async function answerTo(request: AnsweringRequest): Promise<WorkerReply> {
    const { requestId } = request;
    switch (request.kind) {
      case "load-engine":
        await loadEngine(request.engine);
        return { kind: "loaded", requestId };
      case "measure-speed":
        return { kind: "speed", requestId, speed: await measureSpeed(request) };
      case "probe-device":
        return { kind: "device", requestId, device: await environment.probeDevice() };
      default:
        return request satisfies never;
    }
  }

  async function answer(request: AnsweringRequest): Promise<void> {
    try {
      reply(await answerTo(request));
    } catch (error) {
      const failure = { reason: engineFailureReason(error), detail: failureDetail(error) };
      reply({ kind: "request-failed", requestId: request.requestId, failure });
    }
  }

  return (request) => {
    switch (request.kind) {
      case "prepare":
        for (const split of ["training", "validation", "test"] as const)
          cache.inputsOf(request.dataset, split);
        return;
      case "start":
        return jobs.start(request);
      case "cancel":
      case "pause":
      case "resume":
        return jobs[request.kind](request.jobId);
      case "cancel-run":
        return jobs.cancelRun(request.jobId, request.runIndex);
      case "step":
        return jobs.step(request.jobId, request.stepCount);
      default:
        void answer(request);
    }
  };
}
