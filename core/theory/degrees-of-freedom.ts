import { symmetricEigenvalues } from "@/core/numerics/symmetric-eigen";
import type { LayerValues } from "@/core/theory/dense-network";

// Degrees of freedom of a layer (Suzuki, AISTATS 2018, and his slides). Symbols: phi(x) output of the layer (m units),
// Sigma = (1/n) sum_i phi(x_i) phi(x_i)^T its covariance, not centred, mu_j the eigenvalues of Sigma,
// N(lambda) = sum_j mu_j / (mu_j + lambda) = Tr[Sigma (Sigma + lambda 1)^-1].

/** Sigma of a layer's outputs, row-major, width x width; from training rows, since it describes what was learned. */
export function layerCovariance({ values, rowCount, width }: LayerValues): Float64Array {
  const covariance = new Float64Array(width * width);
  for (let row = 0; row < rowCount; row += 1) {
    const start = row * width;
    for (let i = 0; i < width; i += 1) {
      const factor = (values[start + i] as number) / rowCount;
      if (factor === 0) continue;
      for (let j = 0; j <= i; j += 1) {
        covariance[i * width + j] =
          (covariance[i * width + j] as number) + factor * (values[start + j] as number);
      }
    }
  }
  for (let i = 0; i < width; i += 1) {
    for (let j = 0; j < i; j += 1) covariance[j * width + i] = covariance[i * width + j] as number;
  }
  return covariance;
}

/** The mu_j of a covariance in descending order; rounding below 0 is cut off. */
export function covarianceEigenvalues(covariance: Float64Array, width: number): Float64Array {
  return symmetricEigenvalues(covariance, width).map((value) => Math.max(0, value));
}

/** N(lambda) for lambda > 0, in units (neurons): between 0 and the number of eigenvalues. */
export function degreesOfFreedom(eigenvalues: ArrayLike<number>, lambda: number): number {
  let sum = 0;
  for (let index = 0; index < eigenvalues.length; index += 1) {
    const eigenvalue = eigenvalues[index] as number;
    sum += eigenvalue / (eigenvalue + lambda);
  }
  return sum;
}

/**
 * The width 5 N log(80 N) to which a trained layer of N degrees of freedom may be compressed in the theorem on the
 * slides, whole units. Their constant is not meant to be tight: small layers are often narrower already.
 */
export function compressibleWidth(freedom: number): number {
  return Math.max(1, Math.ceil(5 * freedom * Math.log(80 * freedom)));
}

/** The width 5 N log(32 N / delta) of AISTATS 2018, theorem 1, for failure probability delta; whole units. */
export function sufficientWidth(freedom: number, failureProbability: number): number {
  return Math.max(1, Math.ceil(5 * freedom * Math.log((32 * freedom) / failureProbability)));
}

/** delta_2^2 = (1/n) sum_l m_l m_(l+1) max(1, log n) of the slides, without its constants; `widths` from input to output. */
export function estimationTerm(widths: readonly number[], sampleCount: number): number {
  let sum = 0;
  for (const [index, width] of widths.slice(0, -1).entries()) sum += width * (widths[index + 1] as number);
  return (sum * Math.max(1, Math.log(sampleCount))) / sampleCount;
}
