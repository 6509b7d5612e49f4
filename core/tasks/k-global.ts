import type { RuleOf } from "@/core/tasks/rule";
import type { FunctionFamily } from "@/core/tasks/task-family";
import type { TaskOf } from "@/core/tasks/task-spec";

type KGlobalRule = RuleOf<"k-global">;

/**
 * y = sgn(sum_j x_{j+o_1} ... x_{j+o_k}), indices modulo D, of standard normal inputs (Mori and Ueda,
 * arXiv:2005.12488). The offsets are 0, u, 2u, ... (k-1)u modulo D with u coprime to D, every such u equally likely.
 * All of them are the neighbour rule 0, 1, ... k-1 with its coordinates renamed (j -> u j), so a measurement of one
 * holds for all; a common shift of all would change nothing.
 *
 * The classes are exactly balanced for odd k (x -> -x) and where k divides D (turn the sign of every k-th coordinate
 * along the ring). For k = 2 the number of inputs must be even and at least 4, so that u is odd and never D/2.
 */
export const kGlobalFamily: FunctionFamily<TaskOf<"k-global">, KGlobalRule> = {
  kind: "classification",
  inputs: "normal",
  example: { task: { family: "k-global", k: 2 }, inputDimension: 10 },
  hypothesis: ({ k }) => `${k}-global`,
  refusal({ k }, inputDimension) {
    if (k > inputDimension) return `${k}-global needs at least ${k} inputs, got ${inputDimension}`;
    if (k === 2 && (inputDimension % 2 !== 0 || inputDimension < 4)) {
      return `2-global needs an even number of inputs, at least 4, got ${inputDimension}`;
    }
    return null;
  },
  deal({ k }, stream, inputDimension) {
    const units: number[] = [];
    for (let unit = 1; unit < inputDimension; unit += 1) {
      if (greatestCommonDivisor(unit, inputDimension) === 1) units.push(unit);
    }
    // With one input there is no unit below it; the only offset is 0 then.
    const unit = units.length === 0 ? 0 : (units[stream.integerBelow(units.length)] as number);
    const offsets = Array.from({ length: k }, (_, position) => (position * unit) % inputDimension);
    return { family: "k-global", offsets };
  },
  rowValue: (rule, inputDimension) => (inputs, offset) =>
    ringSum(rule.offsets, inputs, offset, inputDimension),
};

/** M = sum over j = 0 .. D-1 of the products, terms and factors in index order, float64. */
function ringSum(
  offsets: readonly number[],
  inputs: Float32Array,
  offset: number,
  inputDimension: number,
): number {
  let sum = 0;
  for (let shift = 0; shift < inputDimension; shift += 1) {
    let product = 1;
    for (const ruleOffset of offsets) {
      product *= inputs[offset + ((shift + ruleOffset) % inputDimension)] as number;
    }
    sum += product;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
