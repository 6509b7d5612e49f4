import type { Round, TeamRound } from "@/core/game/session-state";
import { findTeamRound } from "@/core/game/update-round";
import { findDeck } from "@/core/tasks/decks";
import type { Log } from "@/server/log";
import { raceSummaryRows } from "@/server/sessions/run-summary-rows";
import type { SessionRunner } from "@/server/sessions/session-runner";
import { attemptName, isCurrent, missingReplicas, testErrorOf } from "./attempt";
import type { RoundTrainer } from "./round-trainer";
import type { WorkQueue } from "./work-queue";

/** Trains replicas that no device delivers. Whoever is first counts: the server or a device that comes back. */
export class Rescues {
  readonly #trainer: RoundTrainer;
  readonly #queue: WorkQueue;
  readonly #log: Log;
  readonly #begun = new Set<string>();

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
      const name = `${attemptName(runner.state, round)}/${team.teamId}/${team.reopenCount}/${replicaIndex}`;
      if (this.#begun.has(name)) continue;
      this.#begun.add(name);
      const train = () => this.#train(runner, round, { team, replicaIndex });
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

  forget(sessionId: string): void {
    for (const name of this.#begun) if (name.startsWith(`${sessionId}/`)) this.#begun.delete(name);
  }

  async #train(
    runner: SessionRunner,
    round: Round,
    { team, replicaIndex }: { team: TeamRound; replicaIndex: number },
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
    const trained = await this.#trainer.train(runner.state, round, { design, replicaIndex });
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
        testError: testErrorOf(trained.predictions, trained.key, deck),
      },
      { summaries: raceSummaryRows(round, team, { replicaIndex, measures }) },
    );
  }
}
