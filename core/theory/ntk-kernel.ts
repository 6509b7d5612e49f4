import type { InputRows } from "@/core/training/recipe";

// Symbols, after Jacot, Gabriel and Hongler (arXiv:1806.07572) and, for the closed forms, Arora et al.
// (arXiv:1904.11955, eqs. 17-20): Sigma the covariance of a layer's pre-activations (NNGP kernel), Theta the neural
// tangent kernel, s_w^2 and s_b^2 the variances of weights (times fan-in) and biases, D the input dimension,
// c = sqrt(Sigma(x,x) Sigma(x',x')), lam = Sigma(x,x') / c.
//
//   Sigma^1 = Theta^1 = s_w^2 x.x' / D + s_b^2
//   Sigma^(l+1) = s_w^2 c (lam (pi - arccos lam) + sqrt(1 - lam^2)) / (2 pi) + s_b^2
//   Theta^(l+1) = Sigma^(l+1) + Theta^l s_w^2 (pi - arccos lam) / (2 pi)
//
// With L hidden layers the output has Sigma^(L+1) and Theta^(L+1). On the diagonal lam = 1 exactly.

/** A fully connected ReLU network of `depth` >= 0 hidden layers in the limit of infinite width. */
export interface WideNetwork {
  readonly depth: number;
  /** s_w^2: variance of a weight times its fan-in, the same in every layer. 2 keeps the size of signals (He). */
  readonly weightVariance: number;
  /** s_b^2. */
  readonly biasVariance: number;
}

/** The network of the check tables and of the reveal: weight variance 2 / fan-in everywhere, no biases. */
export function heNetwork(depth: number): WideNetwork {
  return { depth, weightVariance: 2, biasVariance: 0 };
}

/** `nngp`: covariance of outputs over random starts; `ntk`: what gradient descent at small rates regresses with. */
export type LimitKernel = "nngp" | "ntk";
export const limitKernels = ["ntk", "nngp"] as const satisfies readonly LimitKernel[];

/** Products of two inputs divided by their dimension: x.x / D, x'.x' / D and x.x' / D. */
export interface MeanProducts {
  readonly own: number;
  readonly others: number;
  readonly mixed: number;
}

/**
 * Both kernels of one pair of inputs. Equal inputs are exact. Of inputs closer than an angle of 1e-8 the derivative is
 * known to 1e-8 only, because the angle comes from its cosine.
 */
export function kernelValues({ own, others, mixed }: MeanProducts, network: WideNetwork): KernelPair {
  const pair = { nngp: 0, ntk: 0 };
  const layers = [own, others].map((product) => diagonalLayers(product, network));
  writeKernelPair(mixed, layers[0] as Float64Array, layers[1] as Float64Array, network, pair);
  return pair;
}

/** A value of both kernels. */
export interface KernelPair {
  nngp: number;
  ntk: number;
}

/** Sigma^l(x, x) of the hidden layers l = 1 .. L, which is the same recursion for one number. */
function diagonalLayers(
  meanSquare: number,
  { depth, weightVariance, biasVariance }: WideNetwork,
): Float64Array {
  const layers = new Float64Array(depth);
  let variance = weightVariance * meanSquare + biasVariance;
  for (let layer = 0; layer < depth; layer += 1) {
    layers[layer] = variance;
    variance = (weightVariance * variance) / 2 + biasVariance;
  }
  return layers;
}

function writeKernelPair(
  meanProduct: number,
  own: Float64Array,
  others: Float64Array,
  { weightVariance, biasVariance }: WideNetwork,
  pair: KernelPair,
): void {
  let nngp = weightVariance * meanProduct + biasVariance;
  let ntk = nngp;
  for (let layer = 0; layer < own.length; layer += 1) {
    // sqrt(a * a) is a, so that a pair of equal inputs has the cosine 1 without rounding.
    const scale = Math.sqrt((own[layer] as number) * (others[layer] as number));
    // A unit that is 0 for a whole input has the slope 0 there.
    if (scale === 0) {
      nngp = biasVariance;
      ntk = biasVariance;
      continue;
    }
    const cosine = Math.max(-1, Math.min(1, nngp / scale));
    const openAngle = Math.PI - Math.acos(cosine);
    const sine = Math.sqrt((1 - cosine) * (1 + cosine));
    const slope = (weightVariance * openAngle) / (2 * Math.PI);
    nngp = (weightVariance * scale * (cosine * openAngle + sine)) / (2 * Math.PI) + biasVariance;
    ntk = ntk * slope + nngp;
  }
  pair.nngp = nngp;
  pair.ntk = ntk;
}

/** Kernel between all rows of `a` and of `b`, row-major `a.rowCount` x `b.rowCount`. */
export function crossKernel(
  kernel: LimitKernel,
  a: InputRows,
  b: InputRows,
  network: WideNetwork,
): Float64Array {
  const [left, right] = [Float64Array.from(a.inputs), Float64Array.from(b.inputs)];
  const [leftLayers, rightLayers] = [rowLayers(left, a, network), rowLayers(right, b, network)];
  const values = new Float64Array(a.rowCount * b.rowCount);
  const pair = { nngp: 0, ntk: 0 };
  for (let i = 0; i < a.rowCount; i += 1) {
    for (let j = 0; j < b.rowCount; j += 1) {
      const product = meanProduct(left, i, right, j, a.inputDimension);
      writeKernelPair(product, leftLayers[i] as Float64Array, rightLayers[j] as Float64Array, network, pair);
      values[i * b.rowCount + j] = pair[kernel];
    }
  }
  return values;
}

/** Gram matrix of the rows, symmetric, both triangles filled. */
export function gramKernel(kernel: LimitKernel, rows: InputRows, network: WideNetwork): Float64Array {
  const { rowCount, inputDimension } = rows;
  const inputs = Float64Array.from(rows.inputs);
  const layers = rowLayers(inputs, rows, network);
  const values = new Float64Array(rowCount * rowCount);
  const pair = { nngp: 0, ntk: 0 };
  for (let i = 0; i < rowCount; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const product = meanProduct(inputs, i, inputs, j, inputDimension);
      writeKernelPair(product, layers[i] as Float64Array, layers[j] as Float64Array, network, pair);
      values[i * rowCount + j] = pair[kernel];
      values[j * rowCount + i] = pair[kernel];
    }
  }
  return values;
}

function rowLayers(
  inputs: Float64Array,
  { rowCount, inputDimension }: InputRows,
  network: WideNetwork,
): Float64Array[] {
  return Array.from({ length: rowCount }, (_, row) =>
    diagonalLayers(meanProduct(inputs, row, inputs, row, inputDimension), network),
  );
}

function meanProduct(a: Float64Array, i: number, b: Float64Array, j: number, size: number): number {
  const [aStart, bStart] = [i * size, j * size];
  let sum = 0;
  for (let index = 0; index < size; index += 1) {
    sum += (a[aStart + index] as number) * (b[bStart + index] as number);
  }
  return sum / size;
}
