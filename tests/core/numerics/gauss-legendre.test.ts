import { describe, expect, it } from "vitest";
import { gaussLegendre, integrate } from "@/core/numerics/gauss-legendre";

describe("gaussLegendre", () => {
  it("has the places and weights of three points", () => {
    const { places, weights } = gaussLegendre(3);

    expect(places[0]).toBeCloseTo(Math.sqrt(3 / 5), 15);
    expect(Math.abs(places[1] as number)).toBeLessThan(1e-15);
    expect(places[2]).toBeCloseTo(-Math.sqrt(3 / 5), 15);
    for (const [index, weight] of [5 / 9, 8 / 9, 5 / 9].entries())
      expect(weights[index]).toBeCloseTo(weight, 14);
  });

  it.each([1, 2, 7, 16, 401])(
    "with %d points integrates polynomials up to degree 2 n - 1 exactly",
    (count) => {
      const quadrature = gaussLegendre(count);
      for (const degree of [0, count - 1, 2 * count - 2, 2 * count - 1]) {
        const exact = degree % 2 === 0 ? 2 / (degree + 1) : 0;
        expect(integrate(quadrature, [-1, 1], (x) => x ** degree)).toBeCloseTo(exact, 13);
      }
    },
  );

  it("integrates a smooth function over any interval", () => {
    expect(integrate(gaussLegendre(30), [1, 4], Math.exp)).toBeCloseTo(Math.exp(4) - Math.E, 11);
  });
});
