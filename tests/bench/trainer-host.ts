import { benchShape, checkLearningRate, idleLearningRate } from "@/tests/bench/bench-shapes";
import type { BenchTrainer, TrainerTable } from "@/tests/bench/bench-trainer";
import type { GpuWork } from "@/tests/bench/count-gpu-work";

/** What the bench asks a place where trainers run. One request at a time. */
export type HostRequest =
  /** Two steps from the start; answers with the mean loss then. */
  | { kind: "check"; trainer: string; shapeId: string }
  /** Starts a run that the windows of the shape go on with. */
  | { kind: "open"; trainer: string; shapeId: string }
  | { kind: "window"; trainer: string; stepCount: number }
  | { kind: "close"; trainer: string }
  /** One sentence about what the trainers compute on. */
  | { kind: "describe" };

/** The answer to any request; what it was not asked for is absent. */
export interface HostReply {
  error?: string;
  loss?: number;
  seconds?: number;
  gpuWork?: GpuWork;
  description?: string;
}

export interface HostPlace {
  trainers: TrainerTable;
  now(): number;
  describe(): Promise<string>;
  /** Counts of the work given to a GPU, where they are kept. */
  gpuWork?(): GpuWork;
}

/** The place's side: handles one request after another and never rejects. */
export function createTrainerHost(place: HostPlace): (request: HostRequest) => Promise<HostReply> {
  const opened = new Map<string, BenchTrainer>();

  async function open(name: string, shapeId: string, learningRate: number): Promise<BenchTrainer> {
    const openTrainer = place.trainers[name];
    if (!openTrainer) throw new Error(`there is no trainer ${name} here`);
    return openTrainer(benchShape(shapeId), learningRate);
  }

  function openedTrainer(name: string): BenchTrainer {
    const trainer = opened.get(name);
    if (!trainer) throw new Error(`${name} is not open`);
    return trainer;
  }

  async function check(name: string, shapeId: string): Promise<HostReply> {
    const trainer = await open(name, shapeId, checkLearningRate);
    try {
      await trainer.train(2);
      return { loss: await trainer.loss() };
    } finally {
      trainer.dispose();
    }
  }

  async function timeWindow(name: string, stepCount: number): Promise<HostReply> {
    const trainer = openedTrainer(name);
    const before = place.gpuWork?.();
    const startedAt = place.now();
    await trainer.train(stepCount);
    const seconds = (place.now() - startedAt) / 1000;
    const after = place.gpuWork?.();
    if (!before || !after) return { seconds };
    const dispatchCount = after.dispatchCount - before.dispatchCount;
    return { seconds, gpuWork: { dispatchCount, submitCount: after.submitCount - before.submitCount } };
  }

  async function answer(request: HostRequest): Promise<HostReply> {
    switch (request.kind) {
      case "check":
        return check(request.trainer, request.shapeId);
      case "open":
        opened.set(request.trainer, await open(request.trainer, request.shapeId, idleLearningRate));
        return {};
      case "window":
        return timeWindow(request.trainer, request.stepCount);
      case "close":
        opened.get(request.trainer)?.dispose();
        opened.delete(request.trainer);
        return {};
      case "describe":
        return { description: await place.describe() };
      default:
        return request satisfies never;
    }
  }

  return (request) =>
    answer(request).catch((error) => ({ error: error instanceof Error ? error.message : String(error) }));
}
