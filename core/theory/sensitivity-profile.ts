import { createRandom } from "@/core/random/random-streams";
import type { Seed } from "@/core/random/seed";
import type { RuleOf } from "@/core/tasks/rule";
import table from "@/core/theory/global-sensitivities.json";

// s_i = P(the label changes when input i alone is drawn anew), inputs independent standard normal. Our own measure:
// drawn beside the profile of a network it shows which inputs the network found.

/** Rules whose label is the sign of a sum of products of inputs. */
export type SummedProducts = RuleOf<"k-local"> | RuleOf<"k-global">;

/** s_i of every input, and how the numbers come about. */
export interface SensitivityProfile {
  readonly values: readonly number[];
  /** `tabulated`: interpolated between Monte Carlo values, relative error below 1 %. */
  readonly kind: "exact" | "tabulated";
}

/**
 * k-local: 1/2 for used inputs (the sign of a new factor is a coin toss), 0 for the others; exact. k-global: the same
 * for every input. For k = 1 the sum before and after is normal with correlation 1 - 1/D, so it is arccos(1 - 1/D) / pi
 * exactly. For larger k it falls like 1 / sqrt(D) too, but a normal approximation with correlation 1 - k/D is 20 to
 * 50 % too high, since the change of the sum is far from normal: it is read from a table. Null for k > 5 or fewer
 * inputs than the table has (8).
 */
export function sensitivityProfile(rule: SummedProducts, inputDimension: number): SensitivityProfile | null {
  if (rule.family === "k-local") {
    const used = new Set(rule.indices);
    const values = Array.from({ length: inputDimension }, (_, input) => (used.has(input) ? 0.5 : 0));
    return { values, kind: "exact" };
  }
  const order = rule.offsets.length;
  if (order === 1) {
    return { values: Array(inputDimension).fill(Math.acos(1 - 1 / inputDimension) / Math.PI), kind: "exact" };
  }
  const value = tabulatedSensitivity(order, inputDimension);
  return value === null ? null : { values: Array(inputDimension).fill(value), kind: "tabulated" };
}

/** The table holds s sqrt(D), which is nearly linear in 1/D. */
function tabulatedSensitivity(order: number, inputDimension: number): number | null {
  const rows: Readonly<Record<string, Readonly<Record<string, number>>>> = table;
  const points = Object.entries(rows[order] ?? {})
    .map(([size, scaled]) => ({ inverse: size === "infinite" ? 0 : 1 / Number(size), scaled }))
    .sort((a, b) => a.inverse - b.inverse);
  const inverse = 1 / inputDimension;
  const above = points.findIndex((point) => point.inverse >= inverse);
  const [low, high] = [points[above - 1], points[above]];
  if (!low || !high) return null;
  const share = (inverse - low.inverse) / (high.inverse - low.inverse);
  return (low.scaled + share * (high.scaled - low.scaled)) * Math.sqrt(inverse);
}

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
