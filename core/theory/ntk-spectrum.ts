import { gaussLegendre } from "@/core/numerics/gauss-legendre";
import { symmetricEigenvalues } from "@/core/numerics/symmetric-eigen";
import { gramKernel, kernelValues, type LimitKernel, type WideNetwork } from "@/core/theory/ntk-kernel";
import type { InputRows } from "@/core/training/recipe";

// On a sphere in D dimensions a kernel is a function kappa of the angle t between two inputs. Its integral operator
// under the uniform distribution has the spherical harmonics of degree k as eigenfunctions (Funk and Hecke), with
//
//   mu_k = (integral of kappa(t) P_k(cos t) sin^(D-2) t dt) / (integral of sin^(D-2) t dt), t from 0 to pi,
//
// P_k the Legendre polynomial of dimension D with P_k(1) = 1. kappa of ReLU networks is smooth in t, so Gauss-Legendre
// quadrature in t is accurate to rounding.

/** One eigenvalue of a kernel on the sphere and how many harmonics share it. */
export interface DegreeEigenvalue {
  readonly degree: number;
  readonly eigenvalue: number;
  readonly multiplicity: number;
}

/**
 * Eigenvalues of degree 0 .. `highestDegree` for inputs uniform on the sphere |x|^2 = D in D = `inputDimension` >= 2
 * dimensions. One hidden layer without biases has 0 for odd degrees from 3 on and decays like k^-D otherwise (Bietti
 * and Mairal, arXiv:1905.12173, Prop. 5). Absolute error about 1e-15 times the kernel's diagonal.
 */
export function sphereEigenvalues(
  kernel: LimitKernel,
  network: WideNetwork,
  { inputDimension, highestDegree }: { inputDimension: number; highestDegree: number },
): DegreeEigenvalue[] {
  const quadrature = gaussLegendre(Math.max(200, 2 * highestDegree + inputDimension));
  const sums = new Float64Array(highestDegree + 1);
  let total = 0;
  for (const [index, place] of quadrature.places.entries()) {
    const angle = (Math.PI * (1 + place)) / 2;
    const measure = (quadrature.weights[index] as number) * Math.sin(angle) ** (inputDimension - 2);
    const cosine = Math.cos(angle);
    const value = kernelValues({ own: 1, others: 1, mixed: cosine }, network)[kernel];
    total += measure;
    let [before, legendre] = [0, 1];
    for (let degree = 0; degree <= highestDegree; degree += 1) {
      sums[degree] = (sums[degree] as number) + measure * value * legendre;
      [before, legendre] = [legendre, nextLegendre(degree, inputDimension, cosine, legendre, before)];
    }
  }
  return Array.from(sums, (sum, degree) => ({
    degree,
    eigenvalue: sum / total,
    multiplicity: harmonicCount(degree, inputDimension),
  }));
}

/** P_(k+1) from P_k and P_(k-1): (k + D - 2) P_(k+1) = (2k + D - 2) t P_k - k P_(k-1). */
function nextLegendre(
  degree: number,
  inputDimension: number,
  t: number,
  legendre: number,
  before: number,
): number {
  if (degree === 0) return t;
  const twice = 2 * degree + inputDimension - 2;
  return (twice * t * legendre - degree * before) / (degree + inputDimension - 2);
}

/** Number of independent spherical harmonics of a degree: (2k + D - 2) / k times C(k + D - 3, D - 2). */
export function harmonicCount(degree: number, inputDimension: number): number {
  if (degree === 0) return 1;
  let choose = 1;
  for (let step = 1; step <= inputDimension - 2; step += 1) choose = (choose * (degree - 1 + step)) / step;
  return Math.round(((2 * degree + inputDimension - 2) * choose) / degree);
}

/**
 * Eigenvalues of K / n for the Gram matrix K of n rows, descending: they estimate those of the integral operator under
 * the distribution of the rows, the small ones with a bias.
 */
export function gramEigenvalues(kernel: LimitKernel, rows: InputRows, network: WideNetwork): Float64Array {
  const gram = gramKernel(kernel, rows, network);
  return symmetricEigenvalues(gram, rows.rowCount).map((value) => value / rows.rowCount);
}

/**
 * Least-squares slope of log y over log x, the exponent of a power law; points that are not positive are left out. NaN
 * for fewer than two different points.
 */
export function powerLawExponent(points: readonly { readonly x: number; readonly y: number }[]): number {
  const logs = points
    .filter(({ x, y }) => x > 0 && y > 0)
    .map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const centre = (pick: (point: { x: number; y: number }) => number) =>
    logs.reduce((sum, point) => sum + pick(point), 0) / logs.length;
  const [meanX, meanY] = [centre(({ x }) => x), centre(({ y }) => y)];
  const covariance = logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
}
