"use client";

import { useState } from "react";
import type { PilotId } from "@/core/game/identifiers";
import type { PilotView } from "@/core/game/view";

/** Which pilot the instrument shows: the one that was picked, until a newer one starts. */
export function usePilotSelection(pilots: readonly PilotView[]) {
  const [picked, setPicked] = useState<{ pilotId: PilotId; pilotCount: number } | null>(null);
  const isStillPicked = picked !== null && picked.pilotCount === pilots.length;
  const pilot =
    (isStillPicked ? pilots.find((candidate) => candidate.pilotId === picked.pilotId) : undefined) ??
    pilots.at(-1) ??
    null;
  return { pilot, select: (pilotId: PilotId) => setPicked({ pilotId, pilotCount: pilots.length }) };
}
