"use client";

import { useTranslations } from "next-intl";

/** Stands on every screen of a rehearsal, so that nobody takes it for a class. */
export function RehearsalBand() {
  const translate = useTranslations("screen");
  return (
    <p
      role="status"
      className="fixed top-0 left-1/2 -translate-x-1/2 border-x border-b rule-ink bg-paper-sunk px-s4 py-s1 text-small leading-snug"
    >
      {translate("rehearsal")}
    </p>
  );
}
