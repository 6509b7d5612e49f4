import { openSecret } from "@/core/game/open-secret";
import type { Round, SessionState } from "@/core/game/session-state";
import { findDeck } from "@/core/tasks/decks";
import { findPreset } from "@/core/tasks/presets";
import { attemptName } from "./attempt";
import type { RefereePool } from "./referee-pool";

/** Attempts whose inputs are kept, about 0.8 MB each; those of another are made again. */
const mostKept = 50;

/** Inputs that devices cannot make for themselves: made in the pool once per attempt, kept while they are in use. */
export class SentInputsCache {
  readonly #pool: RefereePool;
  /** In the order of their last use. */
  readonly #made = new Map<string, Promise<Uint8Array>>();

  constructor(pool: RefereePool) {
    this.#pool = pool;
  }

  /** The inputs of all rows of a round as they travel (`sentInputsBytes`); null where devices make them. */
  async of(state: SessionState, round: Round): Promise<Uint8Array | null> {
    const deck = findDeck(round.deckId);
    if (deck?.inputs !== "sent") return null;
    const name = attemptName(state, round);
    const made = this.#made.get(name) ?? this.#make(round);
    this.#made.delete(name);
    this.#made.set(name, made);
    made.catch(() => this.#made.delete(name));
    const [oldest] = this.#made.keys();
    if (this.#made.size > mostKept && oldest !== undefined) this.#made.delete(oldest);
    return made;
  }

  forget(sessionId: string): void {
    for (const name of this.#made.keys()) if (name.startsWith(`${sessionId}/`)) this.#made.delete(name);
  }

  #make({ deckId, publicSeed, secret }: Round): Promise<Uint8Array> {
    const { presetId, secretSeed } = openSecret(secret);
    const preset = findPreset(presetId);
    if (preset === null) throw new Error(`no preset of ${deckId}`);
    return this.#pool.run({ kind: "inputs", deckId, task: preset.task, publicSeed, secretSeed });
  }
}
