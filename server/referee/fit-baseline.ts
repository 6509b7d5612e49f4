import type { Deck } from "@/core/tasks/deck";
import { makeSplit } from "@/core/tasks/task-instance";
import { errorOfValues } from "@/core/theory/baseline";
import { baselines } from "@/core/theory/baselines";
import type { BaselineJob } from "./referee-jobs";

/** Validation error of a predictor that is no network, fitted to a round's training rows. */
export function fitBaseline({ task, publicSeed, secretSeed, predictor }: BaselineJob, deck: Deck): number {
  const { inputDimension, trainingSampleCount, validationSampleCount } = deck;
  const instance = { task, inputDimension, publicSeed, secretSeed };
  const fitted = baselines[predictor].fit(makeSplit(instance, "training", trainingSampleCount));
  const validation = makeSplit(instance, "validation", validationSampleCount);
  return errorOfValues(fitted.predict(validation), validation);
}
