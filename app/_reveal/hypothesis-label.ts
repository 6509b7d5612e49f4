import type { useTranslations } from "next-intl";
import type { Hypothesis } from "@/core/tasks/deck";
import { familyHypotheses } from "@/core/tasks/family-hypotheses";

export type TasksTranslator = ReturnType<typeof useTranslations<"tasks">>;

/** Order and kind of a hypothesis such as `2-global`; null for one that is a family's name. */
export function hypothesisParts(
  hypothesis: Hypothesis,
): { k: number; kind: "local" | "global" | "parity" } | null {
  const [k, kind] = hypothesis.split("-");
  if (kind !== "local" && kind !== "global" && kind !== "parity") return null;
  return { k: Number(k), kind };
}

/** The name of a hypothesis, such as "3-local" or "rings". */
export function hypothesisLabel(translate: TasksTranslator, hypothesis: Hypothesis): string {
  const parts = hypothesisParts(hypothesis);
  if (parts !== null) return translate(`${parts.kind}Name`, { k: parts.k });
  const family = familyHypotheses.find((name) => name === hypothesis);
  return family === undefined ? hypothesis : translate(`name.${family}`);
}

/** What a hypothesis says in a few words, such as "sign of three inputs multiplied". */
export function hypothesisText(translate: TasksTranslator, hypothesis: Hypothesis): string {
  const parts = hypothesisParts(hypothesis);
  if (parts !== null) return translate(`${parts.kind}Text`, { k: parts.k });
  const family = familyHypotheses.find((name) => name === hypothesis);
  return family === undefined ? hypothesis : translate(`text.${family}`);
}
