import { describe, expect, it } from "vitest";
import { factorCholesky, solveCholesky } from "@/core/numerics/cholesky";
import { createRandom } from "@/core/random/random-streams";
import { SeedSchema } from "@/core/random/seed";

const stream = createRandom(SeedSchema.parse("00112233445566778899aabbccddeeff")).stream("rule", 0);

/** B B^T + 0.1 I for a random B. */
function randomPositive(size: number): Float64Array {
  const factors = Float64Array.from({ length: size * size }, () => stream.normal());
  return Float64Array.from({ length: size * size }, (_, place) => {
    const [row, column] = [Math.floor(place / size), place % size];
    let sum = row === column ? 0.1 : 0;
    for (let index = 0; index < size; index += 1) {
      sum += (factors[row * size + index] as number) * (factors[column * size + index] as number);
    }
    return sum;
  });
}

describe("factorCholesky", () => {
  it.each([1, 2, 5, 63, 64, 65, 67, 130, 193])(
    "gives a lower triangle whose square is the matrix: size %d",
    (size) => {
      const matrix = randomPositive(size);
      const factor = matrix.slice();

      expect(factorCholesky(factor, size)).toBe(true);

      for (let row = 0; row < size; row += 1) {
        for (let column = 0; column <= row; column += 1) {
          let sum = 0;
          for (let index = 0; index <= column; index += 1) {
            sum += (factor[row * size + index] as number) * (factor[column * size + index] as number);
          }
          expect(Math.abs(sum - (matrix[row * size + column] as number))).toBeLessThan(1e-10 * size);
        }
      }
    },
  );

  it("gives the factor of a matrix that can be done by hand", () => {
    const factor = Float64Array.from([4, 0, 0, 12, 37, 0, -16, -43, 98]);
    factorCholesky(factor, 3);

    expect([0, 3, 4, 6, 7, 8].map((place) => factor[place])).toEqual([2, 6, 1, -8, 5, 3]);
  });

  it("says when a matrix is not positive definite", () => {
    expect(factorCholesky(Float64Array.from([1, 0, 2, 1]), 2)).toBe(false);
    expect(factorCholesky(Float64Array.from([0]), 1)).toBe(false);
    expect(factorCholesky(Float64Array.from([Number.NaN]), 1)).toBe(false);
  });
});

describe("solveCholesky", () => {
  it("solves the equations", () => {
    const size = 90;
    const matrix = randomPositive(size);
    const solution = Float64Array.from({ length: size }, () => stream.normal());
    const rightSide = solution.map((_, row) =>
      solution.reduce((sum, value, column) => sum + value * (matrix[row * size + column] as number), 0),
    );
    const factor = matrix.slice();
    factorCholesky(factor, size);

    for (const [index, value] of solveCholesky(factor, size, rightSide).entries()) {
      expect(value).toBeCloseTo(solution[index] as number, 6);
    }
  });
});
