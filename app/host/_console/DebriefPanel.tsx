"use client";

import { useTranslations } from "next-intl";
import { DebriefResult } from "@/app/_reveal/DebriefResult";
import type { SharedView } from "@/core/game/view";

/** What the class says it saw, as it comes in. */
export function DebriefPanel({ shared }: { shared: SharedView }) {
  const translate = useTranslations("host");
  if (shared.debrief === null) return null;
  return (
    <section>
      <h2 className="mb-s3 border-b rule-ink pb-s1">{translate("answers")}</h2>
      <DebriefResult debrief={shared.debrief} />
    </section>
  );
}
