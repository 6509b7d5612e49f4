import { createRandom } from "@/core/random/random-streams";
import type { Seed } from "@/core/random/seed";
import type { SummedProducts } from "@/core/theory/sensitivity-profile";

/** A Monte Carlo value with its standard error. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

/**
 * s_i of one input without the approximation. The sum is linear in input i, M = R + g x_i with R and g free of it, so
 * that given the others x_i turns the sign at -R / g and s_i = E[2 F(R / |g|) (1 - F(R / |g|))], F the normal
 * distribution function: the mean over `rowCount` random rows, exact up to its standard error.
 */
export function conditionalSensitivity(
  rule: SummedProducts,
  { inputDimension, input }: { inputDimension: number; input: number },
  { seed, rowCount }: { seed: Seed; rowCount: number },
): Estimate {
  const products = productsOf(rule, inputDimension);
  const random = createRandom(seed);
  const row = new Float64Array(inputDimension);
  let [sum, squares] = [0, 0];
  for (let index = 0; index < rowCount; index += 1) {
    const stream = random.stream("test-inputs", index);
    for (let place = 0; place < inputDimension; place += 1) row[place] = stream.normal();
    const { rest, slope } = splitSum(products, row, input);
    const flips = slope === 0 ? 0 : 2 * normalTail(rest / slope) * normalTail(-rest / slope);
    sum += flips;
    squares += flips * flips;
  }
  const value = sum / rowCount;
  return { value, standardError: Math.sqrt(Math.max(0, squares / rowCount - value * value) / rowCount) };
}

function productsOf(rule: SummedProducts, inputDimension: number): number[][] {
  if (rule.family === "k-local") return [[...rule.indices]];
  return Array.from({ length: inputDimension }, (_, shift) =>
    rule.offsets.map((offset) => (shift + offset) % inputDimension),
  );
}

/** R and g of M = R + g x_input. */
function splitSum(
  products: readonly (readonly number[])[],
  row: Float64Array,
  input: number,
): { rest: number; slope: number } {
  let [rest, slope] = [0, 0];
  for (const factors of products) {
    let product = 1;
    for (const factor of factors) if (factor !== input) product *= row[factor] as number;
    if (factors.includes(input)) slope += product;
    else rest += product;
  }
  return { rest, slope };
}

/**
 * P(z > x) of a standard normal z: Abramowitz and Stegun 7.1.26 is too coarse, so a continued fraction for large x
 * (Laplace) and the series of the error function elsewhere. Absolute error below 1e-13.
 */
export function normalTail(x: number): number {
  if (x < 0) return 1 - normalTail(-x);
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x > 6) {
    let fraction = x;
    for (let step = 30; step >= 1; step -= 1) fraction = x + step / fraction;
    return density / fraction;
  }
  // F(x) - 1/2 = density * (x + x^3 / 3 + x^5 / (3 5) + ...): positive terms, no cancellation.
  let term = x;
  let sum = x;
  for (let odd = 3; term > 1e-17 * sum; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 - density * sum;
}
