import { factorCholesky, solveCholesky } from "@/core/numerics/cholesky";
import { mean } from "@/core/numerics/statistics";

// A Gaussian process on the line (Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, algorithm 2.1
// and section 4.2): values y_i = f(x_i) + noise, f of constant mean and with covariance s^2 m(|x - x'| / l), where
// m(r) = (1 + sqrt5 r + 5 r^2 / 3) exp(-sqrt5 r) is the Matern function of smoothness 5/2.

/** Scales of the process, in the units of x and y. */
export interface ProcessScales {
  /** l, in units of x. */
  readonly lengthScale: number;
  /** s, in units of y. */
  readonly signalDeviation: number;
  /** Standard deviation of the noise, in units of y. */
  readonly noiseDeviation: number;
}

/** A process that has seen values. */
export interface FittedProcess {
  readonly scales: ProcessScales;
  /** log p(y | x), natural logarithm, around the mean of y. */
  readonly logLikelihood: number;
  /** Mean and standard deviation of f (without noise) at x. */
  at(x: number): { mean: number; deviation: number };
}

/** One place and the value that was seen there. */
export interface SeenValue {
  readonly x: number;
  readonly y: number;
}

/** Conditions the process on at least one value; its constant mean is the mean of the values. Null without a factor. */
export function fitProcess(seen: readonly SeenValue[], scales: ProcessScales): FittedProcess | null {
  const { lengthScale, signalDeviation, noiseDeviation } = scales;
  const size = seen.length;
  const centre = mean(seen.map(({ y }) => y));
  const covariance = (a: number, b: number) => signalDeviation ** 2 * matern(Math.abs(a - b) / lengthScale);
  const factor = new Float64Array(size * size);
  for (const [i, left] of seen.entries()) {
    for (const [j, right] of seen.slice(0, i + 1).entries())
      factor[i * size + j] = covariance(left.x, right.x);
    factor[i * size + i] = (factor[i * size + i] as number) + noiseDeviation ** 2;
  }
  if (!factorCholesky(factor, size)) return null;
  const distances = seen.map(({ y }) => y - centre);
  const weights = solveCholesky(factor, size, distances);
  let logLikelihood = (-size / 2) * Math.log(2 * Math.PI);
  for (const [index, distance] of distances.entries()) {
    logLikelihood -=
      (distance * (weights[index] as number)) / 2 + Math.log(factor[index * size + index] as number);
  }
  return {
    scales,
    logLikelihood,
    at(x) {
      const across = seen.map((value) => covariance(x, value.x));
      const solved = solveCholesky(factor, size, across);
      let [sum, variance] = [centre, signalDeviation ** 2];
      for (const [index, value] of across.entries()) {
        sum += value * (weights[index] as number);
        variance -= value * (solved[index] as number);
      }
      return { mean: sum, deviation: Math.sqrt(Math.max(0, variance)) };
    },
  };
}

function matern(distance: number): number {
  const scaled = Math.sqrt(5) * distance;
  return (1 + scaled + (scaled * scaled) / 3) * Math.exp(-scaled);
}

const relativeLengths = [0.1, 0.15, 0.25, 0.4, 0.6, 1];
const relativeNoises = [0.01, 0.03, 0.1, 0.3, 0.6];

/**
 * The process of the highest likelihood among a grid of scales: length scales from 0.1 to 1 times `range` (an interval's
 * length in units of x), total deviation that of the values, noise from 1 % to 60 % of it. `smallestNoise` is a floor in
 * units of y, for values that are all alike.
 */
export function chooseProcess(
  seen: readonly SeenValue[],
  { range, smallestNoise }: { range: number; smallestNoise: number },
): FittedProcess {
  const centre = mean(seen.map(({ y }) => y));
  const deviation = Math.max(Math.sqrt(mean(seen.map(({ y }) => (y - centre) ** 2))), smallestNoise);
  let best: FittedProcess | null = null;
  for (const relativeLength of relativeLengths) {
    for (const relativeNoise of relativeNoises) {
      const scales = {
        lengthScale: relativeLength * range,
        signalDeviation: deviation,
        noiseDeviation: Math.max(smallestNoise, relativeNoise * deviation),
      };
      const fitted = fitProcess(seen, scales);
      if (fitted && (best === null || fitted.logLikelihood > best.logLikelihood)) best = fitted;
    }
  }
  if (best === null) throw new Error("a process with noise has a Cholesky factor");
  return best;
}

/**
 * By how much a normal value of this mean and deviation is expected to fall below `best`: E max(0, best - f) =
 * (best - m) Phi(z) + s phi(z), z = (best - m) / s (Jones, Schonlau and Welch, 1998).
 */
export function expectedImprovement(
  { mean: centre, deviation }: { mean: number; deviation: number },
  best: number,
): number {
  const gain = best - centre;
  if (deviation === 0) return Math.max(0, gain);
  const z = gain / deviation;
  return Math.max(0, gain * normalShareBelow(z) + deviation * normalDensity(z));
}

function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * Share of the standard normal distribution below z: 1/2 + phi(z) (z + z^3/3 + z^5/15 + ...), summed until it changes
 * no more (Marsaglia, Journal of Statistical Software 11(4), 2004). Absolute error below 1e-15.
 */
export function normalShareBelow(z: number): number {
  if (z > 8.3) return 1;
  if (z < -8.3) return 0;
  let [sum, before, term] = [z, 0, z];
  for (let odd = 3; sum !== before; odd += 2) {
    before = sum;
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + sum * normalDensity(z);
}
