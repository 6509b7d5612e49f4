import type { SeatId } from "@/core/game/identifiers";
import { mostWaiting } from "@/core/game/lesson";
import type { Seat } from "@/core/game/seat-state";
import { activeSeats, type SessionState } from "@/core/game/session-state";

/** A device that has joined opens its socket within seconds; one that has not by then is no student's. */
export const deviceExpectedMs = 30_000;

/** True when the next newcomer would find no seat, or no place among those who wait. */
export function isFull(state: SessionState): boolean {
  return studentSeats(state).length >= state.settings.classSize || state.waiting.length >= mostWaiting;
}

/**
 * Seats and waiting joins that no device has ever stood behind: somebody's answer was lost for good, or a script asked.
 * Where the class is full they only keep students out.
 */
export function desertedJoins(
  state: SessionState,
  isSeen: (seatId: SeatId) => boolean,
  nowMs: number,
): SeatId[] {
  const isDeserted = (seatId: SeatId, sinceMs: number) =>
    !isSeen(seatId) && nowMs - sinceMs >= deviceExpectedMs;
  const seats = studentSeats(state).filter((seat) => isDeserted(seat.seatId, seat.joinedAtMs));
  const waiting = state.waiting.filter((other) => isDeserted(other.seatId, other.askedAtMs));
  return [...seats, ...waiting].map(({ seatId }) => seatId);
}

/** Bots have no device and take no room of the class. */
function studentSeats(state: SessionState): readonly Seat[] {
  return activeSeats(state).filter((seat) => seat.bot === null);
}
