import { z } from "zod/mini";
import type { RandomStream } from "@/core/random/random-streams";

/** y = sgn(x_{i_1} ... x_{i_k}) with k distinct coordinates (theory: Mori and Ueda, arXiv:2005.12488). */
export const KLocalRuleSchema = z.strictObject({
  family: z.literal("k-local"),
  /** Distinct, ascending, counted from 0. */
  indices: z.array(z.int().check(z.nonnegative())).check(z.minLength(1)),
});
export type KLocalRule = z.infer<typeof KLocalRuleSchema>;

/**
 * Draws k of the coordinates, every choice equally likely. The classes are exactly balanced: turning the sign of one
 * used coordinate turns the label. Throws when k exceeds the dimension.
 */
export function dealKLocal(k: number, stream: RandomStream, inputDimension: number): KLocalRule {
  if (k > inputDimension) throw new Error(`${k}-local needs at least ${k} inputs, got ${inputDimension}`);
  const coordinates = Uint32Array.from({ length: inputDimension }, (_, index) => index);
  stream.shuffle(coordinates);
  const indices = Array.from(coordinates.subarray(0, k)).sort((a, b) => a - b);
  return { family: "k-local", indices };
}

/** M = product of the used coordinates of the row that starts at `offset`, in index order, float64. */
export function kLocalValue(rule: KLocalRule, inputs: Float32Array, offset: number): number {
  let product = 1;
  for (const index of rule.indices) product *= inputs[offset + index] as number;
  return product;
}
