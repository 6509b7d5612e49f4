"use client";

import { useState } from "react";
import type { RoundProps } from "./phase-props";

/** Who of those who share this device has it now. */
export interface PersonInHand {
  /** From 0. */
  readonly person: number;
  readonly next: number;
  /** How many share the device; 1 where nobody does. */
  readonly count: number;
  readonly pass: () => void;
}

/** True where there are roles to share out. */
export function isPlayedByMany({ seats }: RoundProps["team"]): boolean {
  return seats.reduce((sum, seat) => sum + seat.peopleAtDevice, 0) > 1;
}

export function usePersonInHand({ team, own }: Pick<RoundProps, "team" | "own">): PersonInHand {
  const [passes, setPasses] = useState(0);
  const count = team.seats.find((seat) => seat.seatId === own.seatId)?.peopleAtDevice ?? 1;
  return {
    person: passes % count,
    next: (passes + 1) % count,
    count,
    pass: () => setPasses((before) => before + 1),
  };
}
