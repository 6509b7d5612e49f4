import type {
  ArchivedRound,
  ArchivedSession,
  ArchivedTeamRound,
  ExportNames,
} from "@/core/contract/archive-bodies";
import { isRevealed, revealView } from "@/core/game/reveal-view";
import type { Round, SessionState, TeamRound } from "@/core/game/session-state";

/**
 * What the archive tells of a session. Of one that still runs it tells the rounds that are over, and the present one
 * once its rule is out; the attempts that were redone wait with it, because the next deal may be of the same rule.
 */
export function sessionRecord(state: SessionState, closedAtMs: number | null): ArchivedSession {
  const { sessionId, joinCode, createdAtMs } = state;
  return {
    sessionId,
    joinCode,
    createdAtMs,
    closedAtMs,
    isRehearsal: state.settings.isRehearsal,
    teams: state.teams.map(({ teamId, teamNumber }) => ({
      teamId,
      teamNumber,
      bot: state.seats.find((seat) => seat.teamId === teamId)?.bot ?? null,
      seats: state.seats
        .filter((seat) => seat.teamId === teamId)
        .map(({ name, privateName }) => ({ name, privateName })),
    })),
    rounds: state.rounds.map((round, index) => roundRecord(state, round, index)),
  };
}

/** The same with only the names that were asked for. */
export function withNames(session: ArchivedSession, names: ExportNames): ArchivedSession {
  if (names === "private") return session;
  const teams = session.teams.map((team) => ({
    ...team,
    seats: names === "none" ? [] : team.seats.map(({ name }) => ({ name, privateName: null })),
  }));
  return { ...session, teams };
}

function roundRecord(state: SessionState, round: Round, index: number): ArchivedRound {
  const { roundIndex, attempt, isVoid, deckId } = round;
  const base = { roundIndex, attempt, isVoid, deckId };
  const hidden = { ...base, hypothesis: null, oracleError: null, teams: [] };
  const present = state.rounds.at(-1);
  const isOfPresent = present?.roundIndex === roundIndex;
  if (isOfPresent && !isRevealed(state)) return hidden;
  // The rule of a round that is over is told as if the class were talking about it still.
  const asToldThen = { ...state, phase: "debrief" as const, rounds: state.rounds.slice(0, index + 1) };
  const reveal = revealView(asToldThen);
  return {
    ...base,
    hypothesis: reveal?.hypothesis ?? null,
    oracleError: reveal?.oracleError ?? null,
    teams: round.teams.map((team) => teamRecord(round, team)),
  };
}

function teamRecord(round: Round, team: TeamRound): ArchivedTeamRound {
  const { teamId, commitment, pilots, creditsSpent } = team;
  const score = round.scores?.teams.find((other) => other.teamId === teamId) ?? null;
  return {
    teamId,
    design: commitment?.design ?? null,
    isAutomatic: commitment !== null && commitment.seatId === null,
    pilotCount: pilots.length,
    creditsSpent,
    score:
      score === null
        ? null
        : {
            errors: score.errors,
            meanError: score.meanError,
            rank: score.rank,
            accuracyPoints: score.accuracyPoints,
            beliefPoints: score.beliefPoints,
            thriftPoints: score.thriftPoints,
            points: score.points,
          },
  };
}
