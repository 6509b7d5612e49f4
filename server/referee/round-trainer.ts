import { openSecret } from "@/core/game/open-secret";
import type { Round, SessionState } from "@/core/game/session-state";
import { findDeck } from "@/core/tasks/decks";
import { findPreset } from "@/core/tasks/presets";
import type { Design } from "@/core/training/design";
import { attemptName } from "./attempt";
import type { AnswerKey, TrainedReplica } from "./referee-jobs";
import type { RefereePool } from "./referee-pool";
import { SentInputsCache } from "./sent-inputs-cache";

/** Labels rounds, once each, and trains replicas on them, in the pool. */
export class RoundTrainer {
  readonly #pool: RefereePool;
  readonly #keys = new Map<string, Promise<AnswerKey>>();
  /** For decks whose inputs devices cannot make. */
  readonly sentInputs: SentInputsCache;

  constructor(pool: RefereePool) {
    this.#pool = pool;
    this.sentInputs = new SentInputsCache(pool);
  }

  /** The labels of a round. A failure is not remembered. */
  answerKey(state: SessionState, round: Round): Promise<AnswerKey> {
    const name = attemptName(state, round);
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const deck = findDeck(round.deckId);
    const { presetId, secretSeed } = openSecret(round.secret);
    const preset = findPreset(presetId);
    if (deck === null || preset === null) throw new Error(`no deck or preset of ${round.deckId}`);
    const { task } = preset;
    const { publicSeed } = round;
    const key = this.#pool.run({ kind: "label", deckId: deck.deckId, task, publicSeed, secretSeed });
    this.#keys.set(name, key);
    key.catch(() => this.#keys.delete(name));
    return key;
  }

  /** Trains one race replica of a design. */
  async train(
    state: SessionState,
    round: Round,
    { design, replicaIndex }: { readonly design: Design; readonly replicaIndex: number },
  ): Promise<TrainedReplica & { readonly key: AnswerKey }> {
    const [key, sentInputs] = await Promise.all([
      this.answerKey(state, round),
      this.sentInputs.of(state, round),
    ]);
    const trained = await this.#pool.run({
      kind: "train",
      deckId: round.deckId,
      publicSeed: round.publicSeed,
      sentInputs,
      trainingLabels: key.training,
      design,
      runSeed: round.raceSeed,
      replicaIndex,
    });
    return { ...trained, key };
  }

  forget(sessionId: string): void {
    this.sentInputs.forget(sessionId);
    for (const name of this.#keys.keys()) if (name.startsWith(`${sessionId}/`)) this.#keys.delete(name);
  }
}
