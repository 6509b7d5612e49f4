"use client";

import { useEffect, useRef } from "react";
import { useSend } from "@/app/_realtime/SessionProvider";
import type { Knob } from "@/core/game/knob";

/** A hand that has not moved for so long is off the knob, even where the focus has stayed. */
const handOffAfterMs = 5000;

/**
 * Tells teammates which knob this seat has its hand on: once when it takes hold, once when it lets go. Quiet for a
 * team of one.
 */
export function useTouch(hasTeammates: boolean): (knob: Knob | null) => void {
  const send = useSend();
  const held = useRef<Knob | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const touch = (knob: Knob | null) => {
    clearTimeout(timer.current);
    if (knob !== null) timer.current = setTimeout(() => touch(null), handOffAfterMs);
    if (!hasTeammates || knob === held.current) return;
    held.current = knob;
    void send("draft:touch", { knob });
  };

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      if (held.current !== null) void send("draft:touch", { knob: null });
    },
    [send],
  );
  return touch;
}
