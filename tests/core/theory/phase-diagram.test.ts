import { describe, expect, it } from "vitest";
import {
  boundaryAlpha,
  boundaryBeta,
  corollary20Alpha,
  curveletExponent,
  deepExponent,
  isDeepFaster,
  isDeepFasterThanWavelets,
  linearExponent,
  paperInconsistencies,
  waveletExponent,
} from "@/core/theory/phase-diagram";

describe("the phase diagram of Imaizumi and Fukumizu", () => {
  it("has the boundary of the check table", () => {
    const table = [
      [3, 1, 4],
      [3, 1.5, Number.POSITIVE_INFINITY],
      [5, 1, 8 / 3],
      [5, 1.5, 6],
      [5, 2, 16],
      [5, 2.4, 96],
      [5, 2.5, Number.POSITIVE_INFINITY],
      [10, 1, 2.25],
      [10, 1.5, 27 / 7],
      [10, 2, 6],
      [10, 3, 13.5],
      [10, 4, 36],
    ] as const;
    for (const [inputDimension, beta, alpha] of table) {
      if (alpha === Number.POSITIVE_INFINITY) expect(boundaryAlpha(beta, inputDimension)).toBe(alpha);
      else expect(boundaryAlpha(beta, inputDimension)).toBeCloseTo(alpha, 10);
    }
    for (const beta of [1, 1.5, 3]) expect(boundaryAlpha(beta, 2)).toBe(Number.POSITIVE_INFINITY);
  });

  it("is where the two exponents cross, for all classes on a grid", () => {
    for (const inputDimension of [2, 3, 5, 10, 50]) {
      for (let alpha = 0.25; alpha <= 12; alpha += 0.25) {
        for (let beta = 0.25; beta <= 6; beta += 0.25) {
          const singular = { alpha, beta, inputDimension };
          const difference = deepExponent(singular) - linearExponent(singular);
          const isOnBoundary = Math.abs(beta - boundaryBeta(alpha, inputDimension)) < 1e-12;
          if (isOnBoundary) expect(Math.abs(difference)).toBeLessThan(1e-12);
          else expect(isDeepFaster(singular)).toBe(difference > 0);
          expect(isDeepFaster(singular)).toBe(!isOnBoundary && beta > boundaryBeta(alpha, inputDimension));
        }
      }
    }
  });

  it("says no on the boundary itself, without rounding", () => {
    expect(isDeepFaster({ alpha: 4, beta: 1, inputDimension: 3 })).toBe(false);
    expect(isDeepFaster({ alpha: 6, beta: 1.5, inputDimension: 5 })).toBe(false);
    expect(isDeepFaster({ alpha: 3.999, beta: 1, inputDimension: 3 })).toBe(true);
  });

  it("gives one boundary in two forms", () => {
    for (const [beta, inputDimension] of [
      [0.7, 3],
      [1, 5],
      [2, 10],
      [4.9, 10],
    ] as const) {
      expect(boundaryBeta(boundaryAlpha(beta, inputDimension), inputDimension)).toBeCloseTo(beta, 12);
    }
  });

  it("has the rates of the worked examples in five dimensions", () => {
    const win = { alpha: 1, beta: 1, inputDimension: 5 };
    const tie = { alpha: 3, beta: 1, inputDimension: 5 };

    expect([deepExponent(win), linearExponent(win)]).toEqual([0.2, 1 / 6]);
    expect(deepExponent(tie)).toBeCloseTo(0.2857, 4);
    expect(isDeepFaster(win)).toBe(true);
    expect(isDeepFaster(tie)).toBe(false);
  });

  it("beats wavelets and curvelets exactly where the paper says", () => {
    for (const inputDimension of [2, 3, 6]) {
      for (let alpha = 0.3; alpha < 9; alpha += 0.5) {
        for (let beta = 0.3; beta < 5; beta += 0.45) {
          const singular = { alpha, beta, inputDimension };
          expect(isDeepFasterThanWavelets(singular)).toBe(deepExponent(singular) > waveletExponent);
          if (inputDimension !== 2) continue;
          expect(deepExponent(singular) > curveletExponent).toBe(beta > 0.5 && alpha > 0.5);
        }
      }
    }
  });
});

describe("what the paper prints differently", () => {
  it("is a stricter bound in Corollary 20: deep wins below it, but not only there", () => {
    for (const [beta, inputDimension] of [
      [1, 5],
      [2, 10],
      [0.5, 3],
    ] as const) {
      const printed = corollary20Alpha(beta, inputDimension);
      const between = (printed + boundaryAlpha(beta, inputDimension)) / 2;
      expect(isDeepFaster({ alpha: printed, beta, inputDimension })).toBe(true);
      expect(isDeepFaster({ alpha: between, beta, inputDimension })).toBe(true);
    }
  });

  it("is the curve of D = 10 under a caption that says D = 5 in Figure 2", () => {
    const { drawnPoints, drawnDimension, printedDimension } = paperInconsistencies.figure2;
    for (const { alpha, beta } of drawnPoints) {
      expect(Math.abs(boundaryBeta(alpha, drawnDimension) - beta)).toBeLessThan(0.02);
      expect(Math.abs(boundaryBeta(alpha, printedDimension) - beta)).toBeGreaterThan(0.05);
    }
  });
});
