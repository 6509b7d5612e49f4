"use client";

import type { ReactNode } from "react";
import { useSession } from "@/app/_realtime/SessionProvider";
import { Clock } from "@/app/_ui/Clock";

/** The clock of the present phase, run by the server's deadline. */
export function SessionClock(props: { label?: ReactNode; stacked?: boolean }) {
  const endsAtMs = useSession((state) => state.shared?.deadlineAtMs ?? null);
  const pausedAtMs = useSession((state) => state.shared?.pausedAtMs ?? null);
  const serverOffsetMs = useSession((state) => state.serverOffsetMs);
  // The session measures against performance.now(), the clock against the page's time origin.
  const offset = typeof performance === "undefined" ? 0 : serverOffsetMs - performance.timeOrigin;
  return <Clock endsAtMs={endsAtMs} pausedAtMs={pausedAtMs} serverOffsetMs={offset} {...props} />;
}
