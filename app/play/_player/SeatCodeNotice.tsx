"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/Button";
import { dismissSeatCode, recallSeatCode } from "./seat-code-memory";

/** Shows the seat code once, small, until the student has written it down. */
export function SeatCodeNotice({ joinCode }: { readonly joinCode: string }) {
  const translate = useTranslations("play.seatCode");
  const [remembered, setRemembered] = useState(() => recallSeatCode(joinCode));
  if (remembered === null || remembered.isDismissed) return null;
  return (
    <aside className="flex items-center gap-s3 border-b rule-faint px-4 py-s1 leading-snug">
      <p className="flex-1 text-small text-ink-2">
        {translate.rich("writeDown", {
          code: () => (
            <b lang="en" className="text-body tracking-[0.12em] text-ink">
              {remembered.seatCode}
            </b>
          ),
        })}
      </p>
      <Button
        variant="quiet"
        className="text-small"
        onClick={() => {
          dismissSeatCode(joinCode);
          setRemembered(null);
        }}
      >
        {translate("done")}
      </Button>
    </aside>
  );
}
