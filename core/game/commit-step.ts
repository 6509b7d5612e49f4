import type { SeatId } from "./identifiers";
import type { SessionState, TeamRound } from "./session-state";
import { captainOf, seatsOf } from "./team-places";
import type { CommitStep } from "./view";

/**
 * What committing means for one seat of a team now. A teammate who is not online is not waited for, so that a team of
 * which one seat is left decides alone; but where several people share that seat's device, two of them have to agree.
 */
export function commitStepOf(
  state: SessionState,
  team: TeamRound,
  seatId: SeatId,
  isOnline: (seatId: SeatId) => boolean,
): CommitStep {
  if (team.commitment !== null) return "done";
  if (state.settings.commitBy === "captain") {
    return captainOf(state, team.teamId) === seatId ? "commit" : "captain-only";
  }
  const seats = seatsOf(state, team.teamId);
  const isShared = (seats.find((seat) => seat.seatId === seatId)?.peopleAtDevice ?? 1) > 1;
  const hasTeammate = seats.some((other) => other.seatId !== seatId && isOnline(other.seatId));
  if (!hasTeammate && !isShared) return "commit";
  if (team.proposal === null) return "propose";
  if (team.proposal.seatId !== seatId) return "confirm";
  return isShared ? "pass-device" : "awaits-teammate";
}
