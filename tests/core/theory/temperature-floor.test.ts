import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import { bayesError } from "@/core/theory/bayes-error";
import { exceedance, temperatureFloor } from "@/core/theory/temperature-floor";
import golden from "@/tests/fixtures/theory/golden-theory.json";

describe("exceedance", () => {
  it("is the chi-square distribution for equal coefficients, in closed form", () => {
    for (const threshold of [0.5, 3, 10]) {
      const half = threshold / 2;
      const four = exceedance([1, 1, 1, 1], threshold);
      const six = exceedance([1, 1, 1, 1, 1, 1], threshold);

      expect(four.probability).toBeCloseTo(Math.exp(-half) * (1 + half), 8);
      expect(six.probability).toBeCloseTo(Math.exp(-half) * (1 + half + half ** 2 / 2), 8);
      expect(four.errorBound).toBeLessThan(1e-9);
    }
  });

  it("is a sum of exponentials for pairs of different coefficients", () => {
    // a E + b F with E, F of mean 2: P = (a exp(-t / 2a) - b exp(-t / 2b)) / (a - b).
    const [a, b, threshold] = [3, 1, 4];
    const known = (a * Math.exp(-threshold / (2 * a)) - b * Math.exp(-threshold / (2 * b))) / (a - b);
    // a E - b F: P(> t) = a / (a + b) exp(-t / 2a) for t > 0.
    const mixed = (a / (a + b)) * Math.exp(-threshold / (2 * a));

    expect(exceedance([a, a, b, b], threshold).probability).toBeCloseTo(known, 8);
    expect(exceedance([a, a, -b, -b, 0], threshold).probability).toBeCloseTo(mixed, 8);
  });

  it("does not claim more than it knows where the integral converges slowly", () => {
    const { probability, errorBound } = exceedance([1, 1], 2);

    expect(Math.abs(probability - Math.exp(-1))).toBeLessThan(errorBound);
    expect(errorBound).toBeGreaterThan(1e-9);
  });
});

describe("temperatureFloor", () => {
  // Monte Carlo with other code, 40,000 samples, s.e. about 0.0025 each; rows: D = 20, 50, 100, 200.
  it.each([
    [0, 0.1, [0.41, 0.363, 0.308, 0.239]],
    [0, 0.2, [0.324, 0.229, 0.148, 0.067]],
    [0, 0.3, [0.227, 0.117, 0.043, 0.008]],
    [0.1, 0.2, [0.406, 0.35, 0.291, 0.218]],
    [0.2, 0.3, [0.381, 0.317, 0.249, 0.168]],
    [-0.2, 0.2, [0.185, 0.08, 0.019, 0.002]],
  ])("agrees with the check table: %d and %d", (betaLow, betaHigh, table) => {
    for (const [index, known] of table.entries()) {
      const { error, errorBound } = temperatureFloor(
        { betaLow, betaHigh },
        [20, 50, 100, 200][index] as number,
      );
      const standardError = Math.sqrt((known * (1 - known)) / 40_000);
      expect(Math.abs(error - known)).toBeLessThan(4 * standardError + 0.0005);
      expect(errorBound).toBeLessThan(1e-8);
    }
  });

  it.each(golden.floors)(
    "agrees with four million chains: $betaLow and $betaHigh, $inputDimension inputs",
    ({ betaLow, betaHigh, inputDimension, error, standardError }) => {
      const floor = temperatureFloor({ betaLow, betaHigh }, inputDimension);

      expect(Math.abs(floor.error - error)).toBeLessThan(4 * standardError);
    },
  );

  it("agrees with the error of the Bayes rule on the task's own samples", () => {
    const seed = SeedSchema.parse("00112233445566778899aabbccddeeff");
    const task = { family: "temperature", betaLow: 0.05, betaHigh: 0.35 } as const;
    const measured = bayesError(task, 16, seed);

    expect(Math.abs(temperatureFloor(task, 16).error - measured.error)).toBeLessThan(
      4 * measured.standardError,
    );
  });

  it("does not change when both temperatures change their sign on an even ring", () => {
    const floor = temperatureFloor({ betaLow: 0.1, betaHigh: 0.3 }, 18);
    const mirrored = temperatureFloor({ betaLow: -0.3, betaHigh: -0.1 }, 18);

    expect(mirrored.error).toBeCloseTo(floor.error, 8);
  });
});
