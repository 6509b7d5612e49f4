import { describe, expect, it } from "vitest";
import { bestMeasured, regretScale, regretScaleOf } from "@/core/scoring/regret-scale";

const measured = (depth: number, meanError: number, standardDeviation: number) => ({
  depth,
  width: 20,
  learningRate: 0.1,
  meanError,
  standardDeviation,
  replicaCount: 5,
});

describe("regretScale", () => {
  it("is three fifths of the way from the best of all to the best design at the worst depth", () => {
    const depths = [measured(1, 0.085, 0.004), measured(2, 0.11, 0.004), measured(3, 0.144, 0.004)];

    // 4 x .004 / sqrt 5 = .0072 is less than .6 (.144 - .085)
    expect(regretScale(depths)).toBeCloseTo(0.0354, 10);
  });

  it("is never below four standard errors of a five-replica mean", () => {
    const depths = [measured(1, 0.498, 0.005), measured(2, 0.501, 0.005)];

    expect(regretScale(depths)).toBeCloseTo(0.0089443, 7);
  });

  it("is 0 without measurements, which gives accuracy to all", () => {
    expect(regretScale([])).toBe(0);
    expect(bestMeasured([])).toBeNull();
  });
});

describe("regretScaleOf", () => {
  const depths = [measured(1, 0.498, 0.005), measured(2, 0.501, 0.005)];

  it("is 0 for random labels, although the bank's errors differ by chance", () => {
    expect(regretScaleOf({ task: { family: "random-labels" }, measured: depths })).toBe(0);
  });

  it("is that of the measurements for every other task", () => {
    const task = { family: "k-local", k: 3 } as const;

    expect(regretScaleOf({ task, measured: depths })).toBe(regretScale(depths));
  });
});
