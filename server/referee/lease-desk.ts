import type { HttpBody } from "@/core/contract/http-bodies";
import type { CommandReply } from "@/core/contract/socket-commands";
import type { SeatId, SessionId } from "@/core/game/identifiers";
import { openSecret } from "@/core/game/open-secret";
import type { Refusal } from "@/core/game/refusal";
import { activeSeats, currentRound, type Round, type TeamRound } from "@/core/game/session-state";
import { findTeamRound } from "@/core/game/update-round";
import { findDeck } from "@/core/tasks/decks";
import { decodeBase64 } from "@/core/tasks/packed-bits";
import type { Log } from "@/server/log";
import type { SessionRunner } from "@/server/sessions/session-runner";
import { isCurrent, missingReplicas, testErrorOf, truthByteCount } from "./attempt";
import { isPlausible } from "./bank-cells";
import { IdleLeases, type WaitingReplica } from "./idle-leases";
import type { Rescues } from "./rescues";
import type { RoundTrainer } from "./round-trainer";

/** A queue that is worked off within this time needs nobody's help. */
export const longQueueMs = 20_000;

type Lease = CommandReply<"lease:take">["lease"];
type LeaseAnswer = { ok: true; counted: boolean } | { ok: false; refusal: Refusal };

/** Lets idle devices of a class train replicas that wait too long for the server, and judges what they bring. */
export class LeaseDesk {
  readonly #parts: {
    readonly rescues: Rescues;
    readonly trainer: RoundTrainer;
    readonly now: () => number;
    readonly log: Log;
  };
  readonly #leases = new IdleLeases();

  constructor(parts: { rescues: Rescues; trainer: RoundTrainer; now: () => number; log: Log }) {
    this.#parts = parts;
  }

  /** Renews what a seat holds, or gives it a replica if the queue is long and its own team needs nothing; else null. */
  take(runner: SessionRunner, seatId: SeatId): Lease {
    const { rescues, now } = this.#parts;
    const { state } = runner;
    const round = currentRound(state);
    const seat = activeSeats(state).find((other) => other.seatId === seatId);
    if (round === null || seat === undefined || state.pausedAtMs !== null) return null;
    const held = this.#leases.renew(seatId, now(), (replica) => teamThatLacks(runner, replica) !== null);
    const own = findTeamRound(state, seat.teamId);
    const isFree = own === null || (own.commitment !== null && missingReplicas(own).length === 0);
    const mayHelp = isFree && rescues.estimatedWaitMs > longQueueMs;
    const waiting = () =>
      rescues.waitingOf(state.sessionId).filter((replica) => teamThatLacks(runner, replica) !== null);
    const lease = held ?? (mayHelp ? this.#leases.take(seatId, now(), waiting()) : null);
    const team = lease === null ? null : teamThatLacks(runner, lease.replica);
    if (lease === null || team?.commitment == null) return null;
    const { roundIndex, attempt, replicaIndex } = lease.replica;
    return { leaseId: lease.leaseId, roundIndex, attempt, replicaIndex, design: team.commitment.design };
  }

  /** Counts a result if it is the first and within what the bank expects; else the server trains the replica itself. */
  async receive(
    runner: SessionRunner,
    seatId: SeatId,
    upload: HttpBody<"uploadLease">,
  ): Promise<LeaseAnswer> {
    const { rescues, trainer, now, log } = this.#parts;
    const lease = this.#leases.finish(upload.leaseId, seatId, now());
    const round = currentRound(runner.state);
    const team = lease === null ? null : teamThatLacks(runner, lease.replica);
    if (lease === null || round === null || team?.commitment == null)
      return { ok: false, refusal: "lease-over" };
    const deck = findDeck(round.deckId);
    const predictions = upload.predictions === null ? null : decodeBase64(upload.predictions);
    const isComplete =
      upload.predictions === null ||
      (deck !== null && predictions?.length === truthByteCount(deck, deck.testSampleCount));
    if (deck === null || !isComplete) return { ok: false, refusal: "prediction-invalid" };
    const testError = testErrorOf(predictions, await trainer.answerKey(runner.state, round), deck);
    const { presetId } = openSecret(round.secret);
    if (!isPlausible(presetId, team.commitment.design, testError)) {
      log.info({ sessionId: runner.state.sessionId }, "an idle device's result is left to the server");
      return { ok: true, counted: false };
    }
    const { sessionId: _sessionId, ...place } = lease.replica;
    const { step, trainingError } = upload;
    const outcome = predictions === null ? "diverged" : "trained";
    rescues.noteLeased(lease.replica, testError);
    const result = await runner.submit({
      type: "replica:tallied",
      ...place,
      seatId,
      outcome,
      step,
      trainingError,
      testError,
    });
    return result.ok ? { ok: true, counted: true } : { ok: true, counted: false };
  }

  forget(sessionId: SessionId): void {
    this.#leases.forget(sessionId);
  }
}

/** The team whose present commitment still lacks the replica; null after a redo, a reopening or a result. */
function teamThatLacks(runner: SessionRunner, replica: WaitingReplica): TeamRound | null {
  const { phase } = runner.state;
  const round: Round | null = currentRound(runner.state);
  const isOpen = phase === "racing" || phase === "scoring";
  if (!isOpen || round === null || !isCurrent(runner, { ...round, ...roundOf(replica) })) return null;
  const team = findTeamRound(runner.state, replica.teamId);
  const isLacking =
    team?.reopenCount === replica.reopenCount && missingReplicas(team).includes(replica.replicaIndex);
  return isLacking ? team : null;
}

function roundOf({ roundIndex, attempt }: WaitingReplica) {
  return { roundIndex, attempt };
}
