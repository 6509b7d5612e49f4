import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exponential, hyperbolicTangent } from "@/core/numerics/exponential";
import { cosine, sine } from "@/core/numerics/sine";
import golden from "@/tests/fixtures/elementary-functions.json";

const distance = (a: number, b: number) => Math.abs(a - b);

describe("sine and cosine", () => {
  it("agree with 60-digit arithmetic", () => {
    for (const { x, sine: s, cosine: c } of golden.angles) {
      expect(distance(sine(x), s)).toBeLessThan(1e-15 * Math.max(1, Math.abs(x) * 1e-5));
      expect(distance(cosine(x), c)).toBeLessThan(1e-15 * Math.max(1, Math.abs(x) * 1e-5));
    }
  });

  it("lie on the unit circle everywhere", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e5, max: 1e5, noNaN: true }), (x) => {
        expect(distance(sine(x) ** 2 + cosine(x) ** 2, 1)).toBeLessThan(1e-15);
        expect(distance(sine(-x), -sine(x))).toBe(0);
        expect(distance(sine(x), Math.sin(x))).toBeLessThan(2e-15);
      }),
    );
  });
});

describe("exponential", () => {
  it("agrees with 60-digit arithmetic", () => {
    for (const { x, exponential: e, tangent } of golden.exponents) {
      expect(distance(exponential(x) / e, 1)).toBeLessThan(4e-16);
      expect(distance(hyperbolicTangent(x), tangent)).toBeLessThan(3e-16);
    }
  });

  it("turns sums into products", () => {
    const half = fc.double({ min: -300, max: 300, noNaN: true });
    fc.assert(
      fc.property(half, half, (a, b) => {
        expect(distance(exponential(a + b) / (exponential(a) * exponential(b)), 1)).toBeLessThan(1e-12);
      }),
    );
  });
});
