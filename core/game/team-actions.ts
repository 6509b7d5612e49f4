import type { ActionOf } from "./action";
import { cleanName, nameKey } from "./clean-name";
import type { SeatId, TeamId } from "./identifiers";
import { accept, type Outcome, refuse } from "./outcome";
import { activeSeats, type SessionState } from "./session-state";
import {
  captainOf,
  changeSeat,
  changeTeam,
  emptyTeam,
  foundTeam,
  isBetweenRounds,
  isBotTeam,
  putIntoTeam,
  seatsOf,
  teamWithRoom,
} from "./team-places";

export function chooseTeam(state: SessionState, action: ActionOf<"team:chosen">): Outcome {
  if (state.settings.teamMode !== "self-chosen") return refuse("teams-by-host");
  return goIntoTeam(state, action);
}

export function moveSeat(state: SessionState, action: ActionOf<"seat:moved">): Outcome {
  if (isBot(state, action.seatId)) return refuse("no-such-seat");
  return isBetweenRounds(state) ? goIntoTeam(state, action) : refuse("round-running");
}

export function mergeTeams(state: SessionState, action: ActionOf<"teams:merged">): Outcome {
  const { fromTeamId, intoTeamId } = action;
  const isKnown = [fromTeamId, intoTeamId].every((id) => state.teams.some((team) => team.teamId === id));
  const isOfBots = isBotTeam(state, fromTeamId) || isBotTeam(state, intoTeamId);
  if (!isKnown || isOfBots || fromTeamId === intoTeamId) return refuse("no-such-team");
  if (!isBetweenRounds(state)) return refuse("round-running");
  const seatCount = seatsOf(state, fromTeamId).length + seatsOf(state, intoTeamId).length;
  if (seatCount > state.settings.seatsPerTeam) return refuse("team-full");
  const moving = new Set(seatsOf(state, fromTeamId).map((seat) => seat.seatId));
  const seats = state.seats.map((seat) => (moving.has(seat.seatId) ? { ...seat, teamId: intoTeamId } : seat));
  return accept({ ...state, seats });
}

export function renameTeam(state: SessionState, action: ActionOf<"team:renamed">): Outcome {
  return giveName(state, action);
}

/** By the captain, and between rounds only: in a round the class must know each team again. */
export function nameOwnTeam(state: SessionState, action: ActionOf<"team:named">): Outcome {
  const { seatId, name } = action;
  const seat = activeSeats(state).find((candidate) => candidate.seatId === seatId);
  if (seat === undefined) return refuse("no-such-seat");
  if (seat.teamId === null) return refuse("no-team");
  if (captainOf(state, seat.teamId) !== seatId) return refuse("not-captain");
  if (!isBetweenRounds(state)) return refuse("round-running");
  return giveName(state, { teamId: seat.teamId, name });
}

/** A smaller team size moves the seats that came last; nobody loses a place. */
export function arrangeTeams(state: SessionState, action: ActionOf<"teams:arranged">): Outcome {
  const { teamMode, seatsPerTeam, commitBy } = action;
  let arranged: SessionState = {
    ...state,
    settings: { ...state.settings, teamMode, seatsPerTeam, commitBy },
  };
  for (const { seatId, teamId } of surplusSeats(arranged)) {
    const room = teamWithRoom(arranged);
    const moved = putIntoTeam(arranged, seatId, room === teamId ? emptyTeam(arranged) : room);
    if (moved === null) return refuse("too-many-teams");
    arranged = moved;
  }
  return accept(arranged);
}

