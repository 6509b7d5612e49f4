import { answerClue } from "@/core/clues/answer-clue";
import type { Clue, ClueAnswer } from "@/core/clues/clue";
import { baselineOf } from "@/core/clues/clue-baseline";
import { type CluePredictor, cluePredictors } from "@/core/clues/clue-key";
import { clueKindsOf, clueRefusal, purchaseIndexOf } from "@/core/clues/clue-offer";
import type { TeamId } from "@/core/game/identifiers";
import { openSecret } from "@/core/game/open-secret";
import { currentRound, type Round, type SessionState } from "@/core/game/session-state";
import { findTeamRound } from "@/core/game/update-round";
import { findDeck } from "@/core/tasks/decks";
import { findPreset } from "@/core/tasks/presets";
import type { Log } from "@/server/log";
import type { SessionRunner } from "@/server/sessions/session-runner";
import { attemptName, isCurrent } from "./attempt";
import type { RefereePool } from "./referee-pool";
import type { WorkQueue } from "./work-queue";

/** Answers clues from the secret of a round, and fits ahead the predictors whose scores its deck sells. */
export class ClueDesk {
  readonly #pool: RefereePool;
  readonly #queue: WorkQueue;
  readonly #log: Log;
  readonly #errors = new Map<string, Partial<Record<CluePredictor, number>>>();

  constructor(parts: { pool: RefereePool; queue: WorkQueue; log: Log }) {
    this.#pool = parts.pool;
    this.#queue = parts.queue;
    this.#log = parts.log;
  }

  /** Begins to fit a round's predictors unless that has been done; not known any more after a restart, so done again. */
  prepare(runner: SessionRunner, round: Round): void {
    const name = attemptName(runner.state, round);
    const deck = findDeck(round.deckId);
    if (deck === null || this.#errors.has(name)) return;
    const errors: Partial<Record<CluePredictor, number>> = {};
    this.#errors.set(name, errors);
    const sold = clueKindsOf(deck);
    for (const predictor of cluePredictors) {
      if (!sold.includes(`baseline-${predictor}`)) continue;
      const measure = async () => {
        if (!isCurrent(runner, round)) return;
        errors[predictor] = await this.#fitted(round, predictor);
      };
      this.#queue.add(() => measure().catch((error) => this.#complain(runner, round, error)), "patient");
    }
  }

  /** What a team gets for a clue; null when it cannot have it or when the answer is not there yet. */
  answer(state: SessionState, teamId: TeamId | null, clue: Clue): ClueAnswer | null {
    const team = findTeamRound(state, teamId);
    if (team === null) return null;
    return this.answerAfter(
      state,
      clue,
      team.clues.map((other) => other.clue),
    );
  }

  /** What a team that has bought `bought` gets for a clue; null as in `answer`. */
  answerAfter(state: SessionState, clue: Clue, bought: readonly Clue[]): ClueAnswer | null {
    const round = currentRound(state);
    const deck = round === null ? null : findDeck(round.deckId);
    if (round === null || deck === null || clueRefusal(deck, clue, bought) !== null) return null;
    const { presetId, secretSeed } = openSecret(round.secret);
    const preset = findPreset(presetId);
    if (preset === null) return null;
    const baselineErrors = this.#errors.get(attemptName(state, round)) ?? {};
    return answerClue(
      { deck, task: preset.task, secretSeed, baselineErrors },
      clue,
      purchaseIndexOf(clue, bought),
    );
  }

  /** True when every predictor whose score the round's deck sells has been fitted. */
  isReady(state: SessionState, round: Round): boolean {
    const deck = findDeck(round.deckId);
    const known = this.#errors.get(attemptName(state, round)) ?? {};
    const sold = deck === null ? [] : clueKindsOf(deck);
    return cluePredictors.every(
      (predictor) => !sold.includes(`baseline-${predictor}`) || known[predictor] !== undefined,
    );
  }

  forget(sessionId: string): void {
    for (const name of this.#errors.keys()) {
      if (name.startsWith(`${sessionId}/`)) this.#errors.delete(name);
    }
  }

  async #fitted(round: Round, predictor: CluePredictor): Promise<number> {
    const { presetId, secretSeed } = openSecret(round.secret);
    const preset = findPreset(presetId);
    if (preset === null) throw new Error(`no preset of ${round.deckId}`);
    const { task } = preset;
    const { deckId, publicSeed } = round;
    return this.#pool.run({
      kind: "baseline",
      deckId,
      task,
      publicSeed,
      secretSeed,
      predictor: baselineOf(predictor),
    });
  }

  #complain(runner: SessionRunner, round: Round, error: unknown): void {
    if (isCurrent(runner, round)) this.#log.error({ error }, "a predictor could not be fitted");
  }
}
