import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { predictionsAgree } from "@/core/scoring/audit-predictions";
import { floatBytes } from "@/core/tasks/float-bytes";
import { packBits } from "@/core/tasks/packed-bits";

const signsOf = (values: Float32Array) => packBits(values.map((value) => (value >= 0 ? 1 : 0)));

function spreadOf(values: Float32Array): number {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length);
}

/** Values of a network that is not the same everywhere. */
const valuesArbitrary = fc
  .array(fc.integer({ min: -2000, max: 2000 }), { minLength: 20, maxLength: 60 })
  .map((list) => Float32Array.from(list, (value) => value / 100))
  .filter((values) => spreadOf(values) > 0.1);

describe("predictionsAgree", () => {
  it("accepts what the values give, signs and numbers, and rounding of a millionth of their spread", () => {
    fc.assert(
      fc.property(
        valuesArbitrary,
        fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 60 }),
        (values, noise) => {
          const small = 1e-6 * spreadOf(values);
          const rounded = values.map((value, row) => value + small * (noise[row] ?? 0));
          expect(predictionsAgree(values, signsOf(values), "logistic")).toBe(true);
          expect(predictionsAgree(values, floatBytes(values), "squared")).toBe(true);
          expect(predictionsAgree(values, signsOf(rounded), "logistic")).toBe(true);
          expect(predictionsAgree(values, floatBytes(rounded), "squared")).toBe(true);
        },
      ),
    );
  });

  it("sees a single sign that is turned, unless the value is next to 0", () => {
    fc.assert(
      fc.property(valuesArbitrary, fc.nat(), (values, at) => {
        const row = at % values.length;
        const turned = values.map((value, index) => (index === row ? (value >= 0 ? -1 : 1) : value));
        const isNextToZero = Math.abs(values[row] as number) < 1e-3 * spreadOf(values);
        fc.pre(!isNextToZero);
        expect(predictionsAgree(values, signsOf(turned), "logistic")).toBe(false);
      }),
    );
    const values = Float32Array.from([1, -1, 2, -2, 1e-5]);
    expect(predictionsAgree(values, signsOf(Float32Array.from([1, -1, 2, -2, -1])), "logistic")).toBe(true);
  });

  it("sees a single number that is a thousandth of the spread away", () => {
    fc.assert(
      fc.property(valuesArbitrary, fc.nat(), (values, at) => {
        const changed = values.slice();
        const row = at % values.length;
        changed[row] = (changed[row] as number) + 1e-2 * spreadOf(values);
        expect(predictionsAgree(values, floatBytes(changed), "squared")).toBe(false);
      }),
    );
  });

  it("forgives the float32 rounding of a network that has collapsed to nearly one number", () => {
    const values = Float32Array.from({ length: 100 }, (_, row) => 0.3 + (row % 2) * 3e-8);
    const rounded = values.map((value) => value + 6e-8);
    expect(predictionsAgree(values, floatBytes(rounded), "squared")).toBe(true);
    expect(predictionsAgree(values, floatBytes(values.map((value) => value + 1e-4)), "squared")).toBe(false);
  });

  it("never accepts numbers that are not finite, nor another count of them", () => {
    const values = Float32Array.from([1, -1, 2, -2]);
    expect(predictionsAgree(values, floatBytes(Float32Array.from([1, -1, 2, Number.NaN])), "squared")).toBe(
      false,
    );
    expect(predictionsAgree(values, floatBytes(values.subarray(1)), "squared")).toBe(false);
    for (const broken of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const bad = Float32Array.from([1, -1, 2, broken]);
      expect(predictionsAgree(bad, signsOf(bad), "logistic")).toBe(false);
      expect(predictionsAgree(bad, floatBytes(bad), "squared")).toBe(false);
    }
  });
});
