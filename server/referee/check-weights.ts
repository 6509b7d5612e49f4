import { SeedSchema } from "@/core/random/seed";
import { predictionsAgree } from "@/core/scoring/audit-predictions";
import { findDeck } from "@/core/tasks/decks";
import { readFloats } from "@/core/tasks/float-bytes";
import { packedByteCount } from "@/core/tasks/packed-bits";
import type { Design } from "@/core/training/design";
import type { Loss, TrainingRows } from "@/core/training/recipe";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import type { WeightsJob } from "./referee-jobs";
import { inputsOfJob } from "./round-inputs";

/**
 * True when `predictions` on the round's test rows are those of the weights, as the server's engine computes them;
 * runs in the referee's thread. Weights of another length than the design's network are a bug of the caller and throw.
 */
export async function checkWeights(job: WeightsJob): Promise<boolean> {
  const deck = findDeck(job.deckId);
  if (deck === null) throw new Error(`no deck ${job.deckId}`);
  const { inputDimension, testSampleCount, loss } = deck;
  const inputs = inputsOfJob(job, deck, "test");
  const rows = { inputs, rowCount: testSampleCount, inputDimension };
  const values = await valuesOfWeights(readFloats(job.weights), { design: job.design, loss }, rows);
  return predictionsAgree(values, job.predictions, loss);
}

/** What the network with these weights gives on some rows, one number each. */
export async function valuesOfWeights(
  weights: Float32Array,
  { design, loss }: { readonly design: Design; readonly loss: Loss },
  rows: { readonly inputs: Float32Array; readonly rowCount: number; readonly inputDimension: number },
): Promise<Float32Array> {
  const run = await wasmEngine.createRun(
    {
      recipe: { design, loss, batchSize: 1, stepBudget: 1 },
      training: nothingToLearn(rows, loss),
      validation: null,
      runSeed: unusedSeed,
      replicaIndex: 0,
    },
    {
      status: { step: 0, state: "running", seen: { rowCount: 0, wrongCount: 0, lossSum: 0 } },
      weights,
      epochPosition: 0,
      placeInEpoch: 0,
      wrongInEpoch: 0,
    },
  );
  try {
    return await run.valuesOf(rows.inputs, rows.rowCount);
  } finally {
    run.dispose();
  }
}

/** Decides the order of steps, of which there are none. */
const unusedSeed = SeedSchema.parse("0".repeat(32));

/** An engine wants rows to train on, though no step is done here. */
function nothingToLearn(
  { inputs, inputDimension }: { readonly inputs: Float32Array; readonly inputDimension: number },
  loss: Loss,
): TrainingRows {
  const rows = { inputs: inputs.subarray(0, inputDimension), rowCount: 1, inputDimension };
  return loss === "squared"
    ? { ...rows, targets: new Float32Array(1) }
    : { ...rows, labels: new Uint8Array(packedByteCount(1)) };
}
