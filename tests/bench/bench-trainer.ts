import type { BenchShape } from "@/tests/bench/bench-shapes";

/** Something that trains a shape's network, whoever wrote it. */
export interface BenchTrainer {
  /** Does exactly so many SGD steps; they are done, on a GPU too, when it resolves. */
  train(stepCount: number): Promise<void>;
  /** Mean loss on all rows with the weights as they are. */
  loss(): Promise<number>;
  dispose(): void;
}

/** Starts a trainer at the shape's initial weights. */
export type OpenTrainer = (shape: BenchShape, learningRate: number) => Promise<BenchTrainer>;

/** What a place (a process, a worker) can time, by name. */
export type TrainerTable = Record<string, OpenTrainer>;
