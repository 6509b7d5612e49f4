/** Eigenvalues in descending order with orthonormal eigenvectors. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  /** Row-major, `size` x `size`: row i is the eigenvector of `values[i]`. Its sign means nothing. */
  readonly vectors: Float64Array;
}

/**
 * All eigenvalues and eigenvectors of a symmetric matrix (row-major, `size` x `size`, both triangles filled; it is not
 * changed): Householder's reduction to a tridiagonal matrix, then the implicit QL method with Wilkinson's shift
 * (Golub and Van Loan, Matrix Computations, 8.3; EISPACK tred2 and tql2). Absolute error of an eigenvalue: a small
 * multiple of 1e-16 times the largest one.
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const reduced = tridiagonalise(matrix, size);
  const rows = transposedReflections(reduced, size);
  diagonalise(reduced, size, rows);
  const order = descendingOrder(reduced.diagonal);
  const vectors = new Float64Array(size * size);
  for (const [place, from] of order.entries()) {
    vectors.set(rows.subarray(from * size, (from + 1) * size), place * size);
  }
  return { values: Float64Array.from(order, (from) => reduced.diagonal[from] as number), vectors };
}

/** Eigenvalues alone, in descending order; as `symmetricEigen` otherwise, in about a third of the time. */
export function symmetricEigenvalues(matrix: Float64Array, size: number): Float64Array {
  const reduced = tridiagonalise(matrix, size);
  diagonalise(reduced, size, null);
  return reduced.diagonal.sort().reverse();
}

interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** `besides[i]` couples i and i + 1; the last one is 0. */
  readonly besides: Float64Array;
  /** Row k holds right of its diagonal the vector v of the reflection 1 - factor_k v v^T. */
  readonly reflections: Float64Array;
  readonly factors: Float64Array;
}

function tridiagonalise(matrix: Float64Array, size: number): Tridiagonal {
  const reflections = matrix.slice();
  const diagonal = new Float64Array(size);
  const besides = new Float64Array(size);
  const factors = new Float64Array(size);
  const products = new Float64Array(size);
  for (let k = 0; k < size; k += 1) {
    diagonal[k] = reflections[k * size + k] as number;
    if (k === size - 1) break;
    const { beside, factor } = makeReflection(reflections, k * size + k + 1, size - k - 1);
    besides[k] = beside;
    factors[k] = factor;
    if (factor !== 0) reflectBlock(reflections, size, k, factor, products);
  }
  return { diagonal, besides, reflections, factors };
}

/** Turns a vector into the v of the reflection that sends it to (beside, 0, ... 0). */
function makeReflection(
  values: Float64Array,
  start: number,
  length: number,
): { beside: number; factor: number } {
  const first = values[start] as number;
  let tail = 0;
  for (let index = start + 1; index < start + length; index += 1) tail += (values[index] as number) ** 2;
  if (tail === 0) return { beside: first, factor: 0 };
  const norm = Math.sqrt(first * first + tail);
  const beside = first > 0 ? -norm : norm;
  values[start] = first - beside;
  return { beside, factor: 2 / (tail + (first - beside) ** 2) };
}

/** A -> H A H on the block below and right of k: with p = factor A v and w = p - (factor v.p / 2) v, A - v w^T - w v^T. */
function reflectBlock(
  block: Float64Array,
  size: number,
  k: number,
  factor: number,
  products: Float64Array,
): void {
  const vectorStart = k * size;
  let overlap = 0;
  for (let row = k + 1; row < size; row += 1) {
    const rowStart = row * size;
    let sum = 0;
    for (let column = k + 1; column < size; column += 1) {
      sum += (block[rowStart + column] as number) * (block[vectorStart + column] as number);
    }
    products[row] = factor * sum;
    overlap += factor * sum * (block[vectorStart + row] as number);
  }
  const share = (factor * overlap) / 2;
  for (let row = k + 1; row < size; row += 1) {
    products[row] = (products[row] as number) - share * (block[vectorStart + row] as number);
  }
  for (let row = k + 1; row < size; row += 1) {
    const [v, w] = [block[vectorStart + row] as number, products[row] as number];
    const rowStart = row * size;
    for (let column = k + 1; column < size; column += 1) {
      block[rowStart + column] =
        (block[rowStart + column] as number) -
        (v * (products[column] as number) + w * (block[vectorStart + column] as number));
    }
  }
}

