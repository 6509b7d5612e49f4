import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import { publicInputs } from "@/core/tasks/public-inputs";
import { initialWeights } from "@/core/training/initial-weights";
import { inputSensitivities } from "@/core/training/input-sensitivities";
import type { Loss, TrainingRecipe } from "@/core/training/recipe";
import { weightLayout } from "@/core/training/weight-layout";

const seed = SeedSchema.parse("5".repeat(32));
const inputDimension = 5;
const rowCount = 40;
const inputs = publicInputs(seed, "validation", rowCount, inputDimension);

/** The network's value at one point, written anew and as plainly as possible. */
function valueAt(
  weights: Float32Array,
  recipe: Pick<TrainingRecipe, "design" | "loss">,
  point: number[],
): number {
  const { layers } = weightLayout(recipe, inputDimension);
  let values = point;
  for (const [index, { fanIn, fanOut, weightOffset, biasOffset }] of layers.entries()) {
    const sums = Array.from({ length: fanOut }, (_, unit) => {
      let sum = weights[biasOffset + unit] ?? 0;
      for (let input = 0; input < fanIn; input += 1) {
        sum += (values[input] ?? 0) * (weights[weightOffset + input * fanOut + unit] ?? 0);
      }
      return sum;
    });
    values = index === layers.length - 1 ? sums : sums.map((sum) => Math.max(0, sum));
  }
  return values.length === 1 ? (values[0] ?? 0) : (values[1] ?? 0) - (values[0] ?? 0);
}

/** The same by central differences: small enough that hardly any unit switches in between. */
function byDifferences(weights: Float32Array, recipe: Pick<TrainingRecipe, "design" | "loss">): number[] {
  const step = 1e-6;
  const squares = Array(inputDimension).fill(0);
  for (let row = 0; row < rowCount; row += 1) {
    const point = [...inputs.subarray(row * inputDimension, (row + 1) * inputDimension)];
    for (let input = 0; input < inputDimension; input += 1) {
      const shifted = (by: number) => point.map((value, index) => (index === input ? value + by : value));
      const rise = valueAt(weights, recipe, shifted(step)) - valueAt(weights, recipe, shifted(-step));
      squares[input] += (rise / (2 * step)) ** 2;
    }
  }
  const total = squares.reduce((sum, square) => sum + square, 0);
  return squares.map((square) => Math.sqrt(square / total));
}

describe("inputSensitivities", () => {
  it.each<[number, number, Loss]>([
    [0, 3, "logistic"],
    [1, 1, "squared"],
    [2, 7, "squared"],
    [3, 12, "softmax"],
    [7, 6, "logistic"],
  ])("agrees with central differences at depth %d, width %d, %s", (depth, width, loss) => {
    const recipe = { design: { depth, width, learningRate: 0.1 }, loss };
    const weights = initialWeights(recipe, inputDimension, seed, 0);
    const rows = { inputs, inputDimension, rowCount };

    const sensitivities = inputSensitivities(weights, recipe, rows);

    for (const [input, expected] of byDifferences(weights, recipe).entries()) {
      expect(sensitivities[input]).toBeCloseTo(expected, 5);
    }
  });

  it("does not depend on the scale of the network's value", () => {
    const recipe = { design: { depth: 1, width: 6, learningRate: 0.1 }, loss: "logistic" } as const;
    const weights = initialWeights(recipe, inputDimension, seed, 0);
    const rows = { inputs, inputDimension, rowCount };
    const { layers } = weightLayout(recipe, inputDimension);
    const scaled = weights.map((weight, index) =>
      index >= (layers[1]?.weightOffset ?? 0) ? 8 * weight : weight,
    );

    const sensitivities = inputSensitivities(weights, recipe, rows);

    expect(inputSensitivities(scaled, recipe, rows)).toEqual(sensitivities);
    expect(sensitivities.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 12);
  });

  it("finds the one input that a linear model looks at, and none of a constant", () => {
    const recipe = { design: { depth: 0, width: 1, learningRate: 0.1 }, loss: "logistic" } as const;
    const rows = { inputs, inputDimension, rowCount };

    expect(inputSensitivities([0, 0, -3, 0, 0, 9], recipe, rows)).toEqual([0, 0, 1, 0, 0]);
    expect(inputSensitivities([0, 0, 0, 0, 0, 9], recipe, rows)).toEqual([0, 0, 0, 0, 0]);
  });

  it("looks at the first rows only when told", () => {
    const recipe = { design: { depth: 2, width: 9, learningRate: 0.1 }, loss: "logistic" } as const;
    const weights = initialWeights(recipe, inputDimension, seed, 0);
    const rows = { inputs, inputDimension, rowCount };

    expect(inputSensitivities(weights, recipe, rows, 10)).toEqual(
      inputSensitivities(weights, recipe, { ...rows, rowCount: 10 }),
    );
  });
});
