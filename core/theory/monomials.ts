import type { InputRows } from "@/core/training/recipe";

/** All products of up to `degree` inputs, with repetition, the constant first: C(D + degree, degree) of them. */
export function monomialsUpTo(degree: number, inputDimension: number): number[][] {
  const monomials: number[][] = [[]];
  let last: number[][] = [[]];
  for (let size = 1; size <= degree; size += 1) {
    last = last.flatMap((factors) => {
      const from = factors.at(-1) ?? 0;
      return Array.from({ length: inputDimension - from }, (_, index) => [...factors, from + index]);
    });
    monomials.push(...last);
  }
  return monomials;
}

/** Number of these monomials. */
export function monomialCount(degree: number, inputDimension: number): number {
  let count = 1;
  for (let step = 1; step <= degree; step += 1) count = (count * (inputDimension + step)) / step;
  return Math.round(count);
}

/** Values of monomials at every row, row-major, float64. */
export function monomialFeatures(rows: InputRows, monomials: readonly (readonly number[])[]): Float64Array {
  const { inputs, rowCount, inputDimension } = rows;
  const features = new Float64Array(rowCount * monomials.length);
  let place = 0;
  for (let row = 0; row < rowCount; row += 1) {
    for (const factors of monomials) {
      let product = 1;
      for (const factor of factors) product *= inputs[row * inputDimension + factor] as number;
      features[place] = product;
      place += 1;
    }
  }
  return features;
}

/** Divides every column by its root mean square (left alone where that is 0) and gives the divisors. */
export function scaleColumns(features: Float64Array, columnCount: number): Float64Array {
  const rowCount = features.length / columnCount;
  const scales = new Float64Array(columnCount);
  for (const [index, value] of features.entries()) {
    const column = index % columnCount;
    scales[column] = (scales[column] as number) + (value * value) / rowCount;
  }
  for (let column = 0; column < columnCount; column += 1) {
    scales[column] = Math.sqrt(scales[column] as number) || 1;
  }
  divideColumns(features, scales);
  return scales;
}

/** Divides every column by its divisor. */
export function divideColumns(features: Float64Array, scales: Float64Array): void {
  const columnCount = scales.length;
  for (let index = 0; index < features.length; index += 1) {
    features[index] = (features[index] as number) / (scales[index % columnCount] as number);
  }
}
