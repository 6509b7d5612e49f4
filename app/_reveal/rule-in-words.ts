import type { Rule } from "@/core/tasks/rule";
import type { TasksTranslator } from "./hypothesis-label";
import type { ProductRule } from "./rule-geometry";

/** What made the labels or targets of this very task, as sentences; inputs are counted from 1. */
export function ruleInWords(translate: TasksTranslator, rule: Exclude<Rule, ProductRule>): string {
  switch (rule.family) {
    case "parity":
      return translate("rule.parity", { places: rule.indices.map((index) => `x${index + 1}`).join(", ") });
    case "temperature":
      return translate("rule.temperature", { low: String(rule.betaLow), high: String(rule.betaHigh) });
    case "hidden-manifold":
      return translate("rule.hidden-manifold", { dimensions: rule.latentDimension });
    case "teacher-student":
      return translate("rule.teacher-student", { units: rule.outputWeights.length });
    case "singular":
      return translate("rule.singular", { input: rule.axis + 1 });
    default:
      return translate(`rule.${rule.family}`);
  }
}
