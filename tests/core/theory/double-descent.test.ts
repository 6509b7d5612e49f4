import { describe, expect, it } from "vitest";
import { createRandom } from "@/core/random/random-streams";
import { SeedSchema } from "@/core/random/seed";
import { doubleDescent, usualDoubleDescent } from "@/core/theory/double-descent";
import { drawDirections, featureValues, fitFeatures, reluFeatures } from "@/core/theory/random-features";
import golden from "@/tests/fixtures/theory2/golden-theory-2.json";

const seed = SeedSchema.parse("00112233445566778899aabbccddeeff");

describe("reluFeatures", () => {
  it("is the positive part of inner products", () => {
    const features = reluFeatures([1, 2, -1, 0], Float64Array.of(1, 1, -1, 0.5, 0, -3), 2);

    expect([...features].map((value) => value + 0)).toEqual([3, 0, 0, 0, 1, 0]);
  });

  it("fits all targets exactly once there are as many features as rows", () => {
    const random = createRandom(seed);
    const stream = random.stream("training-inputs", 0);
    const inputs = Float64Array.from({ length: 90 }, () => stream.normal());
    const targets = Float64Array.from({ length: 30 }, () => stream.normal());
    const directions = drawDirections(60, 3, random.stream("initial-weights", 0));
    const features = reluFeatures(inputs, directions, 3);
    const weights = fitFeatures(features, targets, 60, 0) as Float64Array;

    for (const [row, value] of featureValues(features, weights).entries()) {
      expect(value).toBeCloseTo(targets[row] as number, 7);
    }
  });
});

describe("doubleDescent", () => {
  const replicaCount = 15;

  it("has the medians of an independent program, with the peak at as many features as rows", () => {
    const known = golden.doubleDescent.filter(({ ridge }) => ridge === 0);
    const points = doubleDescent(
      usualDoubleDescent,
      known.map(({ featureCount }) => featureCount),
      { seed, replicaCount },
    );

    // Between the 20th and 80th percentile of single errors a median of 15 lies with probability above 0.99.
    for (const [index, { medianError, errors }] of points.entries()) {
      expect(errors).toHaveLength(replicaCount);
      expect(medianError).toBeGreaterThan(known[index]?.low as number);
      expect(medianError).toBeLessThan(known[index]?.high as number);
    }
    const peak = points.toSorted((a, b) => b.medianError - a.medianError)[0];
    expect(peak?.featureCount).toBe(usualDoubleDescent.sampleCount);
  });

  it("has no peak with a ridge", () => {
    const known = golden.doubleDescent.filter(({ ridge }) => ridge > 0);
    const points = doubleDescent(
      { ...usualDoubleDescent, ridge: 0.01 },
      known.map(({ featureCount }) => featureCount),
      { seed, replicaCount },
    );

    for (const [index, { medianError }] of points.entries()) {
      expect(medianError).toBeGreaterThan(known[index]?.low as number);
      expect(medianError).toBeLessThan(known[index]?.high as number);
    }
  });

  it("gives a replica the same errors whatever else is asked for", () => {
    const sizes = { ...usualDoubleDescent, sampleCount: 20, testCount: 50 };
    const [alone] = doubleDescent(sizes, [10], { seed, replicaCount: 1 });
    const [beside] = doubleDescent(sizes, [10, 40], { seed, replicaCount: 3 });

    expect(beside?.errors[0]).toBe(alone?.errors[0]);
  });
});
