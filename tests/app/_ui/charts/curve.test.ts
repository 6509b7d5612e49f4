import { describe, expect, it } from "vitest";
import { errorAt, firstCrossing, medianCurve, type SeedCurve } from "@/app/_ui/charts/curve";
import { median } from "@/core/numerics/statistics";

const aSeed = (points: [number, number][], isFinished = false): SeedCurve => ({
  points: points.map(([step, error]) => ({ step, error })),
  isFinished,
});

describe("median", () => {
  it("is the middle value, or the mean of the two middle ones", () => {
    expect(median([0.3, 0.1, 0.2])).toBe(0.2);
    expect(median([0.4, 0.1, 0.2, 0.3])).toBeCloseTo(0.25, 12);
    expect(median([])).toBeNaN();
  });
});

describe("errorAt", () => {
  const seed = aSeed([
    [10, 0.5],
    [20, 0.3],
  ]);

  it("is linear between reports", () => {
    expect(errorAt(seed, 15)).toBeCloseTo(0.4, 12);
    expect(errorAt(seed, 20)).toBe(0.3);
  });

  it("says nothing before the first report and after the last one of a run that goes on", () => {
    expect(errorAt(seed, 5)).toBeNull();
    expect(errorAt(seed, 30)).toBeNull();
  });

  it("holds the last error of a finished run", () => {
    expect(errorAt(aSeed([[10, 0.2]], true), 4000)).toBe(0.2);
  });
});

describe("medianCurve", () => {
  it("takes the median over the seeds that have come that far", () => {
    const seeds = [
      aSeed([
        [10, 0.5],
        [20, 0.1],
      ]),
      aSeed([[10, 0.3]]),
      aSeed([[10, 0.1]], true),
    ];

    expect(medianCurve(seeds)).toEqual([
      { step: 10, error: 0.3 },
      { step: 20, error: 0.1 },
    ]);
  });
});

describe("firstCrossing", () => {
  const points = [
    { step: 10, error: 0.5 },
    { step: 1000, error: 0.3 },
    { step: 2000, error: 0.45 },
    { step: 4000, error: 0.1 },
  ];

  it("finds the first step at a level, between reports on a log axis", () => {
    expect(firstCrossing(points, 0.4)).toBeCloseTo(100, 6);
    expect(firstCrossing(points, 0.5)).toBe(10);
  });

  it("finds none for a level that was not reached", () => {
    expect(firstCrossing(points, 0.05)).toBeNull();
  });
});
