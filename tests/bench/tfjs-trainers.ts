import * as tf from "@tensorflow/tfjs";
import { weightLayout } from "@/core/training/weight-layout";
import { type BenchShape, batchesPerEpoch, type PlainRun, plainRun } from "@/tests/bench/bench-shapes";
import type { OpenTrainer } from "@/tests/bench/bench-trainer";

/**
 * What a plain program with TensorFlow.js does: dense layers and `model.fit`. `enterBackend` makes the backend that is
 * timed the current one.
 */
export function modelFitTrainer(enterBackend: () => Promise<void>): OpenTrainer {
  return async (shape, learningRate) => {
    await enterBackend();
    const run = plainRun(shape, learningRate);
    const model = createModel(shape, run);
    const rows = rowTensors(shape, run);
    const { batchSize } = shape;

    async function fitSteps(stepCount: number): Promise<void> {
      const count = stepCount * batchSize;
      const isWhole = stepCount % batchesPerEpoch === 0;
      const part = isWhole ? rows : slicedRows(rows, 0, count);
      // A part of an epoch keeps the order, so that its first steps can be compared with the reference.
      await model.fit(part.inputs, part.wanted, {
        batchSize,
        epochs: isWhole ? stepCount / batchesPerEpoch : 1,
        shuffle: isWhole,
        verbose: 0,
        // Waiting for a frame between steps would be timed as well.
        yieldEvery: "never",
      });
      if (!isWhole) tf.dispose([part.inputs, part.wanted]);
    }

    return {
      async train(stepCount) {
        await enterBackend();
        const wholeStepCount = stepCount - (stepCount % batchesPerEpoch);
        if (wholeStepCount > 0) await fitSteps(wholeStepCount);
        if (stepCount > wholeStepCount) await fitSteps(stepCount - wholeStepCount);
        await awaitLastWeights(model.getWeights().at(-1));
      },
      async loss() {
        await enterBackend();
        return readLoss(shape, rows.wanted, () => model.predict(rows.inputs) as tf.Tensor2D);
      },
      dispose() {
        model.optimizer.dispose();
        model.dispose();
        tf.dispose([rows.inputs, rows.wanted]);
      },
    };
  };
}

/** TensorFlow.js without its layers: variables, operations and `optimizer.minimize`. */
export function minimiseTrainer(enterBackend: () => Promise<void>): OpenTrainer {
  return async (shape, learningRate) => {
    await enterBackend();
    const run = plainRun(shape, learningRate);
    const variables = createVariables(shape, run);
    const optimizer = tf.train.sgd(tfjsRate(shape, run));
    const rows = rowTensors(shape, run);
    const epochs = createEpochs(rows, run.rowCount);
    const { batchSize } = shape;

    return {
      async train(stepCount) {
        await enterBackend();
        for (let step = 0; step < stepCount; step += 1) {
          tf.tidy(() => {
            const batch = slicedRows(epochs.rowsOfStep(), epochs.batchIndex() * batchSize, batchSize);
            optimizer.minimize(() => lossOf(shape, batch.wanted, forward(variables, batch.inputs)));
          });
          epochs.endStep();
        }
        await awaitLastWeights(variables.at(-1));
      },
      async loss() {
        await enterBackend();
        return readLoss(shape, rows.wanted, () => forward(variables, rows.inputs));
      },
      dispose() {
        epochs.dispose();
        optimizer.dispose();
        tf.dispose(variables);
        tf.dispose([rows.inputs, rows.wanted]);
      },
    };
  };
}

interface RowTensors {
  inputs: tf.Tensor2D;
  wanted: tf.Tensor2D;
}

function rowTensors(
  { inputDimension, loss }: BenchShape,
  { inputs, wanted, rowCount }: PlainRun,
): RowTensors {
  const values = loss === "softmax" ? Array.from(wanted).flatMap((label) => [1 - label, label]) : wanted;
  return {
    inputs: tf.tensor2d(inputs, [rowCount, inputDimension]),
    wanted: tf.tensor2d(values, [rowCount, loss === "softmax" ? 2 : 1]),
  };
}

