import type { TeamId } from "./identifiers";
import { entryOfTeam } from "./seat-index";
import { currentRound, type Round, type SessionState, type TeamRound } from "./session-state";

/** The state with its present round changed; unchanged before the first round. */
export function updateRound(state: SessionState, change: (round: Round) => Round): SessionState {
  const round = currentRound(state);
  return round === null ? state : { ...state, rounds: [...state.rounds.slice(0, -1), change(round)] };
}

/** The state with one team's part of the present round changed. */
export function updateTeamRound(
  state: SessionState,
  teamId: TeamId,
  change: (teamRound: TeamRound) => TeamRound,
): SessionState {
  return updateRound(state, (round) => ({
    ...round,
    teams: round.teams.map((team) => (team.teamId === teamId ? change(team) : team)),
  }));
}

/** A team's part of the present round; null when it does not play in it. */
export function findTeamRound(state: SessionState, teamId: TeamId | null): TeamRound | null {
  const round = currentRound(state);
  return round === null ? null : (entryOfTeam(round.teams, teamId) ?? null);
}

/** The part of a round that a team starts with. */
export function emptyTeamRound(teamId: TeamId): TeamRound {
  return {
    teamId,
    firstBallot: null,
    lastBallot: null,
    creditsSpent: 0,
    pilots: [],
    clues: [],
    proposal: null,
    commitment: null,
    reopenCount: 0,
    replicas: [],
    auditedReplica: null,
    audits: [],
  };
}
