import type { SeatId } from "./identifiers";
import type { SessionState, TeamRound } from "./session-state";
import { captainOf, seatsOf } from "./team-places";
import type { CommitStep } from "./view";

/**
 * What committing means for one seat of a team now. A teammate who is not online is not waited for, so that a team of
 * which one seat is left decides alone.
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
  const hasTeammate = seatsOf(state, team.teamId).some(
    (other) => other.seatId !== seatId && isOnline(other.seatId),
  );
  if (!hasTeammate) return "commit";
  if (team.proposal === null) return "propose";
  return team.proposal.seatId === seatId ? "awaits-teammate" : "confirm";
}
