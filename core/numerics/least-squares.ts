import { factorCholesky, solveCholesky } from "@/core/numerics/cholesky";

// Symbols: A features (m x n, row-major), b targets (m), x solution (n), r rank.

/** Diagonal entries of R below this share of the first one count as 0, times the larger side of the matrix. */
const rankTolerance = Number.EPSILON;

/**
 * Of all x that minimise |A x - b| the one of the smallest norm (the pseudo-inverse of A times b), by a complete
 * orthogonal decomposition: Householder QR with column pivoting, then QR of the transposed upper rows (Golub and Van
 * Loan, Matrix Computations, 5.5). `features` is m x n row-major with m = `targets.length`; it is not changed.
 */
export function minimumNormSolution(
  features: Float64Array,
  targets: ArrayLike<number>,
  columnCount: number,
): Float64Array {
  const rowCount = targets.length;
  // Columns of A as contiguous rows: everything below works on columns.
  const columns = transposed(features, rowCount, columnCount);
  const rightSide = Float64Array.from(targets);
  const { places, rank } = pivotedQr(columns, rowCount, columnCount, rightSide);
  const solution = new Float64Array(columnCount);
  if (rank === 0) return solution;
  const shortest = solveUpperRows(columns, rightSide, { rowCount, columnCount, rank });
  for (const [index, value] of shortest.entries()) solution[places[index] as number] = value;
  return solution;
}

/**
 * The x that minimises |A x - b|^2 / m + ridge |x|^2, ridge > 0, through the smaller of A^T A and A A^T (m x n as above).
 * Null when rounding leaves no Cholesky factor.
 */
export function ridgeSolution(
  features: Float64Array,
  targets: ArrayLike<number>,
  columnCount: number,
  ridge: number,
): Float64Array | null {
  const rowCount = targets.length;
  const columns = transposed(features, rowCount, columnCount);
  const isWide = columnCount > rowCount;
  const size = isWide ? rowCount : columnCount;
  // Rows of `vectors` are what the Gram matrix multiplies in pairs.
  const [vectors, length] = isWide ? [features, columnCount] : [columns, rowCount];
  const gram = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1)
      gram[i * size + j] = dot(vectors, i * length, vectors, j * length, length);
    gram[i * size + i] = (gram[i * size + i] as number) + ridge * rowCount;
  }
  if (!factorCholesky(gram, size)) return null;
  if (!isWide) return solveCholesky(gram, size, products(columns, targets, columnCount));
  return products(columns, solveCholesky(gram, size, targets), columnCount);
}

/** A^T v for the columns of A as contiguous rows. */
function products(columns: Float64Array, values: ArrayLike<number>, columnCount: number): Float64Array {
  const rowCount = values.length;
  const vector = Float64Array.from(values);
  return Float64Array.from({ length: columnCount }, (_, column) =>
    dot(columns, column * rowCount, vector, 0, rowCount),
  );
}

/**
 * A P = Q R in place: entry i of column k is R_ik for i <= k and k < rank afterwards, `rightSide` becomes Q^T b, and
 * `places[k]` is where the k-th column stood before.
 */
function pivotedQr(
  columns: Float64Array,
  rowCount: number,
  columnCount: number,
  rightSide: Float64Array,
): { places: Int32Array; rank: number } {
  const places = Int32Array.from({ length: columnCount }, (_, column) => column);
  const most = Math.min(rowCount, columnCount);
  let threshold = 0;
  for (let k = 0; k < most; k += 1) {
    const { column, norm } = longestColumn(columns, rowCount, columnCount, k);
    if (k === 0) threshold = rankTolerance * Math.max(rowCount, columnCount) * norm;
    if (!(norm > threshold)) return { places, rank: k };
    swapColumns(columns, rowCount, k, column);
    [places[k], places[column]] = [places[column] as number, places[k] as number];
    const reflection = reflectionOf(columns, k * rowCount + k, rowCount - k);
    for (let other = k + 1; other < columnCount; other += 1) {
      reflect(columns, other * rowCount + k, reflection);
    }
    reflect(rightSide, k, reflection);
    columns[k * rowCount + k] = reflection.beside;
  }
  return { places, rank: most };
}

