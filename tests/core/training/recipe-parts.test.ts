import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import type { Design } from "@/core/training/design";
import { parameterCount } from "@/core/training/design-grid";
import { evaluateOutputs } from "@/core/training/evaluate-outputs";
import { initialWeights } from "@/core/training/initial-weights";
import { learningRateAt, type TrainingRecipe } from "@/core/training/recipe";
import { createSampleOrder } from "@/core/training/sample-order";
import { weightLayout } from "@/core/training/weight-layout";
import { targetRows, trainingRows } from "@/tests/fixtures/training-rows";

const runSeed = SeedSchema.parse("5f0e1d2c3b4a59687786a5b4c3d2e1f0");
const design: Design = { depth: 3, width: 40, learningRate: 0.1 };
const recipe: TrainingRecipe = { design, loss: "logistic", batchSize: 50, stepBudget: 100 };

describe("weightLayout", () => {
  it("lays every layer out without gaps and has one place per parameter", () => {
    for (const depth of [1, 2, 7]) {
      const layout = weightLayout({ ...recipe, design: { ...design, depth } }, 16);
      expect(layout.length).toBe(parameterCount({ ...design, depth }, 16));
      expect(layout.layers).toHaveLength(depth + 1);
      let end = 0;
      for (const layer of layout.layers) {
        expect(layer.weightOffset).toBe(end);
        expect(layer.biasOffset).toBe(end + layer.fanIn * layer.fanOut);
        end = layer.biasOffset + layer.fanOut;
      }
      expect(end).toBe(layout.length);
    }
  });

  it("has a second output for a softmax and one layer for a linear model", () => {
    const linear = { ...design, depth: 0 };
    expect(weightLayout({ design, loss: "softmax" }, 16).length).toBe(parameterCount(design, 16) + 41);
    expect(weightLayout({ design: linear, loss: "squared" }, 16)).toEqual({
      layers: [{ fanIn: 16, fanOut: 1, weightOffset: 0, biasOffset: 16 }],
      length: 17,
    });
    expect(weightLayout({ design: linear, loss: "softmax" }, 16).length).toBe(34);
  });
});

describe("learningRateAt", () => {
  it("is constant in classification", () => {
    for (const step of [0, 50, 99]) expect(learningRateAt(recipe, step)).toBe(0.1);
    expect(learningRateAt({ ...recipe, loss: "softmax" }, 99)).toBe(0.1);
  });

  it("falls linearly in the second half of a regression, to one step short of 0", () => {
    const regression: TrainingRecipe = { ...recipe, loss: "squared" };
    for (const step of [0, 30, 50]) expect(learningRateAt(regression, step)).toBe(0.1);
    expect(learningRateAt(regression, 75)).toBeCloseTo(0.05, 12);
    expect(learningRateAt(regression, 99)).toBeCloseTo(0.002, 12);
  });
});

describe("evaluateOutputs", () => {
  it("gives the share of wrong signs, where 0 means +1, and the mean logistic loss", () => {
    const rows = {
      inputs: new Float32Array(4),
      labels: Uint8Array.of(0b0011),
      rowCount: 4,
      inputDimension: 1,
    };

    const { error, loss } = evaluateOutputs([0, -1, -2, 3], rows, "logistic");

    expect(error).toBe(2 / 4);
    const losses = [Math.log(2), Math.log(1 + Math.E), Math.log(1 + Math.exp(-2)), Math.log(1 + Math.exp(3))];
    expect(loss).toBeCloseTo(losses.reduce((sum, value) => sum + value) / 4, 12);
    expect(evaluateOutputs([0, -1], rows, "softmax", 2).error).toBe(1 / 2);
    expect(evaluateOutputs([-1e9, 1], rows, "logistic", 2).loss).toBe((1e9 + Math.log1p(1 / Math.E)) / 2);
  });

  it("gives the root mean square distance and half the mean square in regression", () => {
    const rows = {
      inputs: new Float32Array(2),
      targets: Float32Array.of(1, -2),
      rowCount: 2,
      inputDimension: 1,
    };

    expect(evaluateOutputs([4, 2], rows, "squared")).toEqual({ error: Math.sqrt(25 / 2), loss: 25 / 4 });
  });

  it("throws for rows of the other kind", () => {
    const labelled = trainingRows({ family: "k-local", k: 1 }, 2, 3);
    expect(() => evaluateOutputs([1, 1], labelled, "squared")).toThrow("regression needs rows with targets");
    expect(() => evaluateOutputs([1, 1], targetRows(2, 3), "softmax")).toThrow(
      "classification needs rows with labels",
    );
  });
});

