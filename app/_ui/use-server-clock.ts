"use client";

import { useEffect, useState } from "react";
import { secondsLeft } from "./clock-text";

/** The server's time: the device's wall clock is not asked, so changing it moves nothing. */
export function serverNowMs(serverOffsetMs: number): number {
  return performance.timeOrigin + performance.now() + serverOffsetMs;
}

/** Seconds until `endsAtMs` (server time), counting down; null without deadline and before the page has started. */
export function useSecondsLeft(
  endsAtMs: number | null,
  pausedAtMs: number | null,
  serverOffsetMs: number,
): number | null {
  const [seconds, setSeconds] = useState<number | null>(null);

  useEffect(() => {
    if (endsAtMs === null) {
      setSeconds(null);
      return;
    }
    if (pausedAtMs !== null) {
      setSeconds(secondsLeft(endsAtMs, pausedAtMs));
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      const leftMs = endsAtMs - serverNowMs(serverOffsetMs);
      setSeconds(secondsLeft(endsAtMs, endsAtMs - leftMs));
      // Wake just after the next full second, so that the display neither skips nor repeats one.
      if (leftMs > 0) timer = setTimeout(tick, (leftMs % 1000) + 20);
    };
    tick();
    return () => clearTimeout(timer);
  }, [endsAtMs, pausedAtMs, serverOffsetMs]);

  return seconds;
}
