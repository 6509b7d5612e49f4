import { cappedError, chanceError } from "@/core/game/race";
import { fourDigits, mostSummaryPoints } from "@/core/game/run-summary";
import type { RunMeasures } from "@/core/game/run-summary-schema";
import { findDeck } from "@/core/tasks/decks";
import { floatBytes, readFloats } from "@/core/tasks/float-bytes";
import { packBits } from "@/core/tasks/packed-bits";
import type { Split } from "@/core/tasks/public-inputs";
import { sentInputsBytes } from "@/core/tasks/sent-inputs";
import { makeSplit } from "@/core/tasks/task-instance";
import type { SeenRows } from "@/core/training/recipe";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import type { TrainingRun } from "@/trainer/training-engine";
import { checkWeights } from "./check-weights";
import { fitBaseline } from "./fit-baseline";
import type {
  AnswerKey,
  InputsJob,
  LabelJob,
  RefereeJob,
  RefereeResult,
  TrainedReplica,
  TrainJob,
} from "./referee-jobs";
import { inputsOfJob } from "./round-inputs";

/** Does one job; runs in the referee's thread. A deck that does not exist is a bug and throws. */
export async function runRefereeJob(job: RefereeJob): Promise<RefereeResult> {
  switch (job.kind) {
    case "label":
      return labelRound(job);
    case "inputs":
      return inputsOfRound(job);
    case "train":
      return trainReplica(job);
    case "baseline":
      return fitBaseline(job, deckOf(job.deckId));
    case "weights":
      return checkWeights(job);
    default:
      return job satisfies never;
  }
}

function labelRound({ deckId, task, publicSeed, secretSeed }: LabelJob): AnswerKey {
  const deck = deckOf(deckId);
  const instance = { task, inputDimension: deck.inputDimension, publicSeed, secretSeed };
  const label = (split: Split, rowCount: number) => {
    const rows = makeSplit(instance, split, rowCount);
    return "labels" in rows ? rows.labels : floatBytes(rows.targets);
  };
  return {
    training: label("training", deck.trainingSampleCount),
    validation: label("validation", deck.validationSampleCount),
    test: label("test", deck.testSampleCount),
  };
}

function inputsOfRound({ deckId, task, publicSeed, secretSeed }: InputsJob): Uint8Array {
  const deck = deckOf(deckId);
  const instance = { task, inputDimension: deck.inputDimension, publicSeed, secretSeed };
  return sentInputsBytes({
    training: makeSplit(instance, "training", deck.trainingSampleCount).inputs,
    validation: makeSplit(instance, "validation", deck.validationSampleCount).inputs,
    test: makeSplit(instance, "test", deck.testSampleCount).inputs,
  });
}

async function trainReplica(job: TrainJob): Promise<TrainedReplica> {
  const deck = deckOf(job.deckId);
  const { inputDimension, trainingSampleCount, testSampleCount, loss, batchSize, stepBudget } = deck;
  const inputs = inputsOfJob(job, deck, "training");
  const rows = { inputs, rowCount: trainingSampleCount, inputDimension };
  const isRegression = loss === "squared";
  const run = await wasmEngine.createRun({
    recipe: { design: job.design, loss, batchSize, stepBudget },
    training: isRegression
      ? { ...rows, targets: readFloats(job.trainingLabels) }
      : { ...rows, labels: job.trainingLabels },
    validation: null,
    runSeed: job.runSeed,
    replicaIndex: job.replicaIndex,
  });
  try {
    const { status, curve } = await trainWithCurve(run, { isRegression, stepBudget });
    const { step } = status;
    if (status.state === "diverged") {
      const measures = { ...unmeasured, step, trainingError: chanceError, diverged: true, curve };
      return { outcome: "diverged", step, trainingError: null, predictions: null, weights: null, measures };
    }
    const error = cappedError((await run.evaluate("training")).error);
    const values = await run.valuesOf(inputsOfJob(job, deck, "test"), testSampleCount);
    const predictions = isRegression
      ? floatBytes(values)
      : packBits(values.map((value) => (value >= 0 ? 1 : 0)));
    const { displacement, gradientNorm } = await run.observe();
    const measured = {
      displacement: displacement.map(fourDigits),
      gradientNorm: roundedOrNull(gradientNorm),
    };
    const measures = { ...unmeasured, ...measured, step, trainingError: fourDigits(error), curve };
    const weights = floatBytes(await run.readWeights());
    return { outcome: "trained", step, trainingError: error, predictions, weights, measures };
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
async function trainWithCurve(
  run: TrainingRun,
  { isRegression, stepBudget }: { isRegression: boolean; stepBudget: number },
) {
  const curve: RunMeasures["curve"] = [];
  let seen: SeenRows = { rowCount: 0, wrongCount: 0, lossSum: 0 };
  let status = await run.advance(0);
  for (let point = 0; point < mostSummaryPoints && status.state === "running"; point += 1) {
    const target = Math.round(stepBudget ** (point / (mostSummaryPoints - 1)));
    if (target <= status.step) continue;
    status = await run.advance(target - status.step, { observeLastStep: true });
    const error = runningError(seen, status.seen, isRegression);
    if (error !== null) curve.push([status.step, fourDigits(error), null]);
    seen = status.seen;
  }
  return { status, curve };
}

/** Error of the rows seen between two moments: share of wrong signs, or root mean square distance to the targets. */
function runningError(before: SeenRows, now: SeenRows, isRegression: boolean): number | null {
  const rowCount = now.rowCount - before.rowCount;
  if (rowCount === 0) return null;
  if (!isRegression) return (now.wrongCount - before.wrongCount) / rowCount;
  return cappedError(Math.sqrt((2 * (now.lossSum - before.lossSum)) / rowCount));
}

function roundedOrNull(value: number | null): number | null {
  return value === null ? null : fourDigits(value);
}

function deckOf(deckId: RefereeJob["deckId"]) {
  const deck = findDeck(deckId);
  if (deck === null) throw new Error(`no deck ${deckId}`);
  return deck;
}
