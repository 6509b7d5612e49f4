import * as tf from "@tensorflow/tfjs";
import { SeedSchema } from "@/core/random/seed";
import { publicInputs } from "@/core/tasks/public-inputs";
import { initialWeights } from "@/core/training/initial-weights";
import { createLayersModel, disposeModel, layersRows } from "@/tests/fixtures/tfjs-layers-model";
import type { SpeedShape } from "@/trainer/measure-engine-speed";

const seed = SeedSchema.parse("62656e63686d61726b2062656e63686d");
const rowCount = 500;
const batchSize = 50;

/**
 * SGD steps per second of `model.fit` with plain tfjs on its cpu backend, on the rows and batches of
 * `measureEngineSpeed`, over about `milliseconds` after a warm-up of a fifth of it and of one step at least.
 */
export async function measureModelFit(shape: SpeedShape, milliseconds: number): Promise<number> {
  tf.enableProdMode();
  const { depth, width, inputDimension } = shape;
  const design = { depth, width, learningRate: 1e-9 };
  const model = await createLayersModel(
    design,
    inputDimension,
    initialWeights(design, inputDimension, seed, 0),
  );
  const training = {
    inputs: publicInputs(seed, "training", rowCount, inputDimension),
    labels: new Uint8Array(Math.ceil(rowCount / 8)).fill(0b01010101),
    rowCount,
    inputDimension,
  };
  const rows = layersRows(
    training,
    Uint32Array.from({ length: rowCount }, (_, row) => row),
  );
  await fitFor(model, rows, milliseconds / 5);
  const startedAt = performance.now();
  const stepCount = await fitFor(model, rows, milliseconds);
  const seconds = (performance.now() - startedAt) / 1000;
  tf.dispose([rows.inputs, rows.labels]);
  disposeModel(model);
  return stepCount / seconds;
}

/** Fits until the time is over; returns how many steps that were. */
async function fitFor(
  model: tf.Sequential,
  { inputs, labels }: ReturnType<typeof layersRows>,
  milliseconds: number,
): Promise<number> {
  const from = performance.now();
  let stepCount = 0;
  await model.fit(inputs, labels, {
    batchSize,
    epochs: Number.MAX_SAFE_INTEGER,
    shuffle: true,
    verbose: 0,
    // Waiting for a frame between steps would be timed as well.
    yieldEvery: "never",
    callbacks: {
      onBatchEnd: () => {
        stepCount += 1;
        if (performance.now() - from >= milliseconds) model.stopTraining = true;
      },
    },
  });
  return stepCount;
}
