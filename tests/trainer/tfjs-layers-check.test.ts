import * as tf from "@tensorflow/tfjs";
import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import type { Design } from "@/core/training/design";
import { initialWeights } from "@/core/training/initial-weights";
import type { Loss } from "@/core/training/recipe";
import { createReferenceRun, referenceGradient } from "@/core/training/reference-trainer";
import { createSampleOrder } from "@/core/training/sample-order";
import { weightLayout } from "@/core/training/weight-layout";
import { relativeDistance } from "@/tests/fixtures/relative-distance";
import {
  createLayersModel,
  disposeModel,
  layersRows,
  weightsOfModel,
} from "@/tests/fixtures/tfjs-layers-model";
import { rowsFor } from "@/tests/fixtures/training-rows";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import type { RunSpec } from "@/trainer/training-engine";

const runSeed = SeedSchema.parse("71d4f0a2c6b35e8890ab1c2d3e4f5061");
const replicaIndex = 1;
const batchSize = 50;
const tolerance = 1e-6;

/** Four full batches and a shorter one. */
const rowCount = 230;

interface Shape extends Design {
  inputDimension: number;
  loss: Loss;
}

const shapes: Shape[] = [
  { loss: "logistic", inputDimension: 8, depth: 1, width: 20, learningRate: 0.3 },
  { loss: "logistic", inputDimension: 16, depth: 3, width: 20, learningRate: 0.1 },
  { loss: "logistic", inputDimension: 10, depth: 7, width: 50, learningRate: 0.1 },
  { loss: "softmax", inputDimension: 10, depth: 0, width: 1, learningRate: 0.1 },
  { loss: "softmax", inputDimension: 16, depth: 3, width: 20, learningRate: 0.1 },
  { loss: "squared", inputDimension: 2, depth: 3, width: 50, learningRate: 0.05 },
  { loss: "squared", inputDimension: 9, depth: 1, width: 20, learningRate: 0.05 },
];

function specOf({ inputDimension, loss, ...design }: Shape): RunSpec {
  const training = rowsFor(loss, rowCount, inputDimension);
  const recipe = { design, loss, batchSize, stepBudget: 1000 };
  return { recipe, training, validation: null, runSeed, replicaIndex };
}

function modelOf({ recipe, training: { inputDimension } }: RunSpec): Promise<tf.Sequential> {
  const startWeights = initialWeights(recipe, inputDimension, runSeed, replicaIndex);
  return createLayersModel(recipe, inputDimension, startWeights);
}

function firstEpoch(): Uint32Array {
  const order = new Uint32Array(rowCount);
  createSampleOrder(runSeed, replicaIndex).nextEpoch(order);
  return order;
}

/** Trains on one batch; returns its loss before the step. */
async function trainOnBatch(model: tf.Sequential, spec: RunSpec, batch: Uint32Array): Promise<number> {
  const { inputs, labels } = layersRows(spec.training, spec.recipe.loss, batch);
  const loss = await model.trainOnBatch(inputs, labels);
  tf.dispose([inputs, labels]);
  return loss as number;
}

// Nothing of ours computes here but the starting weights and the order of the rows.
describe("the layers API of tfjs", () => {
  it.each(shapes)(
    "takes the first steps of the reference and of the wasm engine: $loss $depth x $width",
    async (shape) => {
      const spec = specOf(shape);
      const { loss: lossName } = shape;
      const network = { loss: lossName, layout: weightLayout(spec.recipe, shape.inputDimension) };
      const reference = createReferenceRun(spec.recipe, spec.training, spec);
      const wasm = await wasmEngine.createRun(spec);
      const model = await modelOf(spec);
      const order = firstEpoch();

      for (let start = 0; start < rowCount; start += batchSize) {
        const batch = order.subarray(start, start + batchSize);
        const expected = referenceGradient(reference.weights(), network, spec.training, Array.from(batch));
        const before = reference.weights();
        const loss = await trainOnBatch(model, spec, batch);
        reference.advance(1);
        await wasm.advance(1);

        const weights = weightsOfModel(model);
        expect(Math.abs(loss / expected.meanLoss - 1)).toBeLessThan(tolerance);
        expect(relativeDistance(weights, reference.weights())).toBeLessThan(tolerance);
        expect(relativeDistance(weights, await wasm.readWeights())).toBeLessThan(tolerance);
        // The step is far larger than the tolerance, so an error in the step would show.
        expect(relativeDistance(before, reference.weights())).toBeGreaterThan(1000 * tolerance);
      }
      wasm.dispose();
      disposeModel(model);
    },
  );

  it.each(shapes)(
    "fits an epoch as the reference and the wasm engine do: $loss $depth x $width",
    async (shape) => {
      const spec = specOf(shape);
      const stepCount = Math.ceil(rowCount / batchSize);
      const reference = createReferenceRun(spec.recipe, spec.training, spec);
      const wasm = await wasmEngine.createRun(spec);
      const model = await modelOf(spec);
      const { inputs, labels } = layersRows(spec.training, spec.recipe.loss, firstEpoch());

      await model.fit(inputs, labels, { batchSize, epochs: 1, shuffle: false, verbose: 0 });
      reference.advance(stepCount);
      await wasm.advance(stepCount);

      const loss = tf.tidy(
        () => (model.evaluate(inputs, labels, { batchSize: rowCount }) as tf.Scalar).dataSync()[0],
      );
      const weights = weightsOfModel(model);
      expect(relativeDistance(weights, reference.weights())).toBeLessThan(tolerance);
      expect(relativeDistance(weights, await wasm.readWeights())).toBeLessThan(tolerance);
      expect(Math.abs((loss as number) / reference.evaluate(spec.training).loss - 1)).toBeLessThan(tolerance);
      expect(Math.abs((loss as number) / (await wasm.evaluate("training")).loss - 1)).toBeLessThan(tolerance);
      tf.dispose([inputs, labels]);
      wasm.dispose();
      disposeModel(model);
    },
  );

  it("differs by more than the tolerance where one row of a batch is another", async () => {
    const spec = specOf(shapes[1] as Shape);
    const reference = createReferenceRun(spec.recipe, spec.training, spec);
    const model = await modelOf(spec);
    const order = firstEpoch();
    const batch = order.slice(0, batchSize);
    batch[0] = order[batchSize] as number;

    await trainOnBatch(model, spec, batch);
    reference.advance(1);

    expect(relativeDistance(weightsOfModel(model), reference.weights())).toBeGreaterThan(tolerance);
    disposeModel(model);
  });

  it("keeps no tensor of a step, and none of a model that was disposed", async () => {
    const spec = specOf(shapes[1] as Shape);
    const order = firstEpoch();
    const before = tf.memory().numTensors;
    const model = await modelOf(spec);
    // The first step makes what the optimizer keeps.
    await trainOnBatch(model, spec, order.subarray(0, batchSize));
    const during = tf.memory().numTensors;

    for (let start = batchSize; start < rowCount; start += batchSize) {
      await trainOnBatch(model, spec, order.subarray(start, start + batchSize));
    }
    const { inputs, labels } = layersRows(spec.training, spec.recipe.loss, order);
    await model.fit(inputs, labels, { batchSize, epochs: 2, shuffle: false, verbose: 0 });
    tf.dispose([inputs, labels]);
    expect(tf.memory().numTensors).toBe(during);

    disposeModel(model);
    expect(tf.memory().numTensors).toBe(before);
  });
});
