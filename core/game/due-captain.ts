import type { Action } from "./action";
import type { SeatId } from "./identifiers";
import type { SessionState } from "./session-state";
import { captainOf, seatsOf } from "./team-places";
import type { Presence } from "./view";

/**
 * The next handing over that is due because a captain has been absent while a teammate is online; null when none is.
 * Without it a team would wait for somebody who has gone home.
 */
export function dueCaptain(
  state: SessionState,
  presence: ReadonlyMap<SeatId, Presence>,
): Extract<Action, { type: "captain:named" }> | null {
  if (state.settings.commitBy !== "captain" || state.phase === "closed") return null;
  for (const { teamId } of state.teams) {
    const captain = captainOf(state, teamId);
    if (captain === null || (presence.get(captain) ?? "absent") !== "absent") continue;
    const heir = seatsOf(state, teamId).find((seat) => presence.get(seat.seatId) === "online");
    if (heir !== undefined) return { type: "captain:named", seatId: heir.seatId, bySeatId: null };
  }
  return null;
}
