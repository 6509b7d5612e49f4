import { naturalLogarithm } from "@/core/numerics/natural-logarithm";
import { cosine } from "@/core/numerics/sine";
import type { RuleOf } from "@/core/tasks/rule";
import type { RowValue, SampledFamily } from "@/core/tasks/task-family";
import type { TaskOf } from "@/core/tasks/task-spec";

type TemperatureRule = RuleOf<"temperature">;

/**
 * Which of two inverse temperatures made this chain? x has density proportional to
 * exp(beta sum_i x_i x_{i+1} - sum_i x_i^2 / 2), indices modulo D, |beta| < 1/2; y = +1 where beta is `betaHigh`, each
 * with probability 1/2 (slides of M. Mori; theory: its energy is minus the neighbour 2-global sum). The classes
 * overlap, so the Bayes error is above 0. The inputs depend on the label, so they are sent.
 */
export const temperatureFamily: SampledFamily<TaskOf<"temperature">, TemperatureRule> = {
  kind: "classification",
  inputs: "sent",
  example: { task: { family: "temperature", betaLow: 0, betaHigh: 0.3 }, inputDimension: 12 },
  hypothesis: () => "temperature",
  refusal({ betaLow, betaHigh }, inputDimension) {
    if (inputDimension < 3) return `temperature needs at least 3 inputs, got ${inputDimension}`;
    if (betaLow >= betaHigh) {
      return `temperature needs a lower beta below the higher one, got ${betaLow} and ${betaHigh}`;
    }
    return null;
  },
  deal: ({ betaLow, betaHigh }) => ({ family: "temperature", betaLow, betaHigh }),
  rowSampler({ betaLow, betaHigh }, inputDimension) {
    const lowRoot = circulantRoot(betaLow, inputDimension);
    const highRoot = circulantRoot(betaHigh, inputDimension);
    const normals = new Float64Array(inputDimension);
    return (stream, inputs, offset) => {
      const isHigh = stream.uint32() >= 2 ** 31;
      for (let index = 0; index < inputDimension; index += 1) normals[index] = stream.normal();
      writeConvolution(isHigh ? highRoot : lowRoot, normals, inputs, offset);
      return isHigh ? 1 : -1;
    };
  },
};

/**
 * Eigenvalue number q of the precision matrix of the chain, 1 - 2 beta cos(2 pi q / D).
 */
function precisionEigenvalue(beta: number, q: number, inputDimension: number): number {
  return 1 - 2 * beta * cosine((2 * Math.PI * q) / inputDimension);
}

/** First row of the symmetric circulant matrix whose square is the covariance: x = root * z is an exact sample. */
function circulantRoot(beta: number, inputDimension: number): Float64Array {
  return Float64Array.from({ length: inputDimension }, (_, distance) => {
    let sum = 0;
    for (let q = 0; q < inputDimension; q += 1) {
      const wave = cosine((2 * Math.PI * ((q * distance) % inputDimension)) / inputDimension);
      sum += wave / Math.sqrt(precisionEigenvalue(beta, q, inputDimension));
    }
    return sum / inputDimension;
  });
}

function writeConvolution(
  root: Float64Array,
  normals: Float64Array,
  inputs: Float32Array,
  offset: number,
): void {
  const size = root.length;
  for (let place = 0; place < size; place += 1) {
    let sum = 0;
    for (let distance = 0; distance < size; distance += 1) {
      sum += (root[distance] as number) * (normals[(place + distance) % size] as number);
    }
    inputs[offset + place] = sum;
  }
}

/**
 * log p(high | x) - log p(low | x) of a row, exact: (betaHigh - betaLow) sum_i x_i x_{i+1} plus half the difference of
 * the log determinants. The Bayes rule answers +1 where it is >= 0.
 */
export function temperatureLogOdds({ betaLow, betaHigh }: TemperatureRule, inputDimension: number): RowValue {
  let logDeterminants = 0;
  for (let q = 0; q < inputDimension; q += 1) {
    logDeterminants += naturalLogarithm(precisionEigenvalue(betaHigh, q, inputDimension));
    logDeterminants -= naturalLogarithm(precisionEigenvalue(betaLow, q, inputDimension));
  }
  return (inputs, offset) => {
    let neighbourSum = 0;
    for (let place = 0; place < inputDimension; place += 1) {
      const next = (place + 1) % inputDimension;
      neighbourSum += (inputs[offset + place] as number) * (inputs[offset + next] as number);
    }
    return (betaHigh - betaLow) * neighbourSum + logDeterminants / 2;
  };
}
