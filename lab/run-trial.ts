import type { Trial } from "@/core/bank/measured-grid";
import type { Deck } from "@/core/tasks/deck";
import { countDifferentBits, packBits } from "@/core/tasks/packed-bits";
import type { Design } from "@/core/training/design";
import type { Instance } from "@/lab/instance";
import type { TrainingEngine } from "@/trainer/training-engine";

/** Trains `design` on one instance to the end and measures it on all test rows. */
export async function runTrial(
  engine: TrainingEngine,
  deck: Deck,
  instance: Instance,
  trial: { number: number; design: Design },
): Promise<Trial> {
  const { batchSize, stepBudget } = deck;
  const run = await engine.createRun({
    recipe: { design: trial.design, loss: "logistic", batchSize, stepBudget },
    training: instance.training,
    validation: instance.validation,
    runSeed: instance.runSeed,
    replicaIndex: 0,
  });
  const { step, state } = await run.advance(stepBudget);
  if (state === "running") throw new Error("a run ends within its step budget");
  const { inputs, labels, rowCount } = instance.test;
  const predictions = packBits((await run.valuesOf(inputs, rowCount)).map((logit) => (logit >= 0 ? 1 : 0)));
  const trainingError = state === "diverged" ? 0.5 : (await run.evaluate("training")).error;
  const testError = state === "diverged" ? 0.5 : countDifferentBits(predictions, labels, rowCount) / rowCount;
  run.dispose();
  return { instance: trial.number, design: trial.design, testError, trainingError, step, state };
}
