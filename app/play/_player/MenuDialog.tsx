"use client";

import { useTranslations } from "next-intl";
import { LanguageSwitch } from "@/app/_i18n/LanguageSwitch";
import { Dialog } from "@/app/_ui/Dialog";
import { ThemeSwitch } from "@/app/_ui/ThemeSwitch";
import type { PhaseProps } from "./phase-props";
import { recallSeatCode } from "./seat-code-memory";

type Props = PhaseProps & { readonly isOpen: boolean; readonly onClose: () => void };

/** Who one is, the codes of session and seat, language and theme. */
export function MenuDialog({ shared, own, isOpen, onClose }: Props) {
  const translate = useTranslations("play.header");
  const remembered = recallSeatCode(shared.joinCode);
  return (
    <Dialog open={isOpen} onClose={onClose} title={translate("menu")}>
      <div className="flex flex-col gap-s3">
        <p>{translate("youAre", { name: own.name })}</p>
        {shared.mode === "class" && <p>{translate("joinCode", { joinCode: shared.joinCode })}</p>}
        {shared.mode === "class" && (
          <p>
            {remembered === null
              ? translate("seatCodeUnknown")
              : translate("seatCode", { seatCode: remembered.seatCode })}
          </p>
        )}
        <div className="flex flex-wrap gap-x-s6 border-t rule-faint pt-s2">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </div>
    </Dialog>
  );
}
