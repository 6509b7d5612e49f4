import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import type { Design } from "@/core/training/design";
import { parameterCount } from "@/core/training/design-grid";
import { initialWeights } from "@/core/training/initial-weights";
import { createSampleOrder } from "@/core/training/sample-order";
import { weightLayout } from "@/core/training/weight-layout";

const runSeed = SeedSchema.parse("5f0e1d2c3b4a59687786a5b4c3d2e1f0");
const design: Design = { depth: 3, width: 40, learningRate: 0.1 };

describe("weightLayout", () => {
  it("lays every layer out without gaps and has one place per parameter", () => {
    for (const depth of [1, 2, 7]) {
      const layout = weightLayout({ ...design, depth }, 16);
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
});

describe("initialWeights", () => {
  const weights = initialWeights(design, 60, runSeed, 0);
  const { layers } = weightLayout(design, 60);

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
    expect(initialWeights(design, 60, runSeed, 0)).toEqual(weights);
    expect(initialWeights(design, 60, runSeed, 1)).not.toEqual(weights);
    expect(initialWeights(design, 60, otherSeed, 0)).not.toEqual(weights);
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
