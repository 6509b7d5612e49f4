import type { TeamId } from "./identifiers";
import { phaseRule } from "./phase";
import { raceReplicaCount } from "./race";
import { entryOfTeam } from "./seat-index";
import type { Seat } from "./seat-state";
import { activeSeats, currentRound, type SessionState, type TeamRound } from "./session-state";
import { captainOf, isBotTeam, seatsOf } from "./team-places";
import { findTeamRound } from "./update-round";
import type { ClassCounts, TeamProgress, TeamView } from "./view";
import type { Surroundings } from "./view-for";

/** Some teams as everybody may see them, in the given order. */
export function teamViews(
  state: SessionState,
  surroundings: Surroundings,
  teamIds: Iterable<TeamId>,
): TeamView[] {
  return [...teamIds].flatMap((teamId) => teamView(state, teamId, surroundings) ?? []);
}

/** One team as everybody may see it; null when it has no seat and plays in no round. */
export function teamView(
  state: SessionState,
  teamId: TeamId,
  { presence, stepsPerSecond }: Surroundings,
): TeamView | null {
  const team = entryOfTeam(state.teams, teamId);
  const seats = seatsOf(state, teamId);
  const teamRound = findTeamRound(state, teamId);
  if (team === undefined || (seats.length === 0 && teamRound === null)) return null;
  return {
    teamId,
    teamNumber: team.teamNumber,
    name: state.areNamesHidden ? null : team.name,
    captainSeatId: captainOf(state, teamId),
    seats: seats.map(({ seatId, name, peopleAtDevice, bot }) => ({
      seatId,
      name: state.areNamesHidden && bot === null ? "" : name,
      presence: bot === null ? (presence.get(seatId) ?? "absent") : "online",
      bot,
      peopleAtDevice,
      isAdvisor: stepsPerSecond.get(seatId) === 0,
    })),
    progress: teamRound === null ? null : hiddenOfBots(state, seats, progressOf(teamRound)),
  };
}

/** Numbers of the whole class. */
export function classCounts(state: SessionState, { presence }: Surroundings): ClassCounts {
  const seats = activeSeats(state).filter((seat) => seat.bot === null);
  const playing = currentRound(state)?.teams ?? [];
  const ofStudents = playing.filter((team) => !isBotTeam(state, team.teamId));
  const sum = (of: (team: TeamRound) => number) => ofStudents.reduce((total, team) => total + of(team), 0);
  const count = (holds: (team: TeamRound) => boolean) => playing.filter(holds).length;
  return {
    teams: new Set(seats.map((seat) => seat.teamId)).size,
    seats: seats.length,
    seatsOnline: seats.filter((seat) => presence.get(seat.seatId) === "online").length,
    teamsPlaying: playing.length,
    ballots: count((team) => team.firstBallot !== null),
    commitments: count((team) => team.commitment !== null),
    replicasIn: playing.reduce((sum, team) => sum + Math.min(raceReplicaCount, team.replicas.length), 0),
    pilots: sum((team) => team.pilots.length),
    clues: sum((team) => team.clues.length),
    creditsSpent: sum((team) => team.creditsSpent),
  };
}

/** What a bot has bought depends on the rule: nobody sees how much it was before the reveal. */
function hiddenOfBots(state: SessionState, seats: readonly Seat[], progress: TeamProgress): TeamProgress {
  const isBot = seats.some((seat) => seat.bot !== null);
  if (!isBot || !phaseRule(state.phase).taskHidden) return progress;
  return { ...progress, clueCount: 0, pilotCount: 0, creditsSpent: 0 };
}

function progressOf(teamRound: TeamRound): TeamProgress {
  return {
    hasBallot: teamRound.firstBallot !== null,
    hasProposed: teamRound.proposal !== null,
    hasCommitted: teamRound.commitment !== null,
    clueCount: teamRound.clues.length,
    pilotCount: teamRound.pilots.length,
    creditsSpent: teamRound.creditsSpent,
    replicasIn: teamRound.replicas.map((replica) => replica.replicaIndex).sort((a, b) => a - b),
  };
}
