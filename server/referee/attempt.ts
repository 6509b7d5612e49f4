import { raceReplicaCount } from "@/core/game/race";
import { currentRound, type Round, type SessionState, type TeamRound } from "@/core/game/session-state";
import type { Deck } from "@/core/tasks/deck";
import { countDifferentBits } from "@/core/tasks/packed-bits";
import type { SessionRunner } from "@/server/sessions/session-runner";
import type { AnswerKey } from "./referee-jobs";

/** Names one attempt at one round among all sessions; begins with the session's id and a slash. */
export function attemptName(state: SessionState, round: Round): string {
  return `${state.sessionId}/${round.roundIndex}/${round.attempt}`;
}

/** True while `round` is the present attempt of a session that is open. */
export function isCurrent(runner: SessionRunner, round: Round): boolean {
  const current = currentRound(runner.state);
  return (
    runner.state.phase !== "closed" &&
    current?.roundIndex === round.roundIndex &&
    current.attempt === round.attempt
  );
}

/** Race replicas of a team that the server has not counted, ascending. */
export function missingReplicas(team: TeamRound): number[] {
  const arrived = new Set(team.replicas.map((replica) => replica.replicaIndex));
  return Array.from({ length: raceReplicaCount }, (_, index) => index).filter((index) => !arrived.has(index));
}

/** Wrong test predictions; a diverged replica counts as chance level. */
export function countErrors(bits: Uint8Array | null, key: AnswerKey, deck: Deck): number {
  const { testSampleCount } = deck;
  return bits === null
    ? Math.round(testSampleCount / 2)
    : countDifferentBits(bits, key.test, testSampleCount);
}
