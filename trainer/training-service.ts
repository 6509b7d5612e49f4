import type { EngineChoice } from "@/trainer/engine-choice";
import type { EngineLoader } from "@/trainer/engine-loader";
import { createInputCache } from "@/trainer/input-cache";
import { createJobRunner } from "@/trainer/job-runner";
import { measureEngineSpeed, type SpeedShape } from "@/trainer/measure-engine-speed";
import type { DeviceReport } from "@/trainer/probe-device";
import type { SpeedReport } from "@/trainer/training-job";
import type { WorkerReply, WorkerRequest } from "@/trainer/worker-messages";

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

  async function measureSpeed(choice: EngineChoice, shape: SpeedShape): Promise<SpeedReport> {
    const engine = await loadEngine(choice);
    const clock = { now, pause: yieldToMessages };
    const stepsPerSecond = await measureEngineSpeed(engine, shape, benchmarkMilliseconds, clock);
    return { choice, engine: engine.id, backend: engine.backend ?? null, stepsPerSecond, shape };
  }

  function answer(requestId: number, replying: Promise<WorkerReply>): void {
    void replying
      .catch((error): WorkerReply => ({ kind: "request-failed", requestId, detail: String(error) }))
      .then(reply);
  }

  return (request) => {
    switch (request.kind) {
      case "prepare":
        for (const split of ["training", "validation", "test"] as const)
          cache.inputsOf(request.dataset, split);
        return;
      case "start":
        return jobs.start(request.job, request.engine);
      case "cancel":
      case "pause":
      case "resume":
        return jobs[request.kind](request.jobId);
      case "measure-speed": {
        const { requestId, engine, shape } = request;
        const measuring = measureSpeed(engine, shape);
        return answer(
          requestId,
          measuring.then((speed) => ({ kind: "speed", requestId, speed })),
        );
      }
      case "probe-device": {
        const { requestId } = request;
        return answer(
          requestId,
          environment.probeDevice().then((device) => ({ kind: "device", requestId, device })),
        );
      }
      default:
        request satisfies never;
    }
  };
}
