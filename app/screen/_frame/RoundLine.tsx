"use client";

import { useTranslations } from "next-intl";
import type { SharedView } from "@/core/game/view";

/** Which round of how many, and the phase. */
export function RoundLine({ shared }: { shared: SharedView }) {
  const translate = useTranslations("screen");
  const translatePhase = useTranslations("phases");
  const { roundNumber, roundCount, phase } = shared;
  return (
    <span>
      {translate("roundLine", {
        number: roundNumber,
        total: roundCount,
        phase: translatePhase(`name.${phase}`),
      })}
    </span>
  );
}
