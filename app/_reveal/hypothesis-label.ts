import type { useTranslations } from "next-intl";
import type { Hypothesis } from "@/core/tasks/deck";

export type TasksTranslator = ReturnType<typeof useTranslations<"tasks">>;

/** The parts of a hypothesis' name. */
export function hypothesisParts(hypothesis: Hypothesis): { k: number; kind: "local" | "global" } {
  const [k, kind] = hypothesis.split("-");
  return { k: Number(k), kind: kind === "global" ? "global" : "local" };
}

/** The name of a hypothesis, such as "3-local". */
export function hypothesisLabel(translate: TasksTranslator, hypothesis: Hypothesis): string {
  const { k, kind } = hypothesisParts(hypothesis);
  return kind === "global" ? translate("globalName", { k }) : translate("localName", { k });
}

/** What a hypothesis says in a few words, such as "sign of three inputs multiplied". */
export function hypothesisText(translate: TasksTranslator, hypothesis: Hypothesis): string {
  const { k, kind } = hypothesisParts(hypothesis);
  return kind === "global" ? translate("globalText", { k }) : translate("localText", { k });
}