/** The shortest y with [R11 R12] y = c, R being upper triangular in its first `rank` columns. */
function solveUpperRows(
  columns: Float64Array,
  rightSide: Float64Array,
  { rowCount, columnCount, rank }: { rowCount: number; columnCount: number; rank: number },
): Float64Array {
  // The upper rows as columns of a columnCount x rank matrix T = [R11 R12]^T = Z S; then y = Z S^-T c.
  const rows = new Float64Array(rank * columnCount);
  for (let row = 0; row < rank; row += 1) {
    for (let column = row; column < columnCount; column += 1) {
      rows[row * columnCount + column] = columns[column * rowCount + row] as number;
    }
  }
  const reflections: Reflection[] = [];
  for (let k = 0; k < rank; k += 1) {
    const reflection = reflectionOf(rows, k * columnCount + k, columnCount - k);
    for (let other = k + 1; other < rank; other += 1) reflect(rows, other * columnCount + k, reflection);
    rows[k * columnCount + k] = reflection.beside;
    reflections.push(reflection);
  }
  const solution = new Float64Array(columnCount);
  // S^T is lower triangular: entry (i, j) of it stands at place j of row i.
  for (let i = 0; i < rank; i += 1) {
    const sum = dot(rows, i * columnCount, solution, 0, i);
    solution[i] = ((rightSide[i] as number) - sum) / (rows[i * columnCount + i] as number);
  }
  for (let k = rank - 1; k >= 0; k -= 1) reflect(solution, k, reflections[k] as Reflection);
  return solution;
}

/** 1 - factor v v^T, which sends a vector to (beside, 0, ... 0). */
interface Reflection {
  readonly vector: Float64Array;
  readonly factor: number;
  readonly beside: number;
}

function reflectionOf(values: Float64Array, start: number, length: number): Reflection {
  const vector = values.slice(start, start + length);
  const first = vector[0] as number;
  const norm = Math.sqrt(dot(vector, 0, vector, 0, length));
  if (norm === 0) return { vector, factor: 0, beside: 0 };
  const beside = first > 0 ? -norm : norm;
  vector[0] = first - beside;
  return { vector, factor: 1 / (norm * (norm + Math.abs(first))), beside };
}

function reflect(values: Float64Array, start: number, { vector, factor }: Reflection): void {
  const share = factor * dot(vector, 0, values, start, vector.length);
  for (let index = 0; index < vector.length; index += 1) {
    values[start + index] = (values[start + index] as number) - share * (vector[index] as number);
  }
}

function longestColumn(
  columns: Float64Array,
  rowCount: number,
  columnCount: number,
  k: number,
): { column: number; norm: number } {
  let [longest, most] = [k, -1];
  for (let column = k; column < columnCount; column += 1) {
    const start = column * rowCount + k;
    const square = dot(columns, start, columns, start, rowCount - k);
    if (square > most) [longest, most] = [column, square];
  }
  return { column: longest, norm: Math.sqrt(most) };
}

function swapColumns(columns: Float64Array, rowCount: number, a: number, b: number): void {
  if (a === b) return;
  const kept = columns.slice(a * rowCount, (a + 1) * rowCount);
  columns.copyWithin(a * rowCount, b * rowCount, (b + 1) * rowCount);
  columns.set(kept, b * rowCount);
}

function transposed(matrix: Float64Array, rowCount: number, columnCount: number): Float64Array {
  const columns = new Float64Array(matrix.length);
  for (let row = 0; row < rowCount; row += 1) {
    for (let column = 0; column < columnCount; column += 1) {
      columns[column * rowCount + row] = matrix[row * columnCount + column] as number;
    }
  }
  return columns;
}

function dot(a: Float64Array, aStart: number, b: Float64Array, bStart: number, length: number): number {
  let sum = 0;
  for (let index = 0; index < length; index += 1) {
    sum += (a[aStart + index] as number) * (b[bStart + index] as number);
  }
  return sum;
}
