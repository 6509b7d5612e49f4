const blockSize = 64;

/**
 * Overwrites the lower triangle of a symmetric positive definite matrix (row-major, `size` x `size`, only the lower
 * triangle is read) with its Cholesky factor L, A = L L^T. By blocks, so that what is being updated stays in the
 * cache: size 2,000 takes a few seconds. False when the matrix is not positive definite; its contents mean nothing then.
 */
export function factorCholesky(matrix: Float64Array, size: number): boolean {
  for (let start = 0; start < size; start += blockSize) {
    const end = Math.min(size, start + blockSize);
    if (!factorDiagonalBlock(matrix, size, start, end)) return false;
    for (let row = end; row < size; row += 1) solveRow(matrix, size, row, start, end);
    subtractProducts(matrix, size, start, end);
  }
  return true;
}

function factorDiagonalBlock(matrix: Float64Array, size: number, start: number, end: number): boolean {
  for (let row = start; row < end; row += 1) {
    solveRow(matrix, size, row, start, row);
    const rest =
      (matrix[row * size + row] as number) - dot(matrix, row * size + start, row * size + start, row - start);
    if (!(rest > 0)) return false;
    matrix[row * size + row] = Math.sqrt(rest);
  }
  return true;
}

/** Columns `start` to `end` of a row of L, those before `start` being subtracted already. */
function solveRow(matrix: Float64Array, size: number, row: number, start: number, end: number): void {
  const rowStart = row * size + start;
  for (let column = start; column < end; column += 1) {
    const product = dot(matrix, rowStart, column * size + start, column - start);
    const diagonal = matrix[column * size + column] as number;
    matrix[row * size + column] = ((matrix[row * size + column] as number) - product) / diagonal;
  }
}

/** Subtracts from the rest of the lower triangle what the finished columns contribute, four rows at a time. */
function subtractProducts(matrix: Float64Array, size: number, start: number, end: number): void {
  const length = end - start;
  for (let row = end; row < size; row += 4) {
    const rowCount = Math.min(4, size - row);
    for (let column = end; column < row + rowCount; column += 1) {
      const columnStart = column * size + start;
      if (rowCount === 4) {
        subtractFour(matrix, size, row, column, length, start);
        continue;
      }
      for (let extra = 0; extra < rowCount; extra += 1) {
        const at = (row + extra) * size;
        matrix[at + column] = (matrix[at + column] as number) - dot(matrix, at + start, columnStart, length);
      }
    }
  }
}

function subtractFour(
  matrix: Float64Array,
  size: number,
  row: number,
  column: number,
  length: number,
  start: number,
): void {
  const row0 = row * size;
  const [row1, row2, row3] = [row0 + size, row0 + 2 * size, row0 + 3 * size];
  const columnStart = column * size + start;
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
  for (let index = 0; index < length; index += 1) {
    const factor = matrix[columnStart + index] as number;
    sum0 += factor * (matrix[row0 + start + index] as number);
    sum1 += factor * (matrix[row1 + start + index] as number);
    sum2 += factor * (matrix[row2 + start + index] as number);
    sum3 += factor * (matrix[row3 + start + index] as number);
  }
  matrix[row0 + column] = (matrix[row0 + column] as number) - sum0;
  matrix[row1 + column] = (matrix[row1 + column] as number) - sum1;
  matrix[row2 + column] = (matrix[row2 + column] as number) - sum2;
  matrix[row3 + column] = (matrix[row3 + column] as number) - sum3;
}

function dot(values: Float64Array, a: number, b: number, length: number): number {
  let sum = 0;
  for (let index = 0; index < length; index += 1) {
    sum += (values[a + index] as number) * (values[b + index] as number);
  }
  return sum;
}

/** The solution of A x = b for a factor that `factorCholesky` made. */
export function solveCholesky(
  factor: Float64Array,
  size: number,
  rightSide: ArrayLike<number>,
): Float64Array {
  const solution = Float64Array.from(rightSide);
  for (let row = 0; row < size; row += 1) {
    let sum = solution[row] as number;
    for (let column = 0; column < row; column += 1) {
      sum -= (factor[row * size + column] as number) * (solution[column] as number);
    }
    solution[row] = sum / (factor[row * size + row] as number);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    const value = (solution[row] as number) / (factor[row * size + row] as number);
    solution[row] = value;
    for (let column = 0; column < row; column += 1) {
      solution[column] = (solution[column] as number) - (factor[row * size + column] as number) * value;
    }
  }
  return solution;
}
