import { minimumNormSolution, ridgeSolution } from "@/core/numerics/least-squares";
import type { RandomStream } from "@/core/random/random-streams";
import { multiplyFeatures } from "@/core/theory/linear-models";

// Symbols: x input (d), v_j fixed random direction, phi_j(x) = max(0, v_j.x) feature (p of them), f(x) = sum_j c_j phi_j(x).
// A network of one hidden layer of which only the output layer is trained (Rahimi and Recht's random features, with ReLU).

/** Directions of random ReLU features, row-major, `featureCount` x `inputDimension`, entries N(0, 1 / d). */
export function drawDirections(
  featureCount: number,
  inputDimension: number,
  stream: RandomStream,
): Float64Array {
  const scale = 1 / Math.sqrt(inputDimension);
  return Float64Array.from({ length: featureCount * inputDimension }, () => scale * stream.normal());
}

/** phi_j(x_i) = max(0, v_j.x_i), row-major, one row per input row. No biases. */
export function reluFeatures(
  inputs: ArrayLike<number>,
  directions: Float64Array,
  inputDimension: number,
): Float64Array {
  const rowCount = inputs.length / inputDimension;
  const featureCount = directions.length / inputDimension;
  const features = new Float64Array(rowCount * featureCount);
  const row = new Float64Array(inputDimension);
  for (let index = 0, place = 0; index < rowCount; index += 1) {
    for (let input = 0; input < inputDimension; input += 1) {
      row[input] = inputs[index * inputDimension + input] as number;
    }
    for (let feature = 0; feature < featureCount; feature += 1, place += 1) {
      let sum = 0;
      const start = feature * inputDimension;
      for (let input = 0; input < inputDimension; input += 1) {
        sum += (row[input] as number) * (directions[start + input] as number);
      }
      features[place] = Math.max(0, sum);
    }
  }
  return features;
}

/**
 * Output weights by least squares: with ridge 0 the shortest of all minimisers (where gradient descent from 0 ends),
 * otherwise the minimiser of mean squared error + ridge |c|^2. Null when a tiny ridge leaves no Cholesky factor.
 */
export function fitFeatures(
  features: Float64Array,
  targets: ArrayLike<number>,
  featureCount: number,
  ridge: number,
): Float64Array | null {
  if (ridge === 0) return minimumNormSolution(features, targets, featureCount);
  return ridgeSolution(features, targets, featureCount, ridge);
}

/** f(x_i) for features that `reluFeatures` made. */
export function featureValues(features: Float64Array, weights: Float64Array): Float64Array {
  return multiplyFeatures(features, weights);
}
