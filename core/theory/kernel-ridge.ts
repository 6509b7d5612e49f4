import { factorCholesky, solveCholesky } from "@/core/numerics/cholesky";
import { median } from "@/core/numerics/statistics";
import { answersOf, type Baseline, firstRows } from "@/core/theory/baseline";
import { chooseByFolds, cutFolds } from "@/core/theory/cross-validation";
import { multiplyFeatures } from "@/core/theory/linear-models";
import type { InputRows, TrainingRows } from "@/core/training/recipe";

/**
 * Kernels of the squared distance d2 at scale s: RBF exp(-d2 / (2 s^2)), Laplace exp(-sqrt(d2) / s).
 */
export const kernels = {
  rbf: (squaredDistance: number, scale: number) => Math.exp(-squaredDistance / (2 * scale * scale)),
  laplace: (squaredDistance: number, scale: number) => Math.exp(-Math.sqrt(squaredDistance) / scale),
} as const;
export type KernelName = keyof typeof kernels;

/** Cholesky takes the cube of the row count: more rows than these are not used. */
export const mostKernelRows = 2000;
const mostFoldRows = 600;
const foldCount = 4;
const ridges = [1e-4, 1e-3, 1e-2, 1e-1, 1, 10];
/** In units of the median distance of the training rows. */
const relativeScales = [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2];

/**
 * Kernel ridge regression on the answers minus their mean: f(x) = mean + k(x) (K + ridge I)^-1 (y - mean). Scale and
 * ridge by 4-fold cross validation on the first 600 rows; then fitted to the first 2,000.
 */
export function kernelRidge(kernel: KernelName): Baseline {
  return {
    refusal: () => null,
    fit(rows) {
      const { scale, ridge } = chooseKernel(kernel, firstRows(rows, mostFoldRows));
      const fitted = fitKernelRidge(kernel, firstRows(rows, mostKernelRows), { scale, ridge });
      if (fitted === null) throw new Error("the chosen ridge is large enough for a Cholesky factor");
      return { predict: fitted, choices: { scale, ridge } };
    },
  };
}

interface KernelChoice {
  readonly scale: number;
  readonly ridge: number;
}

function chooseKernel(kernel: KernelName, rows: TrainingRows): KernelChoice {
  const unit = medianDistance(rows);
  const scales = relativeScales.map((relative) => relative * unit);
  const candidates = scales.flatMap((scale) => ridges.map((ridge) => ({ scale, ridge })));
  return chooseByFolds(cutFolds(rows, foldCount), candidates, ({ fitting, held }) => {
    const own = squaredDistances(fitting, fitting);
    const across = squaredDistances(held, fitting);
    return scales.flatMap((scale) => {
      const gram = own.map((distance) => kernels[kernel](distance, scale));
      const cross = across.map((distance) => kernels[kernel](distance, scale));
      return ridges.map((ridge) => {
        const coefficients = ridgeCoefficients(gram, answersOf(fitting), ridge);
        return coefficients && weightedSums(cross, coefficients);
      });
    });
  });
}

/** The fitted predictor for a given scale and ridge; null when the Gram matrix has no Cholesky factor. */
export function fitKernelRidge(
  kernel: KernelName,
  rows: TrainingRows,
  { scale, ridge }: KernelChoice,
): ((some: InputRows) => Float64Array) | null {
  const gram = squaredDistances(rows, rows).map((distance) => kernels[kernel](distance, scale));
  const fitted = ridgeCoefficients(gram, answersOf(rows), ridge);
  if (fitted === null) return null;
  return (some) => {
    const values = new Float64Array(some.rowCount);
    const sliceRowCount = 500;
    for (let start = 0; start < some.rowCount; start += sliceRowCount) {
      const slice = sliceRows(some, start, Math.min(some.rowCount, start + sliceRowCount));
      const cross = squaredDistances(slice, rows).map((distance) => kernels[kernel](distance, scale));
      values.set(weightedSums(cross, fitted), start);
    }
    return values;
  };
}

interface Coefficients {
  readonly centre: number;
  readonly weights: Float64Array;
}

function ridgeCoefficients(gram: Float64Array, answers: Float64Array, ridge: number): Coefficients | null {
  const centre = answers.reduce((sum, answer) => sum + answer, 0) / answers.length;
  const weights = solveRidge(
    gram,
    answers.map((answer) => answer - centre),
    ridge,
  );
  return weights && { centre, weights };
}

/** (K + ridge I)^-1 y for a Gram matrix K; null when that has no Cholesky factor. K is not changed. */
export function solveRidge(gram: Float64Array, answers: Float64Array, ridge: number): Float64Array | null {
  const size = answers.length;
  const factor = gram.slice();
  for (let row = 0; row < size; row += 1)
    factor[row * size + row] = (factor[row * size + row] as number) + ridge;
  return factorCholesky(factor, size) ? solveCholesky(factor, size, answers) : null;
}

function weightedSums(cross: Float64Array, { centre, weights }: Coefficients): Float64Array {
  return multiplyFeatures(cross, weights).map((sum) => centre + sum);
}

/** |a_i - b_j|^2 for all pairs, row-major. */
export function squaredDistances(a: InputRows, b: InputRows): Float64Array {
  const { inputDimension } = a;
  const [left, right] = [Float64Array.from(a.inputs), Float64Array.from(b.inputs)];
  const distances = new Float64Array(a.rowCount * b.rowCount);
  for (let i = 0; i < a.rowCount; i += 1) {
    for (let j = 0; j < b.rowCount; j += 1) {
      let sum = 0;
      for (let index = 0; index < inputDimension; index += 1) {
        const difference =
          (left[i * inputDimension + index] as number) - (right[j * inputDimension + index] as number);
        sum += difference * difference;
      }
      distances[i * b.rowCount + j] = sum;
    }
  }
  return distances;
}

/** Rows from `start` up to but without `end`, sharing memory. */
export function sliceRows({ inputs, inputDimension }: InputRows, start: number, end: number): InputRows {
  const part = inputs.subarray(start * inputDimension, end * inputDimension);
  return { inputs: part, rowCount: end - start, inputDimension };
}

function medianDistance(rows: TrainingRows): number {
  const few = firstRows(rows, 200);
  const distances = [...squaredDistances(few, few)].filter((distance) => distance > 0);
  return distances.length === 0 ? 1 : Math.sqrt(median(distances));
}
