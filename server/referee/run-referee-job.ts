import { findDeck } from "@/core/tasks/decks";
import { packBits } from "@/core/tasks/packed-bits";
import { publicInputs } from "@/core/tasks/public-inputs";
import { labelsOf } from "@/core/tasks/task-registry";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
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
    const status = await run.advance(deck.stepBudget);
    if (status.state === "diverged") {
      return { outcome: "diverged", step: status.step, trainingError: null, predictions: null };
    }
    const { error } = await run.evaluate("training");
    const testInputs = publicInputs(job.publicSeed, "test", testSampleCount, inputDimension);
    const logits = await run.valuesOf(testInputs, testSampleCount);
    const predictions = packBits(logits.map((logit) => (logit >= 0 ? 1 : 0)));
    return { outcome: "trained", step: status.step, trainingError: error, predictions };
  } finally {
    run.dispose();
  }
}

function deckOf(deckId: RefereeJob["deckId"]) {
  const deck = findDeck(deckId);
  if (deck === null) throw new Error(`no deck ${deckId}`);
  return deck;
}
