import { describe, expect, it } from "vitest";
import { mean, standardError } from "@/core/numerics/statistics";
import { createRandom } from "@/core/random/random-streams";
import { SeedSchema } from "@/core/random/seed";
import { finiteWidthKernel } from "@/core/theory/finite-width-kernel";
import { gramKernel, type WideNetwork } from "@/core/theory/ntk-kernel";
import { powerLawExponent } from "@/core/theory/ntk-spectrum";

const random = createRandom(SeedSchema.parse("00112233445566778899aabbccddeeff"));
const points = random.stream("test-inputs", 0);
const rows = {
  inputs: Float32Array.from({ length: 20 }, () => points.normal()),
  rowCount: 5,
  inputDimension: 4,
};

function kernelOf(network: WideNetwork, width: number, replica: number): Float64Array {
  return finiteWidthKernel(rows, network, { width, stream: random.stream("initial-weights", replica) });
}

function distanceToLimit(network: WideNetwork, width: number, replica: number): number {
  const limit = gramKernel("ntk", rows, network);
  const kernel = kernelOf(network, width, replica);
  return Math.hypot(...kernel.map((value, index) => value - (limit[index] as number))) / Math.hypot(...limit);
}

describe("finiteWidthKernel", () => {
  it("is what finite differences of the output by all parameters give", () => {
    const network = { depth: 1, weightVariance: 1.5, biasVariance: 0.2 };
    const width = 3;
    const stream = random.stream("initial-weights", 7);
    // One layer of 3 units on 4 inputs, weights row by row, then biases; then the output.
    const parameters = Array.from({ length: 12 + 3 + 3 + 1 }, () => stream.normal());
    const output = (row: number, at: readonly number[]) => {
      const x = rows.inputs.subarray(4 * row, 4 * row + 4);
      let sum = Math.sqrt(0.2) * (at[18] as number);
      for (let unit = 0; unit < width; unit += 1) {
        let inner = 0;
        for (const [index, value] of x.entries()) inner += (at[4 * unit + index] as number) * value;
        inner = Math.sqrt(1.5 / 4) * inner + Math.sqrt(0.2) * (at[12 + unit] as number);
        sum += Math.sqrt(1.5 / width) * (at[15 + unit] as number) * Math.max(0, inner);
      }
      return sum;
    };
    const gradient = (row: number) =>
      parameters.map((_, index) => {
        const moved = (step: number) =>
          parameters.map((value, place) => value + (place === index ? step : 0));
        return (output(row, moved(1e-6)) - output(row, moved(-1e-6))) / 2e-6;
      });
    const kernel = kernelOf(network, width, 7);

    for (const [i, j] of [
      [0, 0],
      [1, 3],
      [4, 2],
    ] as const) {
      const [left, right] = [gradient(i), gradient(j)];
      const product = left.reduce((sum, value, index) => sum + value * (right[index] as number), 0);
      expect(kernel[5 * i + j]).toBeCloseTo(product, 7);
      expect(kernel[5 * j + i]).toBe(kernel[5 * i + j]);
    }
  });

  it.each([
    { depth: 1, weightVariance: 2, biasVariance: 0 },
    { depth: 2, weightVariance: 1.5, biasVariance: 0.1 },
    { depth: 3, weightVariance: 2, biasVariance: 0 },
  ])("approaches the limit like 1 / sqrt(width): depth $depth", (network) => {
    const widths = network.depth === 1 ? [64, 512, 4096] : [24, 72, 216];
    const replicaCount = 120;
    const distances = widths.map((width) =>
      Array.from({ length: replicaCount }, (_, replica) => distanceToLimit(network, width, replica)),
    );
    const slope = powerLawExponent(
      widths.map((width, index) => ({ x: width, y: mean(distances[index] as number[]) })),
    );
    // Standard error of a slope through three means at evenly spaced logarithms.
    const spread = Math.log((widths.at(-1) as number) / (widths[0] as number));
    const noise = Math.max(...distances.map((some) => standardError(some) / mean(some)));

    expect(Math.abs(slope + 0.5)).toBeLessThan(3.5 * ((Math.SQRT2 * noise) / spread));
    expect((Math.SQRT2 * noise) / spread).toBeLessThan(0.05);
    expect(mean(distances.at(-1) as number[])).toBeLessThan(0.25);
  });

  it("has the limit as its mean over starts, up to 1 / width", () => {
    const network = { depth: 2, weightVariance: 2, biasVariance: 0.1 };
    const kernels = Array.from({ length: 300 }, (_, replica) => kernelOf(network, 64, 1000 + replica));
    const limit = gramKernel("ntk", rows, network);

    for (const [index, known] of limit.entries()) {
      const entries = kernels.map((kernel) => kernel[index] as number);
      expect(Math.abs(mean(entries) - known)).toBeLessThan(
        4.5 * standardError(entries) + (Math.abs(known) * 2) / 64,
      );
    }
  });
});
