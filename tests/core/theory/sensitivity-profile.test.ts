import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import { conditionalSensitivity, normalTail } from "@/core/theory/sensitivity-integral";
import { sensitivityProfile } from "@/core/theory/sensitivity-profile";
import golden from "@/tests/fixtures/theory/golden-theory.json";

const seed = SeedSchema.parse("00112233445566778899aabbccddeeff");
const globalRule = (order: number, step = 1) => ({
  family: "k-global" as const,
  offsets: Array.from({ length: order }, (_, place) => place * step),
});

describe("sensitivityProfile", () => {
  it("is 1/2 for the inputs of a local rule and 0 for the others", () => {
    const profile = sensitivityProfile({ family: "k-local", indices: [1, 4] }, 6);

    expect(profile).toEqual({ values: [0, 0.5, 0, 0, 0.5, 0], kind: "exact" });
  });

  it.each(golden.sensitivities)(
    "of $order-global with $inputDimension inputs is what counting gives",
    ({ order, inputDimension, value, standardError }) => {
      const profile = sensitivityProfile(globalRule(order), inputDimension);
      const tableError = order === 1 ? 0 : 0.005 * value;

      expect(new Set(profile?.values).size).toBe(1);
      expect(Math.abs((profile?.values[0] ?? Number.NaN) - value)).toBeLessThan(
        4 * standardError + tableError,
      );
      expect(profile?.kind).toBe(order === 1 ? "exact" : "tabulated");
    },
  );

  it("is between the table's sizes what the integral over the other inputs gives", () => {
    for (const [order, inputDimension, step] of [
      [2, 14, 3],
      [3, 35, 1],
      [5, 9, 1],
      [4, 150, 1],
    ] as const) {
      const sampling = { seed, rowCount: 6000 };
      const measured = conditionalSensitivity(
        globalRule(order, step),
        { inputDimension, input: 5 },
        sampling,
      );
      const tabulated = sensitivityProfile(globalRule(order, step), inputDimension)?.values[5] ?? Number.NaN;

      expect(Math.abs(tabulated - measured.value)).toBeLessThan(
        4 * measured.standardError + 0.01 * tabulated,
      );
    }
  });

  it("is far below the normal approximation for orders above 1", () => {
    const approximation = Math.acos(1 - 2 / 40) / Math.PI;
    const value = sensitivityProfile(globalRule(2), 40)?.values[0] ?? Number.NaN;

    expect(value / approximation).toBeGreaterThan(0.78);
    expect(value / approximation).toBeLessThan(0.86);
  });

  it("says that it does not know what the table does not hold", () => {
    expect(sensitivityProfile(globalRule(2), 6)).toBeNull();
    expect(sensitivityProfile(globalRule(6), 40)).toBeNull();
  });
});

describe("conditionalSensitivity", () => {
  it("is exact for local rules and right for 1-global", () => {
    const local = { family: "k-local" as const, indices: [0, 3] };
    const sampling = { seed, rowCount: 2000 };

    expect(conditionalSensitivity(local, { inputDimension: 5, input: 3 }, sampling).value).toBeCloseTo(
      0.5,
      10,
    );
    expect(conditionalSensitivity(local, { inputDimension: 5, input: 1 }, sampling).value).toBe(0);
    const { value, standardError } = conditionalSensitivity(
      globalRule(1),
      { inputDimension: 12, input: 0 },
      sampling,
    );
    expect(Math.abs(value - Math.acos(1 - 1 / 12) / Math.PI)).toBeLessThan(4 * standardError);
  });
});

describe("normalTail", () => {
  it("has the quantiles of the normal distribution on both sides and no seam", () => {
    for (const [x, tail] of [
      [0, 0.5],
      [1, 0.158655253931457],
      [1.959963984540054, 0.025],
      [4, 3.167124183311992e-5],
      [8, 6.220960574271785e-16],
    ] as const) {
      expect(Math.abs(normalTail(x) - tail)).toBeLessThan(1e-13);
      expect(normalTail(-x)).toBeCloseTo(1 - tail, 13);
    }
    expect(Math.abs(normalTail(6 - 1e-9) - normalTail(6 + 1e-9))).toBeLessThan(1e-13);
  });
});
