import { raceReplicaCount } from "@/core/game/race";
import { type EngineChoice, trainsTogether } from "@/trainer/engine-choice";
import type { SpeedShape } from "@/trainer/speed-shape";
import type { SpeedReport } from "@/trainer/training-job";
import type { WorkerPool } from "@/trainer/worker-pool";
import type { WorkerRequests } from "@/trainer/worker-requests";

/**
 * How fast an engine trains a race on this device: all replicas together in one worker, or one per worker side by side
 * in as many workers as the race would use, whose speeds add up. Rejects when the engine does not run in one of them.
 */
export async function measureDevice(
  engine: EngineChoice,
  shape: SpeedShape,
  pool: Pick<WorkerPool, "size">,
  requests: Pick<WorkerRequests, "ask">,
): Promise<SpeedReport> {
  if (trainsTogether(engine)) return measureOn(0, raceReplicaCount);
  const workers = [...Array(Math.min(pool.size, raceReplicaCount)).keys()];
  // Opened and loaded first, so that they are measured at the same time and share the cores as in a race.
  await Promise.all(workers.map((worker) => requests.ask(worker, { kind: "load-engine", engine }, "loaded")));
  const speeds = await Promise.all(workers.map((worker) => measureOn(worker, 1)));
  const [first] = speeds;
  if (first === undefined) throw new Error("a pool without workers");
  const stepsPerSecond = speeds.reduce((sum, speed) => sum + speed.stepsPerSecond, 0);
  return { ...first, stepsPerSecond, replicaCount: speeds.length };

  async function measureOn(worker: number, replicaCount: number): Promise<SpeedReport> {
    return (await requests.ask(worker, { kind: "measure-speed", engine, shape, replicaCount }, "speed"))
      .speed;
  }
}
