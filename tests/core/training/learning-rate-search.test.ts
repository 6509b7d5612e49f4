import { describe, expect, it } from "vitest";
import { bestLearningRate, nextLearningRate, type RateTrial } from "@/core/training/learning-rate-search";

const search = { lowest: 0.001, highest: 1, firstCount: 4, trialCount: 14 };

function searchAlong(errorAt: (learningRate: number) => number): RateTrial[] {
  const trials: RateTrial[] = [];
  for (let rate = nextLearningRate(trials, search); rate !== null; rate = nextLearningRate(trials, search)) {
    trials.push({ learningRate: rate, error: errorAt(rate) });
  }
  return trials;
}

describe("nextLearningRate", () => {
  it("begins with evenly spaced logarithms, ends included", () => {
    const rates = searchAlong(() => 0.3).map(({ learningRate }) => learningRate);

    expect(rates.slice(0, 4)).toEqual([0.001, 0.01, 0.1, 1]);
    expect(rates).toHaveLength(14);
    expect(new Set(rates).size).toBe(14);
    for (const rate of rates) {
      expect(rate).toBeGreaterThanOrEqual(0.001);
      expect(rate).toBeLessThanOrEqual(1);
    }
  });

  it.each([0.002, 0.03, 0.25, 0.7])("finds a smooth minimum at %f within a tenth of a decade", (optimum) => {
    const trials = searchAlong((rate) => 0.1 + 0.05 * Math.log10(rate / optimum) ** 2);

    expect(Math.abs(Math.log10((bestLearningRate(trials) ?? 1) / optimum))).toBeLessThan(0.1);
  });

  it("finds the edge of divergence without a smooth curve, and with noise", () => {
    const trials = searchAlong((rate) =>
      rate > 0.4 ? 0.5 : 0.35 - 0.1 * Math.log10(rate / 0.001) + 0.01 * Math.sin(999 * rate),
    );
    const best = bestLearningRate(trials) ?? 0;

    expect(best).toBeGreaterThan(0.2);
    expect(best).toBeLessThanOrEqual(0.4);
  });

  it("looks closer where errors are low", () => {
    const trials = searchAlong((rate) => 0.1 + 0.05 * Math.log10(rate / 0.03) ** 2);
    const later = trials
      .slice(4)
      .filter(({ learningRate }) => Math.abs(Math.log10(learningRate / 0.03)) < 0.5);

    expect(later.length).toBeGreaterThan(5);
  });
});

describe("bestLearningRate", () => {
  it("takes the lowest error, and the largest rate of equals", () => {
    expect(bestLearningRate([])).toBeNull();
    expect(
      bestLearningRate([
        { learningRate: 0.1, error: 0.2 },
        { learningRate: 0.3, error: 0.1 },
        { learningRate: 0.5, error: 0.1 },
        { learningRate: 0.01, error: 0.4 },
      ]),
    ).toBe(0.5);
  });
});
