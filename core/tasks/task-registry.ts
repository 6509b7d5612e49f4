import { z } from "zod/mini";
import { createRandom } from "@/core/random/random-streams";
import type { Seed } from "@/core/random/seed";
import { type Hypothesis, HypothesisSchema, type TaskSpec } from "@/core/tasks/deck";
import { dealKGlobal, KGlobalRuleSchema, kGlobalValue } from "@/core/tasks/k-global";
import { dealKLocal, KLocalRuleSchema, kLocalValue } from "@/core/tasks/k-local";
import { packBits } from "@/core/tasks/packed-bits";

/** The hidden rule of one task instance: a secret until the reveal. */
export const RuleSchema = z.discriminatedUnion("family", [KLocalRuleSchema, KGlobalRuleSchema]);
export type Rule = z.infer<typeof RuleSchema>;

/** Draws the rule of a task from its secret seed, which must be independent of the public one. */
export function dealRule(task: TaskSpec, secretSeed: Seed, inputDimension: number): Rule {
  const stream = createRandom(secretSeed).stream("rule", 0);
  switch (task.family) {
    case "k-local":
      return dealKLocal(task.k, stream, inputDimension);
    case "k-global":
      return dealKGlobal(task.k, stream, inputDimension);
    default:
      return task satisfies never;
  }
}

/** The real number M whose sign is the label of the row that starts at `offset` of `inputs`. */
export function ruleValue(rule: Rule, inputs: Float32Array, offset: number, inputDimension: number): number {
  switch (rule.family) {
    case "k-local":
      return kLocalValue(rule, inputs, offset);
    case "k-global":
      return kGlobalValue(rule, inputs, offset, inputDimension);
    default:
      return rule satisfies never;
  }
}

/** Packed labels of `rowCount` rows of row-major `inputs`: 1 (label +1) where M >= 0. Noise-free. */
export function labelsOf(
  rule: Rule,
  inputs: Float32Array,
  rowCount: number,
  inputDimension: number,
): Uint8Array {
  const labels = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row += 1) {
    labels[row] = ruleValue(rule, inputs, row * inputDimension, inputDimension) >= 0 ? 1 : 0;
  }
  return packBits(labels);
}

/** The name of a task on a ballot, such as `2-global`. */
export function hypothesisOf(task: TaskSpec): Hypothesis {
  return HypothesisSchema.parse(`${task.k}-${task.family.slice("k-".length)}`);
}
