import type { SessionId } from "@/core/game/identifiers";
import { openSecret } from "@/core/game/open-secret";
import type { Round, TeamRound } from "@/core/game/session-state";
import { findTeamRound } from "@/core/game/update-round";
import { findDeck } from "@/core/tasks/decks";
import type { Design } from "@/core/training/design";
import type { Log } from "@/server/log";
import { raceSummaryRows } from "@/server/sessions/run-summary-rows";
import type { SessionRunner } from "@/server/sessions/session-runner";
import { isCurrent, missingReplicas, testErrorOf } from "./attempt";
import { isPlausible } from "./bank-cells";
import { replicaName, type WaitingReplica } from "./idle-leases";
import type { RoundTrainer } from "./round-trainer";
import type { WorkQueue } from "./work-queue";

/** Before anything was trained here. */
const guessedTrainingMs = 3_000;

/** Trains replicas that no device delivers. Whoever is first counts: the server or a device that comes back. */
export class Rescues {
  readonly #trainer: RoundTrainer;
  readonly #queue: WorkQueue;
  readonly #log: Log;
  readonly #begun = new Set<string>();
  /** Replicas that no thread has taken up, in the order of the queue. */
  readonly #waiting = new Map<string, WaitingReplica>();
  /** Test errors that idle devices have brought, until the server has finished the same replica. */
  readonly #leasedErrors = new Map<string, number>();
  #meanTrainingMs = guessedTrainingMs;

  constructor(parts: { trainer: RoundTrainer; queue: WorkQueue; log: Log }) {
    this.#trainer = parts.trainer;
    this.#queue = parts.queue;
    this.#log = parts.log;
  }

  /** Begins all replicas that the team lacks, each once. */
  start(runner: SessionRunner, round: Round, team: TeamRound): void {
    // The host has reopened it: there is nothing to train yet.
    if (team.commitment === null) return;
    for (const replicaIndex of missingReplicas(team)) {
      const { sessionId } = runner.state;
      const { roundIndex, attempt } = round;
      const { teamId, reopenCount } = team;
      const replica = { sessionId, roundIndex, attempt, teamId, reopenCount, replicaIndex };
      const name = replicaName(replica);
      if (this.#begun.has(name)) continue;
      this.#begun.add(name);
      this.#waiting.set(name, replica);
      const train = () => {
        this.#waiting.delete(name);
        return this.#train(runner, round, { team, replicaIndex, name });
      };
      this.#queue.add(
        () =>
          train().catch((error) => {
            // What failed while the race goes on is tried again with the scoring.
            if (runner.state.phase === "racing") this.#begun.delete(name);
            if (isCurrent(runner, round)) this.#log.error({ error }, "a replica could not be trained");
          }),
        "urgent",
      );
    }
  }

  /** Replicas of a session that no thread has taken up yet, in the order in which the server would. */
  waitingOf(sessionId: SessionId): readonly WaitingReplica[] {
    return [...this.#waiting.values()].filter((replica) => replica.sessionId === sessionId);
  }

  /** How long the last of the waiting replicas would wait, from how long trainings have taken so far. */
  get estimatedWaitMs(): number {
    return (this.#waiting.size * this.#meanTrainingMs) / this.#queue.lanes;
  }

  /** Remembers what an idle device brought, to compare it if the server trains the same replica as well. */
  noteLeased(replica: WaitingReplica, testError: number): void {
    this.#leasedErrors.set(replicaName(replica), testError);
  }

  forget(sessionId: string): void {
    for (const names of [this.#begun, this.#waiting, this.#leasedErrors])
      for (const name of names.keys()) if (name.startsWith(`${sessionId}/`)) names.delete(name);
  }

  async #train(
    runner: SessionRunner,
    round: Round,
    { team, replicaIndex, name }: { team: TeamRound; replicaIndex: number; name: string },
  ): Promise<void> {
    const deck = findDeck(round.deckId);
    const { teamId, commitment, reopenCount } = team;
    const isMissing = () => {
      const present = isCurrent(runner, round) ? findTeamRound(runner.state, teamId) : null;
      if (present === null || present.reopenCount !== reopenCount) return false;
      return present.replicas.every((other) => other.replicaIndex !== replicaIndex);
    };
    if (deck === null || commitment === null || !isMissing()) return;
    const { design } = commitment;
    const beganAtMs = performance.now();
    const trained = await this.#trainer.train(runner.state, round, { design, replicaIndex });
    this.#meanTrainingMs += (performance.now() - beganAtMs - this.#meanTrainingMs) / 8;
    const testError = testErrorOf(trained.predictions, trained.key, deck);
    this.#compareDouble(name, { round, design, testError });
    if (!isMissing()) return;
    const { outcome, step, trainingError, measures } = trained;
    await runner.submit(
      {
        type: "replica:tallied",
        roundIndex: round.roundIndex,
        attempt: round.attempt,
        teamId,
        reopenCount,
        replicaIndex,
        seatId: null,
        outcome,
        step,
        trainingError,
        testError,
      },
      { summaries: raceSummaryRows(round, team, { replicaIndex, measures }) },
    );
  }

  /** The same run on two machines is two draws from one distribution; a larger gap is a fault or a forgery. */
  #compareDouble(
    name: string,
    { round, design, testError }: { round: Round; design: Design; testError: number },
  ): void {
    const leased = this.#leasedErrors.get(name);
    if (leased === undefined) return;
    this.#leasedErrors.delete(name);
    const { presetId } = openSecret(round.secret);
    if (!isPlausible(presetId, design, leased, testError))
      this.#log.warn(
        { replica: name, leased, testError },
        "an idle device's replica differs from the server's",
      );
  }
}
