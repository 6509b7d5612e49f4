import { describe, expect, it } from "vitest";
import { symmetricEigen, symmetricEigenvalues } from "@/core/numerics/symmetric-eigen";

function matrixOf(size: number, entry: (row: number, column: number) => number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, index) =>
    entry(Math.floor(index / size), index % size),
  );
}

/** Largest entry of |A v - lambda v| over all pairs, and of |V V^T - 1|. */
function residuals(matrix: Float64Array, size: number): { residual: number; skew: number } {
  const { values, vectors } = symmetricEigen(matrix, size);
  const vector = (row: number) => vectors.subarray(row * size, (row + 1) * size);
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
  let [residual, skew] = [0, 0];
  for (let pair = 0; pair < size; pair += 1) {
    for (let row = 0; row < size; row += 1) {
      const image = dot(matrix.subarray(row * size, (row + 1) * size), vector(pair));
      const expected = (values[pair] as number) * (vector(pair)[row] as number);
      residual = Math.max(residual, Math.abs(image - expected));
      skew = Math.max(skew, Math.abs(dot(vector(pair), vector(row)) - (pair === row ? 1 : 0)));
    }
  }
  return { residual, skew };
}

describe("symmetricEigen", () => {
  it("knows the eigenvalues of second differences, 2 - 2 cos(pi j / (n + 1))", () => {
    const size = 50;
    const differences = matrixOf(size, (row, column) => [2, -1][Math.abs(row - column)] ?? 0);
    const { values } = symmetricEigen(differences, size);

    for (const [index, value] of values.entries()) {
      const known = 2 - 2 * Math.cos((Math.PI * (size - index)) / (size + 1));
      expect(Math.abs(value - known)).toBeLessThan(1e-13);
    }
    expect(symmetricEigenvalues(differences, size)).toEqual(values);
  });

  it("knows the eigenvalues of a ring of 2-global products, cos(2 pi q / D), which come in pairs", () => {
    const size = 20;
    const ring = matrixOf(size, (row, column) => {
      const distance = (row - column + size) % size;
      return distance === 1 || distance === size - 1 ? 0.5 : 0;
    });
    const known = Array.from({ length: size }, (_, q) => Math.cos((2 * Math.PI * q) / size));

    for (const [index, value] of symmetricEigenvalues(ring, size).entries()) {
      expect(value).toBeCloseTo(known.sort((a, b) => b - a)[index] as number, 12);
    }
    expect(residuals(ring, size).residual).toBeLessThan(1e-13);
    expect(residuals(ring, size).skew).toBeLessThan(1e-13);
  });

  it("finds the one eigenvalue of a matrix of rank 1 beside zeros", () => {
    const entries = Float64Array.from([1, -2, 3, 0.5, 0, 4]);
    const outer = matrixOf(6, (row, column) => (entries[row] as number) * (entries[column] as number));
    const { values, vectors } = symmetricEigen(outer, 6);
    const square = entries.reduce((sum, entry) => sum + entry * entry, 0);

    expect(values[0]).toBeCloseTo(square, 12);
    for (const value of values.subarray(1)) expect(Math.abs(value)).toBeLessThan(1e-13);
    const scale = Math.sqrt(square) * Math.sign((vectors[0] as number) / (entries[0] as number));
    for (const [index, entry] of entries.entries())
      expect((vectors[index] as number) * scale).toBeCloseTo(entry, 12);
  });

  it("keeps to the definition for a dense matrix, the Hilbert matrix and the smallest sizes", () => {
    const dense = matrixOf(60, (row, column) => Math.sin(1 + row * column) + Math.cos(row + column));
    const hilbert = matrixOf(12, (row, column) => 1 / (row + column + 1));
    for (const [matrix, size] of [
      [dense, 60],
      [hilbert, 12],
      [Float64Array.of(-3), 1],
      [Float64Array.of(1, 2, 2, 1), 2],
      [new Float64Array(9), 3],
    ] as const) {
      const scale = Math.max(1, Math.abs(symmetricEigenvalues(matrix, size)[0] as number));
      expect(residuals(matrix, size).residual).toBeLessThan(2e-14 * scale * size);
      expect(residuals(matrix, size).skew).toBeLessThan(2e-14 * size);
    }
    const [upper, lower] = symmetricEigenvalues(Float64Array.of(1, 2, 2, 1), 2);
    expect(upper).toBeCloseTo(3, 14);
    expect(lower).toBeCloseTo(-1, 14);
  });

  it("leaves the matrix as it was", () => {
    const matrix = Float64Array.of(2, 1, 0, 1, 3, 1, 0, 1, 4);
    symmetricEigen(matrix, 3);

    expect([...matrix]).toEqual([2, 1, 0, 1, 3, 1, 0, 1, 4]);
  });

  it("stops at matrices that are no numbers", () => {
    expect(() =>
      symmetricEigenvalues(
        matrixOf(3, () => Number.NaN),
        3,
      ),
    ).toThrow(/NaN/);
  });
});
