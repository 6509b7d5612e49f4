import type { ActionOf } from "./action";
import { cleanName, nameKey } from "./clean-name";
import { type TeamId, TeamIdSchema } from "./identifiers";
import { mostTeams } from "./lesson";
import { type ActionContext, accept, type Outcome, refuse } from "./outcome";
import { activeSeats, type Seat, type SessionState, type Team } from "./session-state";
import { emptyTeamRound, findTeamRound, updateRound } from "./update-round";

export function joinSeat(
  state: SessionState,
  action: ActionOf<"seat:joined">,
  { now }: ActionContext,
): Outcome {
  const seats = activeSeats(state);
  const name = cleanName(action.name);
  if (state.seats.some((seat) => seat.seatId === action.seatId)) return refuse("malformed");
  if (name === null) return refuse("name-empty");
  if (state.isLocked) return refuse("session-locked");
  if (seats.length >= state.settings.classSize) return refuse("class-full");
  if (seats.some((seat) => nameKey(seat.name) === nameKey(name))) return refuse("name-taken");

  const seat: Seat = {
    seatId: action.seatId,
    name,
    teamId: null,
    joinedAtMs: now,
    isRemoved: false,
    tokenHash: action.tokenHash,
    seatCodeHash: action.seatCodeHash,
  };
  return putIntoTeam({ ...state, seats: [...state.seats, seat] }, seat, teamWithRoom(state));
}

export function removeSeat(state: SessionState, action: ActionOf<"seat:removed">): Outcome {
  if (!activeSeats(state).some((seat) => seat.seatId === action.seatId)) return refuse("no-such-seat");
  return accept(changeSeat(state, action.seatId, (seat) => ({ ...seat, isRemoved: true })));
}

export function reopenSeat(state: SessionState, action: ActionOf<"seat:reopened">): Outcome {
  if (!activeSeats(state).some((seat) => seat.seatId === action.seatId)) return refuse("no-such-seat");
  return accept(changeSeat(state, action.seatId, (seat) => ({ ...seat, seatCodeHash: action.seatCodeHash })));
}

export function returnSeat(state: SessionState, action: ActionOf<"seat:returned">): Outcome {
  if (!activeSeats(state).some((seat) => seat.seatId === action.seatId)) return refuse("no-such-seat");
  return accept(changeSeat(state, action.seatId, (seat) => ({ ...seat, tokenHash: action.tokenHash })));
}

export function chooseTeam(state: SessionState, action: ActionOf<"team:chosen">): Outcome {
  const seat = activeSeats(state).find((candidate) => candidate.seatId === action.seatId);
  if (seat === undefined) return refuse("no-such-seat");
  if (action.teamId === seat.teamId && seat.teamId !== null) return accept(state);
  if (action.teamId !== null) {
    if (!state.teams.some((team) => team.teamId === action.teamId)) return refuse("no-such-team");
    if (seatsOf(state, action.teamId).length >= state.settings.seatsPerTeam) return refuse("team-full");
  }
  return putIntoTeam(state, seat, action.teamId ?? emptyTeam(state));
}

export function lockSession(state: SessionState, action: ActionOf<"session:locked">): Outcome {
  return accept({ ...state, isLocked: action.isLocked });
}

export function resizeClass(state: SessionState, action: ActionOf<"class:resized">): Outcome {
  return accept({ ...state, settings: { ...state.settings, classSize: action.classSize } });
}

export function recoverHost(state: SessionState, action: ActionOf<"host:recovered">): Outcome {
  return accept({ ...state, hostTokenHash: action.hostTokenHash });
}

/** The seats that share a team's design. */
export function seatsOf(state: SessionState, teamId: TeamId): readonly Seat[] {
  return activeSeats(state).filter((seat) => seat.teamId === teamId);
}

/** The team with room that has the fewest seats; the oldest of equals. Null when a new team must be founded. */
function teamWithRoom(state: SessionState): TeamId | null {
  const sized = state.teams
    .map((team) => ({ teamId: team.teamId, size: seatsOf(state, team.teamId).length }))
    .filter((team) => team.size < state.settings.seatsPerTeam);
  const smallest = Math.min(...sized.map((team) => team.size));
  return sized.find((team) => team.size === smallest)?.teamId ?? null;
}

/** A team that everybody has left is taken over before a new number is given out. */
function emptyTeam(state: SessionState): TeamId | null {
  return state.teams.find((team) => seatsOf(state, team.teamId).length === 0)?.teamId ?? null;
}

function putIntoTeam(state: SessionState, seat: Seat, teamId: TeamId | null): Outcome {
  const founded = teamId === null ? foundTeam(state) : null;
  if (teamId === null && founded === null) return refuse("too-many-teams");
  const teams = founded === null ? state.teams : [...state.teams, founded];
  const joined = teamId ?? (founded as Team).teamId;
  const seated = changeSeat({ ...state, teams }, seat.seatId, (other) => ({ ...other, teamId: joined }));
  return accept(enrolLateTeam(seated, joined));
}

function foundTeam(state: SessionState): Team | null {
  if (state.teams.length >= mostTeams) return null;
  const teamNumber = state.teams.length + 1;
  return { teamId: TeamIdSchema.parse(`t${teamNumber}`), teamNumber };
}

/** A team founded before training starts still plays this round; later it plays from the next one. */
function enrolLateTeam(state: SessionState, teamId: TeamId): SessionState {
  const isOpen = state.phase === "briefing" || state.phase === "exploring";
  if (!isOpen || findTeamRound(state, teamId) !== null) return state;
  return updateRound(state, (round) => ({ ...round, teams: [...round.teams, emptyTeamRound(teamId)] }));
}

function changeSeat(state: SessionState, seatId: Seat["seatId"], change: (seat: Seat) => Seat): SessionState {
  return {
    ...state,
    seats: state.seats.map((seat) => (seat.seatId === seatId ? change(seat) : seat)),
  };
}
