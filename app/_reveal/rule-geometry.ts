import type { Rule } from "@/core/tasks/rule";
import type { CitationId } from "@/core/theory/citations";
import { sensitivityProfile as ruleSensitivities } from "@/core/theory/sensitivity-profile";

/** The rules that are drawn over a ring of inputs. */
export type ProductRule = Extract<Rule, { family: "k-local" | "k-global" }>;

/** True for rules that multiply inputs of a ring. */
export function isProductRule(rule: Rule): rule is ProductRule {
  return rule.family === "k-local" || rule.family === "k-global";
}

/** The inputs that one product of the rule multiplies, counted from 1; the first product of a global rule. */
export function firstProduct(rule: ProductRule): number[] {
  const positions = rule.family === "k-local" ? rule.indices : rule.offsets;
  return positions.map((position) => position + 1);
}

/** Every product of the rule, inputs counted from 1: one for a local rule, one per input for a global one. */
export function products(rule: ProductRule, inputDimension: number): number[][] {
  if (rule.family === "k-local") return [firstProduct(rule)];
  return Array.from({ length: inputDimension }, (_, shift) =>
    rule.offsets.map((offset) => ((shift + offset) % inputDimension) + 1),
  );
}

/** The inputs that the label depends on, counted from 1, ascending. */
export function usedInputs(rule: ProductRule, inputDimension: number): number[] {
  return [...new Set(products(rule, inputDimension).flat())].sort((a, b) => a - b);
}

/** What the profile and the rank below rest on. */
export const geometryCitations = [
  "deepstakes.sensitivity",
  "deepstakes.rotation",
] as const satisfies readonly CitationId[];

/**
 * How often the label changes when one input is drawn anew, for every input; null where theory has no value (orders
 * above 5, fewer than 8 inputs).
 */
export function sensitivityProfile(rule: ProductRule, inputDimension: number): readonly number[] | null {
  return ruleSensitivities(rule, inputDimension)?.values ?? null;
}

/**
 * Rank of the quadratic form behind a rule with k = 2, null for other k. Local: eigenvalues +1/2 and -1/2. Global
 * with an offset u coprime to D: circulant with eigenvalues cos(2 pi q u / D), two of which vanish when 4 divides D.
 */
export function quadraticRank(rule: ProductRule, inputDimension: number): number | null {
  if (firstProduct(rule).length !== 2) return null;
  if (rule.family === "k-local") return 2;
  return inputDimension % 4 === 0 ? inputDimension - 2 : inputDimension;
}
