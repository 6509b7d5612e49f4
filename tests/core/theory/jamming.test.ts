import { describe, expect, it } from "vitest";
import { mean, standardError } from "@/core/numerics/statistics";
import { createRandom } from "@/core/random/random-streams";
import { SeedSchema } from "@/core/random/seed";
import {
  criticalRatio,
  type JammingPoint,
  jammingParameterCount,
  jammingSweep,
  trainOnRandomLabels,
} from "@/core/theory/jamming";
import { createHingeNetwork } from "@/core/theory/jamming-network";
import golden from "@/tests/fixtures/theory2/golden-theory-2.json";

const seed = SeedSchema.parse("00112233445566778899aabbccddeeff");

describe("jammingParameterCount", () => {
  it("counts as the authors do", () => {
    expect(jammingParameterCount({ inputDimension: 51, width: 51, depth: 3 })).toBe(7854);
  });
});

describe("createHingeNetwork", () => {
  const shape = { inputDimension: 3, width: 5, depth: 2 };
  const stream = createRandom(seed).stream("initial-weights", 3);
  const inputs = Float64Array.from({ length: 12 }, () => stream.normal());
  const labels = Float64Array.of(1, -1, 1, -1);

  it("starts orthogonal and without biases", () => {
    const { parameters } = createHingeNetwork(shape, stream);
    const first = Array.from({ length: 5 }, (_, unit) => parameters.subarray(3 * unit, 3 * unit + 3));
    for (const [i, j] of [
      [0, 0],
      [1, 1],
      [0, 1],
      [1, 2],
    ] as const) {
      const product = first.reduce((sum, unit) => sum + (unit[i] as number) * (unit[j] as number), 0);
      expect(product).toBeCloseTo(i === j ? 1 : 0, 12);
    }
    expect([...parameters.subarray(15, 20)]).toEqual([0, 0, 0, 0, 0]);
  });

  it("has the gradient that finite differences of its loss give", () => {
    const network = createHingeNetwork(shape, createRandom(seed).stream("initial-weights", 4));
    network.parameters.forEach((value, index) => {
      network.parameters[index] = value + 0.1 * Math.sin(index);
    });
    network.measure(inputs, labels);
    const gradient = network.gradient.slice();
    const lossAt = (index: number, move: number) => {
      const kept = network.parameters[index] as number;
      network.parameters[index] = kept + move;
      const { loss } = network.measure(inputs, labels);
      network.parameters[index] = kept;
      return loss;
    };

    expect(Math.max(...gradient.map(Math.abs))).toBeGreaterThan(0.01);
    for (const [index, slope] of gradient.entries()) {
      expect((lossAt(index, 1e-6) - lossAt(index, -1e-6)) / 2e-6).toBeCloseTo(slope, 7);
    }
  });
});

describe("training on random labels", () => {
  it("reaches exactly zero loss with few rows, and stops there", () => {
    const setting = { inputDimension: 5, width: 5, depth: 3, stepBudget: 3000, learningRate: 0.01 };
    const run = trainOnRandomLabels(setting, 16, { seed, replica: 0 });

    expect(run.unsatisfiedCount).toBe(0);
    expect(run.loss).toBe(0);
    expect(run.stepCount).toBeLessThan(3000);
  });

  it.each(golden.jamming)(
    "leaves as many constraints unsatisfied as an independent program: $sampleCount rows",
    (known) => {
      const parameterCount = jammingParameterCount(known);
      const [point] = jammingSweep(known, [known.sampleCount / parameterCount], { seed, replicaCount: 6 });
      const shares = (point as JammingPoint).runs.map(
        ({ unsatisfiedCount }) => unsatisfiedCount / parameterCount,
      );
      const noise = Math.hypot(known.deviation / Math.sqrt(shares.length), standardError(shares));

      expect(point?.ratio).toBe(known.sampleCount / parameterCount);
      expect(Math.abs(mean(shares) - known.mean)).toBeLessThan(4 * noise);
    },
  );
});

describe("criticalRatio", () => {
  const pointAt = (ratio: number, unsatisfied: readonly number[]): JammingPoint => ({
    ratio,
    runs: unsatisfied.map((unsatisfiedCount) => ({
      sampleCount: 10,
      unsatisfiedCount,
      loss: 0,
      stepCount: 1,
    })),
  });

  it("is where half of the runs still reach zero loss", () => {
    const points = [pointAt(1, [0, 0, 0, 0]), pointAt(2, [0, 0, 0, 9]), pointAt(3, [0, 8, 9, 9])];

    expect(criticalRatio(points)).toBe(2.5);
  });

  it("is unknown when the points lie in one phase", () => {
    expect(criticalRatio([pointAt(1, [0]), pointAt(2, [0])])).toBeNull();
    expect(criticalRatio([pointAt(1, [5]), pointAt(2, [7])])).toBeNull();
  });
});
