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
// With L hidden layers the output has Sigma^(L+1) and Theta^(L+1).
//
// arccos loses half of the digits of a cosine near 1 or -1. So the angle t is carried by 1 - lam (by 1 + lam for obtuse
// angles, which only inputs have), and every difference that would cancel is written as a sum of positive terms:
// sqrt(a b) - (s_w^2 c + s_b^2) is s_w^2 s_b^2 (sqrt p - sqrt q)^2 over a sum, for a = s_w^2 p + s_b^2 and so on.

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

/** A value of both kernels. */
export interface KernelPair {
  nngp: number;
  ntk: number;
}

/** Both kernels of one pair of inputs, as exactly as the products are given; equal inputs have the cosine 1 exactly. */
export function kernelValues({ own, others, mixed }: MeanProducts, network: WideNetwork): KernelPair {
  const pair = { nngp: 0, ntk: 0 };
  const layers = [diagonalLayers(own, network), diagonalLayers(others, network)] as const;
  writeKernelPair(layers, mixed, squaredSine({ own, others, mixed }), network, pair);
  return pair;
}

function squaredSine({ own, others, mixed }: MeanProducts): number {
  const scale = Math.sqrt(own * others);
  return scale === 0 ? 1 : Math.max(0, ((scale - mixed) * (scale + mixed)) / (scale * scale));
}

/** Of either input: x.x / D, then Sigma^l(x, x) of the hidden layers l = 1 .. L and of the output. */
type Diagonals = readonly [Float64Array, Float64Array];

function diagonalLayers(
  meanSquare: number,
  { depth, weightVariance, biasVariance }: WideNetwork,
): Float64Array {
  const layers = new Float64Array(depth + 2);
  layers[0] = meanSquare;
  let variance = weightVariance * meanSquare + biasVariance;
  for (let layer = 1; layer <= depth + 1; layer += 1) {
    layers[layer] = variance;
    variance = (weightVariance * variance) / 2 + biasVariance;
  }
  return layers;
}

const smallAngle = 0.1;

/** sin t - t cos t, which is t^3 / 3 for small t; there four terms of its series are exact to rounding. */
function sineExcess(angle: number): number {
  if (angle > smallAngle) return Math.sin(angle) - angle * Math.cos(angle);
  const square = angle * angle;
  return angle * square * (1 / 3 - square * (1 / 30 - square * (1 / 840 - square / 45360)));
}

/** The two kernels of a pair of inputs with these diagonals, this x.x' / D and this squared sine of their angle. */
function writeKernelPair(
  [own, others]: Diagonals,
  meanProduct: number,
  sineSquare: number,
  { weightVariance, biasVariance }: WideNetwork,
  pair: KernelPair,
): void {
  let nngp = weightVariance * meanProduct + biasVariance;
  let ntk = nngp;
  // Of the layer before: sqrt(p q), and how much its product falls short of that. Its share goes into this layer.
  let before = Math.sqrt((own[0] as number) * (others[0] as number));
  const short = before === 0 ? 0 : (before * sineSquare) / (1 + Math.abs(meanProduct) / before);
  let missing = meanProduct < 0 ? before - meanProduct : short;
  let share = weightVariance;
  for (let layer = 1; layer < own.length - 1; layer += 1) {
    const scale = Math.sqrt((own[layer] as number) * (others[layer] as number));
    // A unit that is 0 for a whole input has the slope 0 there.
    if (scale === 0) {
      nngp = biasVariance;
      ntk = biasVariance;
      break;
    }
    const [rootP, rootQ] = [Math.sqrt(own[layer - 1] as number), Math.sqrt(others[layer - 1] as number)];
    const isObtuse = nngp < 0;
    // scale - Sigma(x,x') for acute angles, scale + Sigma(x,x') for obtuse ones.
    const bend = share * biasVariance * (isObtuse ? rootP + rootQ : rootP - rootQ) ** 2;
    const rest = scale + share * before + (isObtuse ? -biasVariance : biasVariance);
    const gap = Math.min(1, (bend / rest + share * (isObtuse ? short : missing)) / scale);
    const arc = 2 * Math.asin(Math.sqrt(gap / 2));
    const excess = sineExcess(arc);
    const openAngle = isObtuse ? arc : Math.PI - arc;
    const lost = Math.PI * gap - excess;
    // sin t + (pi - t) cos t, and what it lacks to pi.
    const product = isObtuse ? excess : Math.PI - lost;
    nngp = (weightVariance * scale * product) / (2 * Math.PI) + biasVariance;
    ntk = (ntk * weightVariance * openAngle) / (2 * Math.PI) + nngp;
    missing = (scale * (isObtuse ? Math.PI - product : lost)) / Math.PI;
    before = scale;
    share = weightVariance / 2;
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
  const [left, right] = [readRows(a, network), readRows(b, network)];
  const values = new Float64Array(a.rowCount * b.rowCount);
  const pair = { nngp: 0, ntk: 0 };
  for (let i = 0; i < a.rowCount; i += 1) {
    for (let j = 0; j < b.rowCount; j += 1) {
      writeRowPair(left[i] as Row, right[j] as Row, network, pair);
      values[i * b.rowCount + j] = pair[kernel];
    }
  }
  return values;
}

/** Gram matrix of the rows, symmetric, both triangles filled. */
export function gramKernel(kernel: LimitKernel, rows: InputRows, network: WideNetwork): Float64Array {
  const { rowCount } = rows;
  const read = readRows(rows, network);
  const values = new Float64Array(rowCount * rowCount);
  const pair = { nngp: 0, ntk: 0 };
  for (let i = 0; i < rowCount; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      writeRowPair(read[i] as Row, read[j] as Row, network, pair);
      values[i * rowCount + j] = pair[kernel];
      values[j * rowCount + i] = pair[kernel];
    }
  }
  return values;
}

interface Row {
  readonly inputs: Float64Array;
  readonly diagonals: Float64Array;
}

function readRows({ inputs, rowCount, inputDimension }: InputRows, network: WideNetwork): Row[] {
  return Array.from({ length: rowCount }, (_, row) => {
    const own = Float64Array.from(inputs.subarray(row * inputDimension, (row + 1) * inputDimension));
    return { inputs: own, diagonals: diagonalLayers(dot(own, own) / inputDimension, network) };
  });
}

/** Below this squared sine the angle is measured by the part of one input that is perpendicular to the other. */
const nearlyParallel = 1e-3;

function writeRowPair(left: Row, right: Row, network: WideNetwork, pair: KernelPair): void {
  const size = left.inputs.length;
  const [own, others] = [left.diagonals[0] as number, right.diagonals[0] as number];
  const mixed = dot(left.inputs, right.inputs) / size;
  let sineSquare = squaredSine({ own, others, mixed });
  if (sineSquare < nearlyParallel) {
    const along = mixed / own;
    let sum = 0;
    for (let index = 0; index < size; index += 1) {
      sum += ((right.inputs[index] as number) - along * (left.inputs[index] as number)) ** 2;
    }
    sineSquare = sum / size / others;
  }
  writeKernelPair([left.diagonals, right.diagonals], mixed, sineSquare, network, pair);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] as number) * (b[index] as number);
  return sum;
}