function slicedRows({ inputs, wanted }: RowTensors, start: number, count: number): RowTensors {
  return {
    inputs: tf.slice2d(inputs, [start, 0], [count, inputs.shape[1]]),
    wanted: tf.slice2d(wanted, [start, 0], [count, wanted.shape[1]]),
  };
}

/** The rows epoch by epoch: first as they stand, then in a new random order each time. */
function createEpochs(rows: RowTensors, rowCount: number) {
  let epoch = rows;
  let step = 0;
  function shuffle(): void {
    if (epoch !== rows) tf.dispose([epoch.inputs, epoch.wanted]);
    const order = tf.util.createShuffledIndices(rowCount);
    epoch = tf.tidy(() => {
      const places = tf.tensor1d(Int32Array.from(order), "int32");
      return { inputs: tf.gather(rows.inputs, places), wanted: tf.gather(rows.wanted, places) };
    });
  }
  return {
    rowsOfStep: () => epoch,
    batchIndex: () => step,
    endStep() {
      step += 1;
      if (step < batchesPerEpoch) return;
      step = 0;
      shuffle();
    },
    dispose() {
      if (epoch !== rows) tf.dispose([epoch.inputs, epoch.wanted]);
    },
  };
}

/** The squared loss of tfjs is twice ours. */
function tfjsRate({ loss }: BenchShape, { recipe }: PlainRun): number {
  return loss === "squared" ? recipe.design.learningRate / 2 : recipe.design.learningRate;
}

function lossOf({ loss }: BenchShape, wanted: tf.Tensor, outputs: tf.Tensor): tf.Scalar {
  return loss === "squared"
    ? tf.losses.meanSquaredError(wanted, outputs)
    : tf.losses.softmaxCrossEntropy(wanted, outputs);
}

function layerTensors(shape: BenchShape, { recipe, startWeights }: PlainRun): (tf.Tensor2D | tf.Tensor1D)[] {
  return weightLayout(recipe, shape.inputDimension).layers.flatMap(
    ({ fanIn, fanOut, weightOffset, biasOffset }) => [
      tf.tensor2d(startWeights.slice(weightOffset, biasOffset), [fanIn, fanOut]),
      tf.tensor1d(startWeights.slice(biasOffset, biasOffset + fanOut)),
    ],
  );
}

function createModel(shape: BenchShape, run: PlainRun): tf.Sequential {
  const model = tf.sequential();
  for (let layer = 0; layer <= shape.depth; layer += 1) {
    model.add(
      tf.layers.dense({
        units: layer === shape.depth ? (shape.loss === "softmax" ? 2 : 1) : shape.width,
        inputShape: [layer === 0 ? shape.inputDimension : shape.width],
        activation: layer === shape.depth ? "linear" : "relu",
        kernelInitializer: "zeros",
      }),
    );
  }
  tf.tidy(() => model.setWeights(layerTensors(shape, run)));
  model.compile({
    optimizer: tf.train.sgd(tfjsRate(shape, run)),
    loss: (wanted, outputs) => lossOf(shape, wanted, outputs),
  });
  return model;
}

function createVariables(shape: BenchShape, run: PlainRun): tf.Variable[] {
  return tf.tidy(() => layerTensors(shape, run).map((values) => tf.variable(values)));
}

function forward(variables: readonly tf.Variable[], inputs: tf.Tensor2D): tf.Tensor2D {
  let values = inputs;
  for (let index = 0; index < variables.length; index += 2) {
    const [weights, biases] = [variables[index] as tf.Tensor2D, variables[index + 1] as tf.Tensor1D];
    const sums = tf.add<tf.Tensor2D>(tf.matMul(values, weights), biases);
    values = index + 2 < variables.length ? tf.relu(sums) : sums;
  }
  return values;
}

/** The mean loss in our units. */
async function readLoss(shape: BenchShape, wanted: tf.Tensor2D, outputs: () => tf.Tensor2D): Promise<number> {
  const scalar = tf.tidy(() => lossOf(shape, wanted, outputs()));
  const [value = Number.NaN] = await scalar.data();
  scalar.dispose();
  return shape.loss === "squared" ? value / 2 : value;
}

/** Resolves when the last step is done: reading waits for all that was submitted before. */
async function awaitLastWeights(biases: tf.Tensor | undefined): Promise<void> {
  await biases?.data();
}
