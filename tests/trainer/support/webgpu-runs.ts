import { expect } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import type { Loss, RunStatus, TrainingRecipe, TrainingRows } from "@/core/training/recipe";
import { trainingRows } from "@/tests/fixtures/training-rows";
import { distance } from "@/trainer/observe-weights";
import type { PopulationSpec, RunSpec } from "@/trainer/training-engine";

// Runs on which the webgpu engine is compared with the reference. A software adapter computes about a billion
// operations a second, so they are small.
export const losses = ["logistic", "softmax", "squared"] as const satisfies readonly Loss[];
export const runSeed = SeedSchema.parse("5f0e1d2c3b4a59687786a5b4c3d2e1f0");
export const otherSeed = SeedSchema.parse("0123456789abcdef0123456789abcdef");
export const tolerance = 1e-5;

export function rowsOf(loss: Loss, rowCount: number, inputDimension: number): TrainingRows {
  const labelled = trainingRows(
    { family: "k-local", k: inputDimension < 3 ? 1 : 3 },
    rowCount,
    inputDimension,
  );
  if (loss !== "squared") return labelled;
  const { inputs } = labelled;
  const targets = Float32Array.from({ length: rowCount }, (_, row) =>
    Math.sin(2 * (inputs[row * inputDimension] as number)),
  );
  return { inputs, targets, rowCount, inputDimension };
}

export interface Size {
  D: number;
  L: number;
  H: number;
  N: number;
  B: number;
}

export function aSpec(loss: Loss, { D, L, H, N, B }: Size, changes: Partial<TrainingRecipe> = {}): RunSpec {
  const design = { depth: L, width: H, learningRate: 0.1 };
  const training = rowsOf(loss, N, D);
  const recipe = { design, loss, batchSize: B, stepBudget: 1000, ...changes };
  return { recipe, training, validation: rowsOf(loss, 37, D), runSeed, replicaIndex: 3 };
}

/** |a - b| / |b| of two weight vectors. */
export function relativeDistance(a: ArrayLike<number>, b: Float64Array): number {
  const zero = new Float32Array(b.length);
  return distance(Float32Array.from(a), Float32Array.from(b)) / distance(zero, Float32Array.from(b));
}

/** Statuses agree: counts exactly, sums of losses to the tolerance. */
export function expectAgreement(actual: RunStatus | undefined, expected: RunStatus): void {
  const lossSum = actual?.seen.lossSum ?? Number.NaN;
  const exact = { ...expected, seen: { ...expected.seen, lossSum } };
  expect(actual).toEqual(exact);
  expect(Math.abs(lossSum / expected.seen.lossSum - 1)).toBeLessThan(tolerance);
}

const sizes: Size[] = [
  { D: 1, L: 1, H: 1, N: 1, B: 1 },
  { D: 1, L: 0, H: 1, N: 20, B: 50 },
  { D: 5, L: 0, H: 3, N: 30, B: 7 },
  { D: 2, L: 3, H: 7, N: 64, B: 50 },
  { D: 11, L: 2, H: 10, N: 230, B: 33 },
  { D: 11, L: 7, H: 50, N: 120, B: 50 },
  { D: 10, L: 1, H: 5, N: 55, B: 500 },
  { D: 100, L: 1, H: 100, N: 100, B: 50 },
];
// Every size with one loss, and with each loss every kind of network.
export const firstStepCases = losses.flatMap((loss, index) =>
  sizes.filter((_, number) => index === 0 || number % 2 === index % 2).map((size) => ({ loss, ...size })),
);

export function populationOf(
  { recipe, training, validation }: RunSpec,
  replicas: PopulationSpec["replicas"],
): PopulationSpec {
  return { recipe, training, validation, replicas };
}
