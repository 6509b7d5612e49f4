import { describe, expect, it } from "vitest";
import { createRandom } from "@/core/random/random-streams";
import { SeedSchema } from "@/core/random/seed";
import {
  calibratedDimension,
  dimensionFromDistances,
  effectiveDimension,
  neighbourDistances,
  sphereCalibration,
} from "@/core/theory/effective-dimension";
import type { InputRows } from "@/core/training/recipe";

const random = createRandom(SeedSchema.parse("00112233445566778899aabbccddeeff"));

function sphere(dimension: number, rowCount: number, inputDimension = dimension + 1): InputRows {
  const inputs = new Float32Array(rowCount * inputDimension);
  for (let row = 0; row < rowCount; row += 1) {
    const stream = random.stream("test-inputs", row);
    const point = Array.from({ length: dimension + 1 }, () => stream.normal());
    const norm = Math.hypot(...point);
    inputs.set(
      point.map((value) => value / norm),
      row * inputDimension,
    );
  }
  return { inputs, rowCount, inputDimension };
}

describe("neighbourDistances", () => {
  it("takes the mean over disjoint pieces", () => {
    const rows = { inputs: Float32Array.of(0, 1, 5, 7, 100), rowCount: 5, inputDimension: 1 };

    expect(neighbourDistances(rows, [2, 4])).toEqual([
      { sampleCount: 2, distance: 1.5 },
      { sampleCount: 4, distance: (1 + 1 + 2 + 2) / 4 },
    ]);
  });
});

describe("dimensionFromDistances", () => {
  it("reads the power law", () => {
    const distances = [10, 100, 1000].map((n) => ({ sampleCount: n, distance: 3 * n ** (-1 / 7) }));

    expect(dimensionFromDistances(distances)).toBeCloseTo(7, 10);
  });
});

describe("effectiveDimension", () => {
  it.each([2, 7])("recovers a sphere of dimension %i, also among useless inputs", (dimension) => {
    const known = sphereCalibration.find((some) => some.dimension === dimension);
    const found = effectiveDimension(sphere(dimension, 4000, dimension + 2));

    // One draw against the mean of four: standard deviation sqrt(1 + 1/4) times that of a draw.
    const noise = 2 * Math.sqrt(1.25) * (known?.standardError ?? 0);
    expect(Math.abs((found?.estimate ?? 0) - (known?.estimate ?? 0))).toBeLessThan(4 * noise);
    expect(Math.abs((found?.calibrated ?? 0) - dimension)).toBeLessThan(0.1 * dimension);
  });

  it("refuses too few rows and points that coincide", () => {
    expect(effectiveDimension(sphere(2, 3999))).toBeNull();
    const alike = { inputs: new Float32Array(4000).fill(1), rowCount: 4000, inputDimension: 1 };
    expect(effectiveDimension(alike)).toBeNull();
  });
});

describe("calibratedDimension", () => {
  it("inverts the calibration, which grows", () => {
    for (const [index, { dimension, estimate }] of sphereCalibration.entries()) {
      expect(estimate).toBeGreaterThan(sphereCalibration[index - 1]?.estimate ?? 0);
      expect(calibratedDimension(estimate)).toBeCloseTo(dimension, 10);
    }
    expect(calibratedDimension(13.13)).toBeCloseTo(15, 1);
  });

  it("says nothing beyond the largest sphere", () => {
    expect(calibratedDimension(45)).toBeNull();
  });
});
