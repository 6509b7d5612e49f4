"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/Button";
import type { PilotView } from "@/core/game/view";

type Props = { readonly pilot: PilotView; readonly onDuplicate: () => void };

/** "Same seeds, change one knob": a run of the ledger becomes the first design of a duel. */
export function DuplicateRun({ pilot, onDuplicate }: Props) {
  const translate = useTranslations("play.cockpit");
  return (
    <div className="mt-s3">
      <Button className="px-2" onClick={onDuplicate}>
        {translate("duplicate", { number: pilot.number })}
      </Button>
      <p className="mt-s1 text-small leading-snug text-ink-2">{translate("duplicateText")}</p>
    </div>
  );
}
