"use client";

import { useTranslations } from "next-intl";
import { EvidencePage } from "@/app/_reveal/EvidencePage";
import type { RevealScreenProps } from "./RevealScreen";
import { RevealSheet } from "./RevealSheet";

export function RevealEvidence({ shared, round, reveal }: RevealScreenProps) {
  const translate = useTranslations("phases");
  return (
    <RevealSheet title={translate("page.evidence")}>
      <EvidencePage reveal={reveal} figure={shared.figure} deck={round.deck} />
    </RevealSheet>
  );
}
