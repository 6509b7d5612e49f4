import type { SessionState } from "@/core/game/session-state";
import { seatId, teamId } from "./identifiers";

/** Choices of one step, taken one after the other. */
export interface Draw {
  readonly isPlausible: boolean;
  readonly serial: number;
  /** A whole number from 0 to `bound` - 1. */
  readonly below: (bound: number) => number;
  /** One of the values, or the fallback when there are none or the step is implausible and wants it. */
  readonly oneOf: <Value>(values: readonly Value[], fallback: Value) => Value;
}

export function drawFrom(
  { picks, isPlausible }: { readonly picks: readonly number[]; readonly isPlausible: boolean },
  serial: number,
): Draw {
  let position = 0;
  const below = (bound: number) => {
    const pick = picks[position % picks.length] ?? 0;
    position += 1;
    return pick % bound;
  };
  const oneOf = <Value>(values: readonly Value[], fallback: Value): Value => {
    const chosen = values[below(Math.max(1, values.length))];
    return chosen === undefined || (!isPlausible && below(2) === 0) ? fallback : chosen;
  };
  return { isPlausible, serial, below, oneOf };
}

export const anySeat = (draw: Draw, state: SessionState) =>
  draw.oneOf(
    state.seats.map((seat) => seat.seatId),
    seatId("nobody"),
  );

export const anyTeam = (draw: Draw, state: SessionState) =>
  draw.oneOf(
    state.teams.map((team) => team.teamId),
    teamId("t99"),
  );