/** The product of all reflections, transposed, so that every later rotation mixes two rows. */
function transposedReflections({ reflections, factors }: Tridiagonal, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let index = 0; index < size; index += 1) product[index * size + index] = 1;
  for (let k = size - 2; k >= 0; k -= 1) {
    const factor = factors[k] as number;
    if (factor === 0) continue;
    const vector = reflections.subarray(k * size, (k + 1) * size);
    // From the last reflection backwards, only the block below and right of k is not the identity. Transposed: from
    // the right.
    for (let row = k + 1; row < size; row += 1) {
      let sum = 0;
      for (let column = k + 1; column < size; column += 1) {
        sum += (product[row * size + column] as number) * (vector[column] as number);
      }
      sum *= factor;
      for (let column = k + 1; column < size; column += 1) {
        product[row * size + column] =
          (product[row * size + column] as number) - sum * (vector[column] as number);
      }
    }
  }
  return product;
}

const mostSweeps = 60;

/** Makes `besides` vanish; `diagonal` holds the eigenvalues then, and the rows of `rows` the eigenvectors. */
function diagonalise({ diagonal, besides }: Tridiagonal, size: number, rows: Float64Array | null): void {
  for (let first = 0; first < size; first += 1) {
    for (let sweep = 0; ; sweep += 1) {
      const last = endOfBlock(diagonal, besides, first);
      if (last === first) break;
      if (sweep === mostSweeps)
        throw new Error("the QL method did not converge; are there NaNs in the matrix?");
      sweepBlock(diagonal, besides, { first, last, size }, rows);
    }
  }
}

/** The first place from `first` on where the matrix falls apart, up to rounding. */
function endOfBlock(diagonal: Float64Array, besides: Float64Array, first: number): number {
  let last = first;
  while (last < diagonal.length - 1) {
    const scale = Math.abs(diagonal[last] as number) + Math.abs(diagonal[last + 1] as number);
    if (Math.abs(besides[last] as number) <= Number.EPSILON * scale) break;
    last += 1;
  }
  return last;
}

function sweepBlock(
  diagonal: Float64Array,
  besides: Float64Array,
  { first, last, size }: { first: number; last: number; size: number },
  rows: Float64Array | null,
): void {
  const beside = besides[first] as number;
  const half = ((diagonal[first + 1] as number) - (diagonal[first] as number)) / (2 * beside);
  const root = Math.hypot(half, 1);
  let bulge =
    (diagonal[last] as number) - (diagonal[first] as number) + beside / (half + (half < 0 ? -root : root));
  let [sine, cosine, shift] = [1, 1, 0];
  for (let index = last - 1; index >= first; index -= 1) {
    const across = sine * (besides[index] as number);
    const along = cosine * (besides[index] as number);
    const length = Math.hypot(across, bulge);
    besides[index + 1] = length;
    if (length === 0) {
      diagonal[index + 1] = (diagonal[index + 1] as number) - shift;
      besides[last] = 0;
      return;
    }
    sine = across / length;
    cosine = bulge / length;
    const rest = (diagonal[index + 1] as number) - shift;
    const change = ((diagonal[index] as number) - rest) * sine + 2 * cosine * along;
    shift = sine * change;
    diagonal[index + 1] = rest + shift;
    bulge = cosine * change - along;
    if (rows) rotateRows(rows, size, index, { sine, cosine });
  }
  diagonal[first] = (diagonal[first] as number) - shift;
  besides[first] = bulge;
  besides[last] = 0;
}

function rotateRows(
  rows: Float64Array,
  size: number,
  index: number,
  { sine, cosine }: { sine: number; cosine: number },
): void {
  const upper = index * size;
  const lower = upper + size;
  for (let column = 0; column < size; column += 1) {
    const [a, b] = [rows[upper + column] as number, rows[lower + column] as number];
    rows[lower + column] = sine * a + cosine * b;
    rows[upper + column] = cosine * a - sine * b;
  }
}

function descendingOrder(values: Float64Array): number[] {
  return Array.from(values.keys()).sort((a, b) => (values[b] as number) - (values[a] as number));
}
