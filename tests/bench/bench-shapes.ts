import { type Seed, SeedSchema } from "@/core/random/seed";
import { publicInputs } from "@/core/tasks/public-inputs";
import { initialWeights } from "@/core/training/initial-weights";
import {
  type LabelledRows,
  type Loss,
  outputCountOf,
  type TargetRows,
  type TrainingRecipe,
} from "@/core/training/recipe";
import { createSampleOrder } from "@/core/training/sample-order";
import type { RunSpec } from "@/trainer/training-engine";

/** A network and a batch to time. */
export interface BenchShape {
  shapeId: string;
  inputDimension: number;
  depth: number;
  width: number;
  batchSize: number;
  loss: Loss;
}

/** The shapes on which everything is timed: from small to large, and a narrow regression in the plane. */
export const benchShapes: readonly BenchShape[] = [
  { shapeId: "S1", inputDimension: 100, depth: 1, width: 100, batchSize: 50, loss: "softmax" },
  { shapeId: "S2", inputDimension: 100, depth: 3, width: 100, batchSize: 50, loss: "softmax" },
  { shapeId: "S3", inputDimension: 100, depth: 7, width: 200, batchSize: 50, loss: "softmax" },
  { shapeId: "S4", inputDimension: 500, depth: 3, width: 500, batchSize: 50, loss: "softmax" },
  { shapeId: "S5", inputDimension: 2, depth: 3, width: 50, batchSize: 64, loss: "squared" },
];

/** The shape with this id; throws when there is none. */
export function benchShape(shapeId: string): BenchShape {
  const shape = benchShapes.find((known) => known.shapeId === shapeId);
  if (!shape) throw new Error(`there is no shape ${shapeId}`);
  return shape;
}

/** Batches of an epoch: all are full. */
export const batchesPerEpoch = 20;

/** At this rate nothing is learned, so no run ends while it is timed. */
export const idleLearningRate = 1e-9;

/** Rate of the two steps after which every trainer is compared with the reference. */
export const checkLearningRate = 0.005;

const benchSeed: Seed = SeedSchema.parse("62656e63686d61726b2062656e63686d");

/** Multiplications and additions of one step: forward, slopes of the values, gradient. */
export function flopPerStep({ inputDimension, depth, width, batchSize, loss }: BenchShape): number {
  const hidden = 6 * (depth - 1) * width * width;
  return batchSize * (4 * inputDimension * width + hidden + 6 * width * outputCountOf(loss));
}

/** A run on noise: random labels, or targets that are a smooth function with noise. */
export function benchSpec(shape: BenchShape, learningRate: number, replicaIndex = 0): RunSpec {
  const { depth, width, batchSize, loss } = shape;
  return {
    // Steps are 32-bit numbers on a GPU.
    recipe: { design: { depth, width, learningRate }, loss, batchSize, stepBudget: 1e9 },
    training: noiseRows(shape, batchesPerEpoch * batchSize),
    validation: null,
    runSeed: benchSeed,
    replicaIndex,
  };
}

/** Rows that no network of the shape can learn soon. */
export function noiseRows(
  { inputDimension, loss }: Pick<BenchShape, "inputDimension" | "loss">,
  rowCount: number,
): LabelledRows | TargetRows {
  const inputs = publicInputs(benchSeed, "training", rowCount, inputDimension);
  const rows = { inputs, rowCount, inputDimension };
  const noise = publicInputs(benchSeed, "validation", rowCount, 1);
  if (loss === "squared") {
    const targets = noise.map(
      (value, row) => Math.sin(3 * (inputs[row * inputDimension] ?? 0)) + 0.1 * value,
    );
    return { ...rows, targets };
  }
  const labels = new Uint8Array(Math.ceil(rowCount / 8));
  for (const [row, value] of noise.entries()) {
    if (value > 0) labels[row >> 3] = (labels[row >> 3] as number) | (1 << (row & 7));
  }
  return { ...rows, labels };
}

/** A run as plain arrays, for trainers by others: the rows stand in the order in which our engines see them first. */
export interface PlainRun {
  inputs: Float32Array;
  /** Labels as 0 and 1, or targets. */
  wanted: Float32Array;
  rowCount: number;
  startWeights: Float32Array;
  recipe: TrainingRecipe;
}

/** The arrays of `benchSpec`. */
export function plainRun(shape: BenchShape, learningRate: number): PlainRun {
  const { recipe, training, runSeed, replicaIndex } = benchSpec(shape, learningRate);
  const { rowCount, inputDimension } = training;
  const order = new Uint32Array(rowCount);
  createSampleOrder(runSeed, replicaIndex).nextEpoch(order);
  const inputs = new Float32Array(rowCount * inputDimension);
  const wanted = new Float32Array(rowCount);
  for (const [place, row] of order.entries()) {
    const from = row * inputDimension;
    inputs.set(training.inputs.subarray(from, from + inputDimension), place * inputDimension);
    wanted[place] =
      "targets" in training
        ? (training.targets[row] as number)
        : ((training.labels[row >> 3] as number) >> (row & 7)) & 1;
  }
  const startWeights = initialWeights(recipe, inputDimension, runSeed, replicaIndex);
  return { inputs, wanted, rowCount, startWeights, recipe };
}
