import type { EngineChoice } from "@/trainer/engine-choice";
import { type EngineFailure, engineFailureReason, failureDetail } from "@/trainer/engine-failure";
import type { EngineSelector } from "@/trainer/engine-selection";
import { measureDevice } from "@/trainer/measure-device";
import type { DeviceReport } from "@/trainer/probe-device";
import { type SpeedMemory, selectEngine } from "@/trainer/select-engine";
import { deviceShape } from "@/trainer/speed-shape";
import type { SpeedReport } from "@/trainer/training-job";
import type { WorkerPool } from "@/trainer/worker-pool";
import { RequestFailure, type WorkerRequests } from "@/trainer/worker-requests";

/** What a self-benchmark found: a speed, or why there is none. */
export type SpeedAnswer = { ok: true; speed: SpeedReport } | { ok: false; failure: EngineFailure };

interface BenchmarkParts {
  pool: Pick<WorkerPool, "size">;
  requests: Pick<WorkerRequests, "ask">;
  selector: EngineSelector;
  /** An engine that might have been picked does not run. */
  giveUp(failure: EngineFailure): void;
  probeDevice(): Promise<DeviceReport>;
  memory: SpeedMemory | null;
}

/** A client's `measureSpeed`. */
export function createBenchmark(parts: BenchmarkParts): (inputDimension: number) => Promise<SpeedAnswer> {
  const { pool, requests, selector } = parts;

  /** Measures what may be picked and picks the fastest. */
  async function measureAutomatically(inputDimension: number): Promise<SpeedReport> {
    const shape = deviceShape(inputDimension);
    const { gpu, adapter } = await parts.probeDevice();
    const fastest = await selectEngine({
      candidates: selector.candidates(gpu === "available"),
      place: `${pool.size} workers, ${gpu} ${adapter}, ${inputDimension}-${shape.depth}-${shape.width}`,
      measure: (engine) => measureDevice(engine, shape, pool, requests),
      memory: parts.memory,
      onLeftOut(engine, error) {
        const failure = failureOf(engine, error);
        // Without a worker no engine was even tried.
        if (failure.reason !== "no-worker") parts.giveUp(failure);
      },
    });
    selector.preferAutomatically(fastest.choice);
    return fastest;
  }

  return async (inputDimension) => {
    const selection = selector.selection();
    try {
      const speed =
        selection === "automatic"
          ? await measureAutomatically(inputDimension)
          : await measureDevice(selection, deviceShape(inputDimension), pool, requests);
      return { ok: true, speed };
    } catch (error) {
      return { ok: false, failure: failureOf(selection === "automatic" ? "javascript" : selection, error) };
    }
  };
}

function failureOf(engine: EngineChoice, error: unknown): EngineFailure {
  const reason = error instanceof RequestFailure ? error.reason : engineFailureReason(error);
  return { engine, reason, detail: failureDetail(error) };
}
