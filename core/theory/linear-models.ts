import { factorCholesky, solveCholesky } from "@/core/numerics/cholesky";

// Symbols: X features (n x p, row-major, column 0 is the constant), w weights, r ridge.

/** X w. */
export function multiplyFeatures(features: Float64Array, weights: Float64Array): Float64Array {
  const size = weights.length;
  const values = new Float64Array(features.length / size);
  for (let row = 0, place = 0; row < values.length; row += 1) {
    let sum = 0;
    for (let column = 0; column < size; column += 1, place += 1) {
      sum += (features[place] as number) * (weights[column] as number);
    }
    values[row] = sum;
  }
  return values;
}

/** X^T v / n. */
function meanProducts(features: Float64Array, values: Float64Array, size: number): Float64Array {
  const products = new Float64Array(size);
  for (let row = 0, place = 0; row < values.length; row += 1) {
    const factor = (values[row] as number) / values.length;
    for (let column = 0; column < size; column += 1, place += 1) {
      products[column] = (products[column] as number) + factor * (features[place] as number);
    }
  }
  return products;
}

/** Adds r w to a gradient, except for the constant, which is not held back. */
function addRidge(gradient: Float64Array, weights: Float64Array, ridge: number): Float64Array {
  for (let column = 1; column < weights.length; column += 1) {
    gradient[column] = (gradient[column] as number) + ridge * (weights[column] as number);
  }
  return gradient;
}

const mostNewtonSteps = 50;

/**
 * Weights of the minimum of mean log(1 + exp(-y X w)) + r |w|^2 / 2 (without the constant's weight), y = -1 or +1:
 * Newton's method with conjugate gradients for each step, halved until the objective falls. Ends when the gradient's
 * norm is below 1e-6.
 */
export function fitLogistic(
  features: Float64Array,
  answers: Float64Array,
  ridge: number,
  start?: Float64Array,
): Float64Array {
  const size = features.length / answers.length;
  let weights: Float64Array = start?.slice() ?? new Float64Array(size);
  let objective = logisticObjective(features, answers, weights, ridge);
  for (let step = 0; step < mostNewtonSteps; step += 1) {
    const values = multiplyFeatures(features, weights);
    const chances = values.map((value) => 1 / (1 + Math.exp(-value)));
    const slopes = chances.map((chance, row) => chance - ((answers[row] as number) > 0 ? 1 : 0));
    const gradient = addRidge(meanProducts(features, slopes, size), weights, ridge);
    const norm = Math.hypot(...gradient);
    if (norm < 1e-6) break;
    const curvatures = chances.map((chance) => chance * (1 - chance));
    const direction = conjugateGradients(
      (vector) => {
        const along = multiplyFeatures(features, vector).map(
          (value, row) => value * (curvatures[row] as number),
        );
        return addRidge(meanProducts(features, along, size), vector, ridge);
      },
      gradient,
      Math.min(0.1, Math.sqrt(norm)) * norm,
    );
    const next = searchAlong(weights, direction, objective, (some) =>
      logisticObjective(features, answers, some, ridge),
    );
    if (next === null) break;
    weights = next.weights;
    objective = next.objective;
  }
  return weights;
}

function logisticObjective(
  features: Float64Array,
  answers: Float64Array,
  weights: Float64Array,
  ridge: number,
): number {
  const values = multiplyFeatures(features, weights);
  let sum = 0;
  for (const [row, value] of values.entries()) {
    const margin = value * (answers[row] as number);
    sum += Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)));
  }
  const square = weights.subarray(1).reduce((total, weight) => total + weight * weight, 0);
  return sum / values.length + (ridge * square) / 2;
}

/** weights - t direction for the first t = 1, 1/2, 1/4 ... that lowers the objective; null when none does. */
function searchAlong(
  weights: Float64Array,
  direction: Float64Array,
  objective: number,
  objectiveAt: (weights: Float64Array) => number,
): { weights: Float64Array; objective: number } | null {
  for (let length = 1; length > 1e-8; length /= 2) {
    const next = weights.map((weight, column) => weight - length * (direction[column] as number));
    const nextObjective = objectiveAt(next);
    if (nextObjective < objective) return { weights: next, objective: nextObjective };
  }
  return null;
}

/** Solves A x = b for a symmetric positive definite A, given as a product, until |A x - b| is below `tolerance`. */
function conjugateGradients(
  multiply: (vector: Float64Array) => Float64Array,
  rightSide: Float64Array,
  tolerance: number,
): Float64Array {
  const solution = new Float64Array(rightSide.length);
  const rest = rightSide.slice();
  const direction = rightSide.slice();
  let square = rest.reduce((sum, value) => sum + value * value, 0);
  for (let step = 0; step < 200 && Math.sqrt(square) > tolerance; step += 1) {
    const product = multiply(direction);
    const curvature = direction.reduce((sum, value, column) => sum + value * (product[column] as number), 0);
    if (!(curvature > 0)) break;
    const length = square / curvature;
    for (let column = 0; column < solution.length; column += 1) {
      solution[column] = (solution[column] as number) + length * (direction[column] as number);
      rest[column] = (rest[column] as number) - length * (product[column] as number);
    }
    const nextSquare = rest.reduce((sum, value) => sum + value * value, 0);
    for (let column = 0; column < direction.length; column += 1) {
      direction[column] = (rest[column] as number) + (nextSquare / square) * (direction[column] as number);
    }
    square = nextSquare;
  }
  return solution;
}

/** Weights of the minimum of mean (X w - t)^2 / 2 + r |w|^2 / 2 by the normal equations; null when they are singular. */
export function fitLeastSquares(
  features: Float64Array,
  targets: Float64Array,
  ridge: number,
): Float64Array | null {
  const size = features.length / targets.length;
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < targets.length; row += 1) {
    for (let i = 0; i < size; i += 1) {
      const factor = (features[row * size + i] as number) / targets.length;
      for (let j = 0; j <= i; j += 1) {
        matrix[i * size + j] =
          (matrix[i * size + j] as number) + factor * (features[row * size + j] as number);
      }
    }
  }
  for (let column = 1; column < size; column += 1) {
    matrix[column * size + column] = (matrix[column * size + column] as number) + ridge;
  }
  if (!factorCholesky(matrix, size)) return null;
  return solveCholesky(matrix, size, meanProducts(features, targets, size));
}
