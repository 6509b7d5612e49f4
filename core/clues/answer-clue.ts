import type { Seed } from "@/core/random/seed";
import type { Deck } from "@/core/tasks/deck";
import type { TaskSpec } from "@/core/tasks/task-spec";
import { answerLabelClue } from "./answer-label-clue";
import { answerPictureClue } from "./answer-picture-clue";
import type { Clue, ClueAnswer } from "./clue";
import type { CluePredictor } from "./clue-key";

/** Validation errors of the predictors that have been fitted to a round so far. */
export type BaselineErrors = Readonly<Partial<Record<CluePredictor, number>>>;

/** What an answer is made of. All of it but the deck is secret. */
export interface ClueSource {
  readonly deck: Pick<Deck, "inputDimension">;
  readonly task: TaskSpec;
  readonly secretSeed: Seed;
  readonly baselineErrors: BaselineErrors;
}

/**
 * The answer to a clue of which the team has bought `purchaseIndex` others of the same kind before: a function of its
 * arguments, so that every team gets the same answer to the same purchase and no two answers contradict each other. Null
 * for a predictor that has not been fitted yet. Only for clues that `clueRefusal` lets pass.
 */
export function answerClue(source: ClueSource, clue: Clue, purchaseIndex: number): ClueAnswer | null {
  const { deck, task, secretSeed, baselineErrors } = source;
  const instance = { task, secretSeed, inputDimension: deck.inputDimension };
  switch (clue.kind) {
    case "resample":
    case "negate":
    case "shift":
    case "rows":
      return answerLabelClue(instance, clue, purchaseIndex);
    case "line":
    case "jump-scan":
      return answerPictureClue(instance, clue, purchaseIndex);
    case "baseline": {
      const error = baselineErrors[clue.predictor];
      return error === undefined ? null : { ...clue, error: Math.round(error * 1000) / 1000 };
    }
    default:
      return clue satisfies never;
  }
}
