"use client";

import { useTranslations } from "next-intl";
import { RulePage } from "@/app/_reveal/RulePage";
import type { RevealScreenProps } from "./RevealScreen";
import { RevealSheet } from "./RevealSheet";

export function RevealRule({ round, reveal }: RevealScreenProps) {
  const translate = useTranslations("phases");
  return (
    <RevealSheet title={translate("page.rule")}>
      <RulePage reveal={reveal} deck={round.deck} />
    </RevealSheet>
  );
}