/** Deals the seats in turn into as few teams as hold them, so that sizes differ by at most one. */
export function drawTeams(state: SessionState, action: ActionOf<"teams:drawn">): Outcome {
  if (!isBetweenRounds(state)) return refuse("round-running");
  const present = activeSeats(state).flatMap((seat) => (seat.bot === null ? [seat.seatId] : []));
  if (present.length === 0) return refuse("no-seats");
  const named = [...new Set(action.order)].filter((seatId) => present.includes(seatId));
  const order = [...named, ...present.filter((seatId) => !named.includes(seatId))];
  const teamCount = Math.ceil(order.length / state.settings.seatsPerTeam);
  let teams = state.teams;
  const ofStudents = () => teams.filter((team) => !isBotTeam(state, team.teamId));
  while (ofStudents().length < teamCount) {
    const founded = foundTeam({ teams });
    if (founded === null) return refuse("too-many-teams");
    teams = [...teams, founded];
  }
  const dealt = ofStudents();
  const teamOf = new Map<SeatId, TeamId | undefined>(
    order.map((seatId, place) => [seatId, dealt[place % teamCount]?.teamId]),
  );
  return accept({
    ...state,
    teams: teams.map((team) => ({ ...team, captainSeatId: null })),
    seats: state.seats.map((seat) => ({ ...seat, teamId: teamOf.get(seat.seatId) ?? seat.teamId })),
  });
}

/** Between rounds only: in a round it would change who has which role. */
export function statePeople(state: SessionState, action: ActionOf<"people:stated">): Outcome {
  const { seatId, peopleAtDevice } = action;
  if (!activeSeats(state).some((seat) => seat.seatId === seatId)) return refuse("no-such-seat");
  if (!isBetweenRounds(state)) return refuse("round-running");
  return accept(changeSeat(state, seatId, (seat) => ({ ...seat, peopleAtDevice })));
}

export function setBallotMode(state: SessionState, action: ActionOf<"ballot-mode:set">): Outcome {
  if (!isBetweenRounds(state)) return refuse("round-running");
  return accept({ ...state, settings: { ...state.settings, ballotMode: action.ballotMode } });
}

export function nameCaptain(state: SessionState, action: ActionOf<"captain:named">): Outcome {
  const seat = activeSeats(state).find((candidate) => candidate.seatId === action.seatId);
  if (seat === undefined || seat.teamId === null) return refuse("no-such-seat");
  const { teamId } = seat;
  if (action.bySeatId !== null && captainOf(state, teamId) !== action.bySeatId) return refuse("not-captain");
  return accept(changeTeam(state, teamId, (team) => ({ ...team, captainSeatId: seat.seatId })));
}

function goIntoTeam(
  state: SessionState,
  { seatId, teamId }: { readonly seatId: SeatId; readonly teamId: TeamId | null },
): Outcome {
  const seat = activeSeats(state).find((candidate) => candidate.seatId === seatId);
  if (seat === undefined) return refuse("no-such-seat");
  if (teamId === seat.teamId && seat.teamId !== null) return accept(state);
  if (teamId !== null) {
    if (!state.teams.some((team) => team.teamId === teamId)) return refuse("no-such-team");
    const isFull = seatsOf(state, teamId).length >= state.settings.seatsPerTeam;
    if (isFull || isBotTeam(state, teamId)) return refuse("team-full");
  }
  const moved = putIntoTeam(state, seat.seatId, teamId ?? emptyTeam(state));
  return moved === null ? refuse("too-many-teams") : accept(moved);
}

function isBot(state: SessionState, seatId: SeatId): boolean {
  return state.seats.some((seat) => seat.seatId === seatId && seat.bot !== null);
}

/** Seats beyond the size of their team, the last ones that joined. */
function surplusSeats(state: SessionState) {
  return state.teams.flatMap((team) => seatsOf(state, team.teamId).slice(state.settings.seatsPerTeam));
}

function giveName(
  state: SessionState,
  given: { readonly teamId: TeamId; readonly name: string | null },
): Outcome {
  const { teamId } = given;
  if (!state.teams.some((team) => team.teamId === teamId)) return refuse("no-such-team");
  if (given.name === null) return accept(changeTeam(state, teamId, (team) => ({ ...team, name: null })));
  const name = cleanName(given.name);
  if (name === null) return refuse("name-empty");
  const isTaken = state.teams.some(
    (team) => team.teamId !== teamId && team.name !== null && nameKey(team.name) === nameKey(name),
  );
  if (isTaken) return refuse("name-taken");
  return accept(changeTeam(state, teamId, (team) => ({ ...team, name })));
}
