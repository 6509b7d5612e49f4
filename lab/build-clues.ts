import type { MeasuredBaseline } from "@/core/bank/measured-preset";
import { answerClue, type BaselineErrors } from "@/core/clues/answer-clue";
import { baselineOf } from "@/core/clues/clue-baseline";
import { informationBits } from "@/core/clues/clue-information";
import { type ClueKey, type CluePredictor, cluePredictors } from "@/core/clues/clue-key";
import type { ClueLikelihood } from "@/core/clues/clue-likelihoods";
import { clueOfKey } from "@/core/clues/clue-of-key";
import { clueKindsOf } from "@/core/clues/clue-offer";
import { clueOutcome } from "@/core/clues/clue-outcome";
import { inverseNormal } from "@/core/numerics/inverse-normal";
import type { Deck } from "@/core/tasks/deck";
import type { Preset } from "@/core/tasks/preset";
import { errorOfValues } from "@/core/theory/baseline";
import { baselines } from "@/core/theory/baselines";
import type { Output } from "@/lab/command-line";
import { createInstance, experimentOf, labSeed, seedsOfInstance } from "@/lab/instance";

/** Instances per deck, hypothesis and clue. */
export const clueTrialCount = 4000;
/** A predictor is fitted to fewer: to pictures, which take milliseconds, and to labels, which take seconds. */
export const pictureFitCount = 100;
export const labelFitCount = 20;
/** Fewer replicas in the bank do not say how much an error varies. */
const fewestBankReplicas = 3;

/** Clues are measured on instances of their own, far from those of the bank. */
const firstClueInstance = 1_000_000;

/** How often a deck's clue had each outcome, by hypothesis, and its bits. */
export function measureClue(
  deck: Deck,
  presets: readonly Preset[],
  clueKey: ClueKey,
  bankBaselines: (preset: Preset) => readonly MeasuredBaseline[],
): ClueLikelihood {
  const predictor = predictorOf(clueKey);
  const counts = Object.fromEntries(
    presets.map((preset) => {
      const outcomes =
        predictor === null
          ? instanceOutcomes(deck, preset, clueKey, clueTrialCount)
          : baselineOutcomes(deck, preset, predictor, bankBaselines(preset));
      return [preset.hypothesis, countOutcomes(outcomes)];
    }),
  );
  return { clueKey, bits: Math.round(informationBits(counts) * 1000) / 1000, counts };
}

/** All clues of a deck. */
export function measureClues(
  deck: Deck,
  presets: readonly Preset[],
  bankBaselines: (preset: Preset) => readonly MeasuredBaseline[],
  output: Output,
): ClueLikelihood[] {
  return clueKindsOf(deck).map((clueKey) => {
    const likelihood = measureClue(deck, presets, clueKey, bankBaselines);
    output.say(`${deck.deckId}: ${clueKey} tells ${likelihood.bits.toFixed(2)} bits`);
    return likelihood;
  });
}

/** Outcomes of a clue that asks the rule itself, each on an instance of its own. */
export function instanceOutcomes(
  deck: Pick<Deck, "inputDimension">,
  { task }: Pick<Preset, "task">,
  clueKey: ClueKey,
  trialCount: number,
): string[] {
  return Array.from({ length: trialCount }, (_, trial) => {
    const { secretSeed } = seedsOfInstance(firstClueInstance + trial, labSeed);
    const clue = clueOfKey(clueKey, trial, deck);
    const answer = answerClue({ deck, task, secretSeed, baselineErrors: {} }, clue, 0);
    if (answer === null) throw new Error(`${clueKey} has an answer`);
    return clueOutcome(answer);
  });
}

function baselineOutcomes(
  deck: Deck,
  preset: Preset,
  predictor: CluePredictor,
  onFile: readonly MeasuredBaseline[],
): string[] {
  const known = onFile.find((baseline) => baseline.predictor === baselineOf(predictor));
  const isKnown = known !== undefined && known.replicaCount >= fewestBankReplicas;
  const isSlow = deck.loss !== "squared";
  const errors =
    isKnown && isSlow
      ? quantilesOf(known, deck)
      : fittedErrors(deck, preset, predictor, isSlow ? labelFitCount : pictureFitCount);
  return errors.map((error) => {
    const baselineErrors: BaselineErrors = { [predictor]: error };
    const source = { deck, task: preset.task, secretSeed: labSeed, baselineErrors };
    const answer = answerClue(source, { kind: "baseline", predictor }, 0);
    if (answer === null) throw new Error(`${predictor} has an error`);
    return clueOutcome(answer);
  });
}

/**
 * 20 quantiles of the normal law with the bank's mean and spread; the spread is at least that of a share counted on the
 * validation rows, since the bank counted on more rows.
 */
function quantilesOf({ meanError, standardDeviation }: MeasuredBaseline, deck: Deck): number[] {
  const counting = Math.sqrt((meanError * (1 - meanError)) / deck.validationSampleCount);
  const spread = Math.max(standardDeviation, counting);
  return Array.from({ length: labelFitCount }, (_, place) =>
    Math.max(0, meanError + spread * inverseNormal((place + 0.5) / labelFitCount)),
  );
}

function fittedErrors(deck: Deck, preset: Preset, predictor: CluePredictor, fitCount: number): number[] {
  return Array.from({ length: fitCount }, (_, trial) => {
    const { training, validation } = createInstance(experimentOf(deck, preset), firstClueInstance + trial);
    const fitted = baselines[baselineOf(predictor)].fit(training);
    return errorOfValues(fitted.predict(validation), validation);
  });
}

function predictorOf(clueKey: ClueKey): CluePredictor | null {
  return cluePredictors.find((predictor) => clueKey === `baseline-${predictor}`) ?? null;
}

function countOutcomes(outcomes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes.toSorted()) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
