import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellsFrom, designName } from "@/core/scoring/audit-cells";
import { claimStandardError, isSuspicious, isVerified } from "@/core/scoring/audit-claims";

const errors = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 5000 }), { minLength: count, maxLength: count })
    .map((list) => list.map((wrong) => wrong / 10_000));
const cell = fc.record({
  meanError: fc.integer({ min: 0, max: 5000 }).map((wrong) => wrong / 10_000),
  standardDeviation: fc.integer({ min: 0, max: 2000 }).map((wrong) => wrong / 10_000),
});

describe("isSuspicious", () => {
  it("begins 4 deviations below the cell, and everything is without a cell", () => {
    const measured = { meanError: 0.2, standardDeviation: 0.01 };
    expect(isSuspicious(0.161, measured)).toBe(false);
    expect(isSuspicious(0.159, measured)).toBe(true);
    expect(isSuspicious(0.5, measured)).toBe(false);
    expect(isSuspicious(0.5, null)).toBe(true);
  });

  it("holds for a better result whenever it holds for a worse one", () => {
    fc.assert(
      fc.property(cell, fc.nat(5000), fc.nat(5000), (measured, one, other) => {
        const [better, worse] = [Math.min(one, other) / 10_000, Math.max(one, other) / 10_000];
        expect(isSuspicious(worse, measured) && !isSuspicious(better, measured)).toBe(false);
      }),
    );
  });
});

describe("isVerified", () => {
  it("believes whatever is not better than what the server got", () => {
    fc.assert(
      fc.property(errors(5), fc.nat(3000), cell, (claimed, better, measured) => {
        const retrained = [0, 1].map(() => Math.max(0, Math.min(...claimed) - better / 10_000));
        expect(isVerified(claimed, retrained, measured)).toBe(true);
      }),
    );
  });

  it("never believes a better claim where it does not believe a worse one", () => {
    fc.assert(
      fc.property(errors(5), errors(2), cell, fc.nat(5000), (claimed, retrained, measured, by) => {
        const better = claimed.map((error) => Math.max(0, error - by / 10_000));
        expect(!isVerified(claimed, retrained, measured) && isVerified(better, retrained, measured)).toBe(
          false,
        );
      }),
    );
  });

  it("does not depend on the order of the replicas", () => {
    fc.assert(
      fc.property(errors(5), errors(2), cell, (claimed, retrained, measured) => {
        expect(isVerified([...claimed].reverse(), [...retrained].reverse(), measured)).toBe(
          isVerified(claimed, retrained, measured),
        );
      }),
    );
  });

  it("cannot be softened by claims that are made to look wide", () => {
    fc.assert(
      fc.property(errors(5), errors(5), errors(2), cell, (one, other, retrained, measured) => {
        expect(claimStandardError(one, retrained, measured)).toBe(
          claimStandardError(other, retrained, measured),
        );
      }),
    );
    const measured = { meanError: 0.2, standardDeviation: 0.005 };
    expect(isVerified([0, 0, 0, 0, 0.5], [0.2, 0.21], measured)).toBe(false);
  });

  it("allows for the spread of a design that fails now and then", () => {
    const measured = { meanError: 0.15, standardDeviation: 0.12 };
    expect(isVerified([0.06, 0.06, 0.07, 0.06, 0.06], [0.06, 0.42], measured)).toBe(true);
    expect(isVerified([0.3, 0.3, 0.3, 0.3, 0.3], [0.5, 0.5], { meanError: 0.5, standardDeviation: 0 })).toBe(
      false,
    );
  });
});

describe("cellsFrom", () => {
  it("takes a design's own spread from ten trainings on, and that of all designs before", () => {
    const trial = (width: number, testError: number) => ({
      instance: 0,
      design: { depth: 1, width, learningRate: 0.1 },
      testError,
      trainingError: 0,
      step: 1,
      state: "converged" as const,
    });
    const many = Array.from({ length: 10 }, (_, index) => trial(5, 0.1 + 0.02 * (index % 2)));
    const cells = cellsFrom([...many, trial(10, 0.3), trial(10, 0.3), trial(20, 0.4)]);

    const own = cells.get(designName(many[0]?.design ?? expect.fail("ten trials")));
    expect(own?.meanError).toBeCloseTo(0.11, 12);
    expect(own?.standardDeviation).toBeCloseTo(Math.sqrt(0.001 / 9), 12);
    const pooled = cells.get("1/10/0.1");
    expect(pooled?.standardDeviation).toBeCloseTo(Math.sqrt(0.001 / 10), 12);
    expect(cells.has("1/20/0.1")).toBe(false);
  });
});
