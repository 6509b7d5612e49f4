import { cappedError, chanceError, raceReplicaCount } from "@/core/game/race";
import { currentRound, type Round, type SessionState, type TeamRound } from "@/core/game/session-state";
import type { Deck } from "@/core/tasks/deck";
import { readFloats } from "@/core/tasks/float-bytes";
import { countDifferentBits, packedByteCount } from "@/core/tasks/packed-bits";
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
  if (team.replicas.length === raceReplicaCount) return [];
  const arrived = new Set(team.replicas.map((replica) => replica.replicaIndex));
  return Array.from({ length: raceReplicaCount }, (_, index) => index).filter((index) => !arrived.has(index));
}

/**
 * Test error of predictions as they travel: packed bits, or in regression little-endian float32 values. A diverged
 * replica (null) counts as chance level. Values that are no numbers count as `worstError`.
 */
export function testErrorOf(predictions: Uint8Array | null, key: AnswerKey, deck: Deck): number {
  if (predictions === null) return chanceError;
  const { testSampleCount, loss } = deck;
  if (loss !== "squared") return countDifferentBits(predictions, key.test, testSampleCount) / testSampleCount;
  const values = readFloats(predictions);
  let squares = 0;
  for (const [row, target] of readFloats(key.test).entries())
    squares += ((values[row] as number) - target) ** 2;
  return cappedError(Math.sqrt(squares / testSampleCount));
}

/** Bytes that the predictions of all test rows, or the truth of `rowCount` rows, take. */
export function truthByteCount({ loss }: Deck, rowCount: number): number {
  return loss === "squared" ? 4 * rowCount : packedByteCount(rowCount);
}
