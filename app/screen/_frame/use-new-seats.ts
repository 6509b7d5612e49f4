"use client";

import { useEffect, useRef, useState } from "react";
import type { SeatId } from "@/core/game/identifiers";
import type { TeamView } from "@/core/game/view";

/** The seats that came with the latest arrival, so that a class sees its newest names; none when the page opens. */
export function useNewSeats(teams: readonly TeamView[]): ReadonlySet<SeatId> {
  const known = useRef<ReadonlySet<SeatId> | null>(null);
  const [newSeats, setNewSeats] = useState<ReadonlySet<SeatId>>(new Set());

  useEffect(() => {
    const present = teams.flatMap((team) => team.seats.map((seat) => seat.seatId));
    const before = known.current;
    known.current = new Set(present);
    if (before === null) return;
    const arrived = present.filter((seatId) => !before.has(seatId));
    if (arrived.length > 0) setNewSeats(new Set(arrived));
  }, [teams]);

  return newSeats;
}