describe("initialWeights", () => {
  const weights = initialWeights(recipe, 60, runSeed, 0);
  const { layers } = weightLayout(recipe, 60);

  it("has He's sd in hidden layers, sqrt(1 / width) in the output layer and zero biases", () => {
    for (const [index, layer] of layers.entries()) {
      const values = weights.subarray(layer.weightOffset, layer.biasOffset);
      const expected = Math.sqrt((index === design.depth ? 1 : 2) / layer.fanIn);
      const actual = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
      // The sd of n normals is known to sd / sqrt(2 n); five of those.
      expect(Math.abs(actual / expected - 1)).toBeLessThan(5 / Math.sqrt(2 * values.length));
      const biases = weights.subarray(layer.biasOffset, layer.biasOffset + layer.fanOut);
      expect(biases.every((bias) => bias === 0)).toBe(true);
    }
  });

  it("depends on the run seed and the replica, and on nothing else", () => {
    const otherSeed = SeedSchema.parse("0".repeat(32));
    expect(initialWeights(recipe, 60, runSeed, 0)).toEqual(weights);
    expect(initialWeights(recipe, 60, runSeed, 1)).not.toEqual(weights);
    expect(initialWeights(recipe, 60, otherSeed, 0)).not.toEqual(weights);
  });

  it("gives a regression uniform biases within 1 / sqrt(fan-in), and a softmax two output columns", () => {
    const regression = { design: { ...design, width: 400 }, loss: "squared" } as const;
    const values = initialWeights(regression, 60, runSeed, 0);
    for (const { fanIn, fanOut, biasOffset } of weightLayout(regression, 60).layers) {
      const biases = values.subarray(biasOffset, biasOffset + fanOut).map((bias) => bias * Math.sqrt(fanIn));
      expect(biases.every((bias) => bias > -1 && bias < 1 && bias !== 0)).toBe(true);
      if (fanOut === 1) continue;
      // Mean 0 with sd sqrt(1 / 3 n), mean square 1/3 with sd sqrt(4 / 45 n); five of those.
      const mean = biases.reduce((sum, bias) => sum + bias, 0) / fanOut;
      const meanSquare = biases.reduce((sum, bias) => sum + bias * bias, 0) / fanOut;
      expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(3 * fanOut));
      expect(Math.abs(meanSquare - 1 / 3)).toBeLessThan(5 * Math.sqrt(4 / 45 / fanOut));
    }
    const softmax = initialWeights({ design, loss: "softmax" }, 60, runSeed, 0);
    expect(softmax.length).toBe(weights.length + 41);
    expect(softmax.subarray(0, weights.length - 41)).toEqual(weights.subarray(0, weights.length - 41));
  });
});

describe("createSampleOrder", () => {
  it("gives a new permutation of all rows each epoch", () => {
    const order = createSampleOrder(runSeed, 2);
    const rows = new Uint32Array(101);
    const epochs = Array.from({ length: 4 }, () => {
      order.nextEpoch(rows);
      expect([...rows].sort((a, b) => a - b)).toEqual(Array.from({ length: 101 }, (_, row) => row));
      return rows.join();
    });

    expect(new Set(epochs).size).toBe(4);
  });

  it("continues from the position of any epoch", () => {
    const order = createSampleOrder(runSeed, 2);
    const rows = new Uint32Array(30);
    for (let epoch = 0; epoch < 5; epoch += 1) {
      const position = order.position();
      order.nextEpoch(rows);
      const again = new Uint32Array(30);
      createSampleOrder(runSeed, 2, position).nextEpoch(again);
      expect(again).toEqual(rows);
    }
  });
});
