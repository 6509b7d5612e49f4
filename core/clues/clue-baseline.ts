import type { BaselineName } from "@/core/theory/baselines";
import type { CluePredictor } from "./clue-key";

/** The baseline that answers for a predictor's name on the card. */
export function baselineOf(predictor: CluePredictor): BaselineName {
  return predictor === "kernel" ? "rbf-kernel" : predictor;
}
