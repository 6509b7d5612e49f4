import { chanceError } from "@/core/game/race";
import { fourDigits, mostSummaryPoints } from "@/core/game/run-summary";
import type { RunMeasures } from "@/core/game/run-summary-schema";
import { findDeck } from "@/core/tasks/decks";
import { packBits } from "@/core/tasks/packed-bits";
import { publicInputs } from "@/core/tasks/public-inputs";
import { labelsOf } from "@/core/tasks/task-registry";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import type { TrainingRun } from "@/trainer/training-engine";
import type { AnswerKey, LabelJob, RefereeJob, TrainedReplica, TrainJob } from "./referee-jobs";

/** Does one job; runs in the referee's thread. A deck that does not exist is a bug and throws. */
export function runRefereeJob(job: RefereeJob): Promise<AnswerKey | TrainedReplica> {
  return job.kind === "label" ? Promise.resolve(labelRound(job)) : trainReplica(job);
}

function labelRound({ deckId, publicSeed, rule }: LabelJob): AnswerKey {
  const deck = deckOf(deckId);
  const { inputDimension } = deck;
  const label = (split: "training" | "validation" | "test", rowCount: number) =>
    labelsOf(rule, publicInputs(publicSeed, split, rowCount, inputDimension), rowCount, inputDimension);
  return {
    training: label("training", deck.trainingSampleCount),
    validation: label("validation", deck.validationSampleCount),
    test: label("test", deck.testSampleCount),
  };
}

async function trainReplica(job: TrainJob): Promise<TrainedReplica> {
  const deck = deckOf(job.deckId);
  const { inputDimension, trainingSampleCount, testSampleCount } = deck;
  const inputs = publicInputs(job.publicSeed, "training", trainingSampleCount, inputDimension);
  const run = await wasmEngine.createRun({
    recipe: { design: job.design, loss: "logistic", batchSize: deck.batchSize, stepBudget: deck.stepBudget },
    training: { inputs, labels: job.trainingLabels, rowCount: trainingSampleCount, inputDimension },
    validation: null,
    runSeed: job.runSeed,
    replicaIndex: job.replicaIndex,
  });
  try {
    const { status, curve } = await trainWithCurve(run, deck.stepBudget);
    const { step } = status;
    if (status.state === "diverged") {
      const measures = { ...unmeasured, step, trainingError: chanceError, diverged: true, curve };
      return { outcome: "diverged", step, trainingError: null, predictions: null, measures };
    }
    const { error } = await run.evaluate("training");
    const testInputs = publicInputs(job.publicSeed, "test", testSampleCount, inputDimension);
    const logits = await run.valuesOf(testInputs, testSampleCount);
    const predictions = packBits(logits.map((logit) => (logit >= 0 ? 1 : 0)));
    const { displacement, gradientNorm } = await run.observe();
    const measured = {
      displacement: displacement.map(fourDigits),
      gradientNorm: roundedOrNull(gradientNorm),
    };
    const measures = { ...unmeasured, ...measured, step, trainingError: fourDigits(error), curve };
    return { outcome: "trained", step, trainingError: error, predictions, measures };
  } finally {
    run.dispose();
  }
}

const unmeasured = {
  validationError: null,
  diverged: false,
  displacement: null,
  gradientNorm: null,
  sensitivities: null,
} as const;

/**
 * Trains to the end in 40 pieces, evenly spaced on a logarithmic axis. A curve point holds the error of the rows of its
 * piece in their own forward passes.
 */
async function trainWithCurve(run: TrainingRun, stepBudget: number) {
  const curve: RunMeasures["curve"] = [];
  let seen = { rowCount: 0, wrongCount: 0 };
  let status = await run.advance(0);
  for (let point = 0; point < mostSummaryPoints && status.state === "running"; point += 1) {
    const target = Math.round(stepBudget ** (point / (mostSummaryPoints - 1)));
    if (target <= status.step) continue;
    status = await run.advance(target - status.step, { observeLastStep: true });
    const rowCount = status.seen.rowCount - seen.rowCount;
    if (rowCount > 0) {
      curve.push([status.step, fourDigits((status.seen.wrongCount - seen.wrongCount) / rowCount), null]);
    }
    seen = status.seen;
  }
  return { status, curve };
}

function roundedOrNull(value: number | null): number | null {
  return value === null ? null : fourDigits(value);
}

function deckOf(deckId: RefereeJob["deckId"]) {
  const deck = findDeck(deckId);
  if (deck === null) throw new Error(`no deck ${deckId}`);
  return deck;
}
