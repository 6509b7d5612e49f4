import { openSecret } from "@/core/game/open-secret";
import { raceReplicaCount } from "@/core/game/race";
import type { Round } from "@/core/game/session-state";
import { findDeck } from "@/core/tasks/decks";
import { findPreset } from "@/core/tasks/presets";
import type { Log } from "@/server/log";
import type { SessionRunner } from "@/server/sessions/session-runner";
import { attemptName, isCurrent, testErrorOf } from "./attempt";
import type { RoundTrainer } from "./round-trainer";
import type { WorkQueue } from "./work-queue";

/** Trains the bank's best design on the very instance of each round, and tells its errors when the round is scored. */
export class HouseRuns {
  readonly #trainer: RoundTrainer;
  readonly #queue: WorkQueue;
  readonly #log: Log;
  readonly #begun = new Set<string>();
  readonly #results = new Map<string, readonly number[]>();

  constructor(parts: { trainer: RoundTrainer; queue: WorkQueue; log: Log }) {
    this.#trainer = parts.trainer;
    this.#queue = parts.queue;
    this.#log = parts.log;
  }

  /** Begins the house run of a round unless it is under way or told. */
  start(runner: SessionRunner, round: Round): void {
    const name = attemptName(runner.state, round);
    if (this.#begun.has(name) || openSecret(round.houseErrors).every((error) => error !== null)) return;
    this.#begun.add(name);
    const testErrors = new Map<number, number>();
    for (let replicaIndex = 0; replicaIndex < raceReplicaCount; replicaIndex += 1) {
      const train = () => this.#train(runner, round, { replicaIndex, testErrors });
      this.#queue.add(
        () =>
          train().catch((error) => {
            if (isCurrent(runner, round)) this.#log.error({ error }, "the house run failed");
          }),
        "patient",
      );
    }
  }

  /**
   * Tells the errors once they are known. Waits for the scoring: every view tells the log's version, and when the
   * house run ended would tell how long it took, which depends on the hidden preset.
   */
  tally(runner: SessionRunner, round: Round): void {
    const name = attemptName(runner.state, round);
    const testErrors = this.#results.get(name);
    if (testErrors === undefined) return;
    this.#results.delete(name);
    const { roundIndex, attempt } = round;
    void runner.submit({ type: "house:tallied", roundIndex, attempt, testErrors: [...testErrors] });
  }

  forget(sessionId: string): void {
    for (const name of this.#begun) if (name.startsWith(`${sessionId}/`)) this.#begun.delete(name);
    for (const name of this.#results.keys()) {
      if (name.startsWith(`${sessionId}/`)) this.#results.delete(name);
    }
  }

  async #train(
    runner: SessionRunner,
    round: Round,
    { replicaIndex, testErrors }: { replicaIndex: number; testErrors: Map<number, number> },
  ): Promise<void> {
    const deck = findDeck(round.deckId);
    const preset = findPreset(openSecret(round.secret).presetId);
    if (deck === null || preset === null || !isCurrent(runner, round)) return;
    const { houseDesign: design } = preset;
    const trained = await this.#trainer.train(runner.state, round, { design, replicaIndex });
    if (!isCurrent(runner, round)) return;
    testErrors.set(replicaIndex, testErrorOf(trained.predictions, trained.key, deck));
    if (testErrors.size < raceReplicaCount) return;
    const inOrder = [...testErrors].sort(([left], [right]) => left - right).map(([, error]) => error);
    this.#results.set(attemptName(runner.state, round), inOrder);
    if (runner.state.phase === "scoring") this.tally(runner, round);
  }
}
