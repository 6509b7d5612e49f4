import { type SeatId, type TeamId, TeamIdSchema } from "./identifiers";
import { mostTeams } from "./lesson";
import { entryOfTeam, seatIndexOf } from "./seat-index";
import type { Seat, Team } from "./seat-state";
import type { SessionState } from "./session-state";
import { emptyTeamRound, findTeamRound, updateRound } from "./update-round";

/** The seats that share a team's design, in order of joining. */
export function seatsOf(state: SessionState, teamId: TeamId): readonly Seat[] {
  return seatIndexOf(state.seats).byTeam.get(teamId) ?? [];
}

/** Who leads a team: the seat that was named, else the first one; null in a team without seats. */
export function captainOf(state: SessionState, teamId: TeamId): SeatId | null {
  const seats = seatsOf(state, teamId);
  const named = entryOfTeam(state.teams, teamId)?.captainSeatId;
  return (seats.find((seat) => seat.seatId === named) ?? seats[0])?.seatId ?? null;
}

/** True for a team that the server plays. */
export function isBotTeam(state: SessionState, teamId: TeamId): boolean {
  return seatsOf(state, teamId).some((seat) => seat.bot !== null);
}

/** True while no round runs that a change of teams would disturb. */
export function isBetweenRounds({ phase }: SessionState): boolean {
  return phase === "lobby" || phase === "debrief" || phase === "podium";
}

/** The team with room that has the fewest seats; the oldest of equals. Null when a new team must be founded. */
export function teamWithRoom(state: SessionState): TeamId | null {
  const sized = state.teams
    .map((team) => ({ teamId: team.teamId, size: seatsOf(state, team.teamId).length }))
    .filter((team) => team.size < state.settings.seatsPerTeam && !isBotTeam(state, team.teamId));
  const smallest = Math.min(...sized.map((team) => team.size));
  return sized.find((team) => team.size === smallest)?.teamId ?? null;
}

/** A team that everybody has left is taken over before a new number is given out. */
export function emptyTeam(state: SessionState): TeamId | null {
  return state.teams.find((team) => seatsOf(state, team.teamId).length === 0)?.teamId ?? null;
}

/**
 * The state with a seat in a team; null for the team founds a new one. Null when there are as many teams as there may
 * be. A team that comes about before the training of a round begins still plays in it.
 */
export function putIntoTeam(state: SessionState, seatId: SeatId, teamId: TeamId | null): SessionState | null {
  const founded = teamId === null ? foundTeam(state) : null;
  const joined = teamId ?? founded?.teamId;
  if (joined === undefined) return null;
  const teams = founded === null ? state.teams : [...state.teams, founded];
  return enrolLateTeam(
    changeSeat({ ...state, teams }, seatId, (seat) => ({ ...seat, teamId: joined })),
    joined,
  );
}

/** The state with one seat changed. */
export function changeSeat(state: SessionState, seatId: SeatId, change: (seat: Seat) => Seat): SessionState {
  return { ...state, seats: state.seats.map((seat) => (seat.seatId === seatId ? change(seat) : seat)) };
}

/** The state with one team changed. */
export function changeTeam(state: SessionState, teamId: TeamId, change: (team: Team) => Team): SessionState {
  return { ...state, teams: state.teams.map((team) => (team.teamId === teamId ? change(team) : team)) };
}

/** The next team to be founded; null when there are as many as there may be. */
export function foundTeam(state: Pick<SessionState, "teams">): Team | null {
  if (state.teams.length >= mostTeams) return null;
  const teamNumber = state.teams.length + 1;
  return { teamId: TeamIdSchema.parse(`t${teamNumber}`), teamNumber, name: null, captainSeatId: null };
}

function enrolLateTeam(state: SessionState, teamId: TeamId): SessionState {
  const isOpen = state.phase === "briefing" || state.phase === "exploring";
  if (!isOpen || findTeamRound(state, teamId) !== null) return state;
  return updateRound(state, (round) => ({ ...round, teams: [...round.teams, emptyTeamRound(teamId)] }));
}
