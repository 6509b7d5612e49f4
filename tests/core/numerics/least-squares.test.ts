import { describe, expect, it } from "vitest";
import { minimumNormSolution, ridgeSolution } from "@/core/numerics/least-squares";
import golden from "@/tests/fixtures/theory2/golden-theory-2.json";

function expectClose(actual: ArrayLike<number>, known: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(known.length);
  const scale = Math.max(...known.map(Math.abs));
  for (const [index, value] of known.entries()) {
    expect(Math.abs((actual[index] as number) - value)).toBeLessThan(tolerance * scale);
  }
}

describe.each(golden.leastSquares)("least squares, $rows rows and $columns columns", (known) => {
  const features = Float64Array.from(known.features);

  it("finds the shortest of all minimisers", () => {
    const before = features.slice();

    expectClose(minimumNormSolution(features, known.targets, known.columns), known.shortest, 1e-10);
    expect(features).toEqual(before);
  });

  it("finds the minimiser with a ridge", () => {
    const solution = ridgeSolution(features, known.targets, known.columns, known.ridge);

    expectClose(solution as Float64Array, known.ridged, 1e-10);
  });
});

describe("the shortest solution", () => {
  it("is 0 for features that are all 0", () => {
    expect([...minimumNormSolution(new Float64Array(6), [1, 2], 3)]).toEqual([0, 0, 0]);
  });

  it("is where ridge solutions go as the ridge goes to 0", () => {
    const known = golden.leastSquares.find(({ rows, columns }) => rows === 4 && columns === 9);
    if (known === undefined) throw new Error("no wide case");
    const solution = ridgeSolution(Float64Array.from(known.features), known.targets, 9, 1e-9);

    expectClose(solution as Float64Array, known.shortest, 1e-6);
  });
});
