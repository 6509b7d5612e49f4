import type { ActionOf } from "./action";
import { accept, type Outcome, refuse } from "./outcome";
import { raceReplicaCount } from "./race";
import type { Round, SessionState, TeamRound } from "./session-state";

type Place = Pick<ActionOf<"audit:named">, "roundIndex" | "attempt" | "teamId" | "reopenCount">;

/** Replicas that a device brought and whose weights can be asked for, once all replicas of the team are in. */
export function auditableReplicas(team: TeamRound): number[] {
  if (team.replicas.length < raceReplicaCount) return [];
  return team.replicas.flatMap(({ replicaIndex, outcome, seatId }) =>
    outcome === "trained" && seatId !== null ? [replicaIndex] : [],
  );
}

/** Names the replica whose weights a team is to send: once, and only when nothing of it can be changed any more. */
export function nameAuditedReplica(state: SessionState, action: ActionOf<"audit:named">): Outcome {
  const team = findCommitment(state, action);
  if (team === null) return refuse("wrong-attempt");
  if (team.auditedReplica !== null) return refuse("already-counted");
  if (!auditableReplicas(team).includes(action.replicaIndex)) return refuse("not-allowed");
  const { replicaIndex: auditedReplica } = action;
  return accept(updateCommitment(state, action, (other) => ({ ...other, auditedReplica })));
}

/** Writes down what a check found; the first of each kind stands. It may come when the class is rounds further on. */
export function reportAudit(state: SessionState, action: ActionOf<"audit:reported">): Outcome {
  const { check } = action;
  const team = findCommitment(state, action);
  if (team === null) return refuse("wrong-attempt");
  if (team.audits.some(({ kind }) => kind === check.kind)) return refuse("already-counted");
  return accept(updateCommitment(state, action, (other) => ({ ...other, audits: [...other.audits, check] })));
}

function isAttempt(round: Round, { roundIndex, attempt }: Place): boolean {
  return round.roundIndex === roundIndex && round.attempt === attempt;
}

function findCommitment(state: SessionState, place: Place): TeamRound | null {
  const round = state.rounds.find((other) => isAttempt(other, place));
  const team = round?.teams.find((other) => other.teamId === place.teamId);
  return team?.reopenCount === place.reopenCount ? team : null;
}

function updateCommitment(
  state: SessionState,
  place: Place,
  change: (team: TeamRound) => TeamRound,
): SessionState {
  return {
    ...state,
    rounds: state.rounds.map((round) =>
      isAttempt(round, place)
        ? { ...round, teams: round.teams.map((team) => (team.teamId === place.teamId ? change(team) : team)) }
        : round,
    ),
  };
}
