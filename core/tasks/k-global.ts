import { z } from "zod/mini";
import type { RandomStream } from "@/core/random/random-streams";

/** y = sgn(sum_j x_{j+o_1} ... x_{j+o_k}), indices modulo D (theory: Mori and Ueda, arXiv:2005.12488). */
export const KGlobalRuleSchema = z.strictObject({
  family: z.literal("k-global"),
  /** Distinct, the first is 0; a common shift of all would change nothing. */
  offsets: z.array(z.int().check(z.nonnegative())).check(z.minLength(1)),
});
export type KGlobalRule = z.infer<typeof KGlobalRuleSchema>;

/**
 * Draws the offsets 0, u, 2u, ... (k-1)u modulo D with u coprime to D, every such u equally likely. All of them are
 * the neighbour rule 0, 1, ... k-1 with its coordinates renamed (j -> u j), so a measurement of one holds for all.
 * For k = 2 the offset u is odd and never D/2, and with D even the classes are exactly balanced (turn the sign of
 * every second coordinate); for odd k they always are (x -> -x). Throws for k = 2 with D odd or below 4, and when
 * k exceeds D, where the rule degenerates.
 */
export function dealKGlobal(k: number, stream: RandomStream, inputDimension: number): KGlobalRule {
  if (k > inputDimension) throw new Error(`${k}-global needs at least ${k} inputs, got ${inputDimension}`);
  if (k === 2 && (inputDimension % 2 !== 0 || inputDimension < 4)) {
    throw new Error(`2-global needs an even number of inputs, at least 4, got ${inputDimension}`);
  }
  const units: number[] = [];
  for (let unit = 1; unit < inputDimension; unit += 1) {
    if (greatestCommonDivisor(unit, inputDimension) === 1) units.push(unit);
  }
  const unit = units[stream.integerBelow(units.length)] as number;
  const offsets = Array.from({ length: k }, (_, position) => (position * unit) % inputDimension);
  return { family: "k-global", offsets };
}

/** M = sum over j = 0 .. D-1 of the products, terms and factors in index order, float64. */
export function kGlobalValue(
  rule: KGlobalRule,
  inputs: Float32Array,
  offset: number,
  inputDimension: number,
): number {
  let sum = 0;
  for (let shift = 0; shift < inputDimension; shift += 1) {
    let product = 1;
    for (const ruleOffset of rule.offsets) {
      product *= inputs[offset + ((shift + ruleOffset) % inputDimension)] as number;
    }
    sum += product;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
