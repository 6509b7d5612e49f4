import { exponential } from "@/core/numerics/exponential";
import type { RuleOf } from "@/core/tasks/rule";
import type { FunctionFamily } from "@/core/tasks/task-family";
import type { TaskOf } from "@/core/tasks/task-spec";

/**
 * y = +1 inside the ball |x|^2 <= r^2 around 0, standard normal inputs, r^2 the median of |x|^2 so that the classes
 * balance. A sum of functions of single inputs, hence global in the sense of Mori and Ueda; a radial function in the
 * sense of depth separation (Eldan and Shamir 2016; Safran and Shamir 2017). The rule is the same in every instance.
 */
export const ballFamily: FunctionFamily<TaskOf<"ball">, RuleOf<"ball">> = {
  kind: "classification",
  inputs: "normal",
  example: { task: { family: "ball" }, inputDimension: 6 },
  hypothesis: () => "ball",
  refusal: (_, inputDimension) =>
    inputDimension > 1000 ? `ball allows at most 1000 inputs, got ${inputDimension}` : null,
  deal: (_, __, inputDimension) => ({ family: "ball", squaredRadius: medianSquaredNorm(inputDimension) }),
  rowValue: (rule, inputDimension) => (inputs, offset) => {
    let squaredNorm = 0;
    for (let index = 0; index < inputDimension; index += 1) {
      squaredNorm += (inputs[offset + index] as number) ** 2;
    }
    return rule.squaredRadius - squaredNorm;
  },
};

const stepCount = 20_000;

/**
 * Median of |x|^2 of a standard normal vector (chi square with `inputDimension` degrees of freedom): the trapezoidal
 * rule over the density of |x|, which is proportional to r^(D-1) exp(-r^2 / 2), between its mode - 10 and + 10 (its
 * sd is below 1), relative error below 1e-6. Bit-identical everywhere.
 */
export function medianSquaredNorm(inputDimension: number): number {
  const mode = Math.sqrt(inputDimension - 1);
  const low = Math.max(0, mode - 10);
  const step = (mode + 10 - low) / stepCount;
  const density = (r: number) => radialDensity(r, inputDimension, mode);
  const cumulative = new Float64Array(stepCount + 1);
  for (let index = 1; index <= stepCount; index += 1) {
    const slice = (density(low + (index - 1) * step) + density(low + index * step)) / 2;
    cumulative[index] = (cumulative[index - 1] as number) + slice;
  }
  const half = (cumulative[stepCount] as number) / 2;
  const above = cumulative.findIndex((sum) => sum >= half);
  const before = cumulative[above - 1] as number;
  const share = (half - before) / ((cumulative[above] as number) - before);
  return (low + (above - 1 + share) * step) ** 2;
}

/** Density of |x| up to a factor, 1 at its mode. */
function radialDensity(radius: number, inputDimension: number, mode: number): number {
  let product = exponential(
    (mode * mode - radius * radius) / (inputDimension === 1 ? 2 : 2 * (inputDimension - 1)),
  );
  if (inputDimension === 1) return product;
  product *= radius / mode;
  let power = 1;
  for (let factor = 1; factor < inputDimension; factor += 1) power *= product;
  return power;
}
