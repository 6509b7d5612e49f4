"use client";

import { useTranslations } from "next-intl";

/** Lies over the present phase while the host has stopped the clock. */
export function PausedBand() {
  const translate = useTranslations("screen");
  return (
    <div
      role="status"
      className="fixed inset-x-0 top-[36%] border-y-[3px] rule-ink bg-paper-sunk px-s8 py-s6 text-center"
    >
      <p className="text-h1 leading-tight font-semibold">{translate("paused")}</p>
      <p className="mt-s2 text-ink-2">{translate("pausedText")}</p>
    </div>
  );
}
