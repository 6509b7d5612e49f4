"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { clockText } from "./clock-text";
import { LiveRegion } from "./LiveRegion";
import { useSecondsLeft } from "./use-server-clock";

type Props = {
  /** Deadline in server time; null shows nothing (a phase that the host ends). */
  endsAtMs: number | null;
  /** Server time at which the session was paused; the clock stands. */
  pausedAtMs: number | null;
  /** Server time minus this device's `performance.timeOrigin + performance.now()`. */
  serverOffsetMs: number;
  /** Small word beside the digits; "left" unless given. */
  label?: ReactNode;
  /** Puts the word below the digits, as on the projector. */
  stacked?: boolean;
};

/** Seconds that are read out to those who cannot see the clock. */
const announcedSeconds = [60, 30, 10];

export function Clock({ endsAtMs, pausedAtMs, serverOffsetMs, label, stacked = false }: Props) {
  const translate = useTranslations("ui");
  const seconds = useSecondsLeft(endsAtMs, pausedAtMs, serverOffsetMs);
  if (endsAtMs === null) return null;

  const isPaused = pausedAtMs !== null;
  const word = isPaused ? translate("clockPaused") : (label ?? translate("clockLeft"));
  const announcement =
    seconds !== null && !isPaused && announcedSeconds.includes(seconds)
      ? translate("clockAnnouncement", { seconds })
      : "";
  return (
    <div
      role="timer"
      className={
        stacked ? "text-right leading-tight" : "flex items-baseline gap-s2 leading-none whitespace-nowrap"
      }
    >
      <span className={stacked ? "hidden" : "text-small text-ink-2"}>{word}</span>
      <span className={stacked ? "block text-number font-medium leading-none" : "text-[28px] font-medium"}>
        {seconds === null ? "–:––" : clockText(seconds)}
      </span>
      {stacked && <span className="text-body text-ink-2">{word}</span>}
      <LiveRegion message={announcement} />
    </div>
  );
}
