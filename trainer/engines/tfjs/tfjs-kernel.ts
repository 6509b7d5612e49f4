import * as tf from "@tensorflow/tfjs-core";
import { unpackBit } from "@/core/tasks/packed-bits";
import { labelsOfRows, logisticLoss, targetsOf } from "@/core/training/evaluate-outputs";
import { type Loss, learningRateAt, type TrainingRecipe, type TrainingRows } from "@/core/training/recipe";
import type { WeightLayout } from "@/core/training/weight-layout";
import type { NetworkKernel, StepsSoFar, StepTally } from "@/trainer/engines/stepped-run";

interface Layer {
  weights: tf.Variable<tf.Rank.R2>;
  biases: tf.Variable<tf.Rank.R1>;
}

/** The training rows, one below the other: inputs, and targets, in classification the labels as -1 and +1. */
interface Rows {
  inputs: tf.Tensor2D;
  targets: tf.Tensor2D;
}

/**
 * The network in tensors of tfjs on its current backend, every product by tfjs. `enterBackend` is called
 * before each piece of synchronous work, because other runs may have made another backend the current one.
 */
export function createTfjsKernel(
  layout: WeightLayout,
  startWeights: Float32Array,
  recipe: TrainingRecipe,
  training: TrainingRows,
  enterBackend: () => void,
): NetworkKernel {
  const { loss, batchSize } = recipe;
  const { rowCount, inputDimension } = training;
  const order = new Uint32Array(rowCount);
  enterBackend();
  const layers = createLayers(layout, startWeights);
  const variables = layers.flatMap(({ weights, biases }) => [weights, biases]);
  const rows = createRows(training, loss);
  let epoch: Rows | null = null;

  function beginEpoch(): Rows {
    disposeRows(epoch);
    epoch = tf.tidy(() => {
      const places = tf.tensor1d(Int32Array.from(order), "int32");
      return { inputs: tf.gather(rows.inputs, places), targets: tf.gather(rows.targets, places) };
    });
    return epoch;
  }

  /** One step at `learningRate`; returns the network's values of its forward pass. */
  function trainStep(epochRows: Rows, start: number, count: number, learningRate: number): tf.Tensor1D {
    return tf.tidy(() => {
      const targets = tf.slice2d(epochRows.targets, [start, 0], [count, 1]);
      const activations = forward(layers, tf.slice2d(epochRows.inputs, [start, 0], [count, inputDimension]));
      const outputs = activations.at(-1) as tf.Tensor2D;
      const values = networkValues(outputs, loss);
      const move = tf.mul<tf.Tensor2D>(downhill(values, targets, loss), tf.scalar(learningRate / count));
      backward(layers, activations, loss === "softmax" ? tf.concat2d([tf.neg(move), move], 1) : move);
      return tf.reshape(values, [-1]);
    });
  }

  return {
    order,
    async trainSteps(start, end, soFar) {
      enterBackend();
      // A run that continues a checkpoint starts in the middle of an epoch.
      const epochRows = start === 0 || epoch === null ? beginEpoch() : epoch;
      const steps: tf.Tensor1D[] = [];
      for (let place = start; place < end; place += batchSize) {
        const learningRate = learningRateAt(recipe, soFar.stepCount + steps.length);
        steps.push(trainStep(epochRows, place, Math.min(batchSize, end - place), learningRate));
      }
      const values = await readAndDispose(tf.concat1d(steps));
      tf.dispose(steps);
      return tallySteps(values, reordered(training, loss, order.subarray(start, end)), recipe, soFar);
    },
    valuesOf(inputs, evaluatedCount) {
      enterBackend();
      return readAndDispose(
        tf.tidy(() => {
          const evaluated = inputs.subarray(0, evaluatedCount * inputDimension);
          const activations = forward(layers, tf.tensor2d(evaluated, [evaluatedCount, inputDimension]));
          return tf.reshape(networkValues(activations.at(-1) as tf.Tensor2D, loss), [-1]) as tf.Tensor1D;
        }),
      );
    },
    weights() {
      enterBackend();
      return readAndDispose(
        tf.tidy(() => tf.concat1d(variables.map((variable) => tf.reshape(variable, [-1])))),
      );
    },
    dispose() {
      enterBackend();
      disposeRows(epoch);
      disposeRows(rows);
      tf.dispose(variables);
    },
  };
}

function createLayers(layout: WeightLayout, startWeights: Float32Array): Layer[] {
  return layout.layers.map(({ fanIn, fanOut, weightOffset, biasOffset }) => {
    const weights = startWeights.slice(weightOffset, biasOffset);
    const biases = startWeights.slice(biasOffset, biasOffset + fanOut);
    return tf.tidy(() => ({
      weights: tf.variable(tf.tensor2d(weights, [fanIn, fanOut])),
      biases: tf.variable(tf.tensor1d(biases)),
    }));
  });
}

function createRows(training: TrainingRows, loss: Loss): Rows {
  const { inputs, rowCount, inputDimension } = training;
  const values = inputs.slice(0, rowCount * inputDimension);
  return {
    inputs: tf.tensor2d(values, [rowCount, inputDimension]),
    targets: tf.tensor2d(targetsOrSigns(training, loss), [rowCount, 1]),
  };
}

function targetsOrSigns(rows: TrainingRows, loss: Loss): Float32Array {
  if (loss === "squared") return targetsOf(rows).slice(0, rows.rowCount);
  const labels = labelsOfRows(rows);
  return Float32Array.from({ length: rows.rowCount }, (_, row) => (unpackBit(labels, row) === 1 ? 1 : -1));
}

function disposeRows(rows: Rows | null): void {
  rows?.inputs.dispose();
  rows?.targets.dispose();
}

/** The only column of the outputs, or the second minus the first. */
function networkValues(outputs: tf.Tensor2D, loss: Loss): tf.Tensor2D {
  if (loss !== "softmax") return outputs;
  const rowCount = outputs.shape[0];
  return tf.sub(tf.slice2d(outputs, [0, 1], [rowCount, 1]), tf.slice2d(outputs, [0, 0], [rowCount, 1]));
}

/** Minus the slopes of each row's loss by its value. */
function downhill(values: tf.Tensor2D, targets: tf.Tensor2D, loss: Loss): tf.Tensor2D {
  if (loss === "squared") return tf.sub(targets, values);
  // The slope of log(1 + exp(-sign value)) is -sign sigmoid(-sign value).
  return tf.mul(tf.sigmoid(tf.neg(tf.mul(values, targets))), targets);
}

/** The inputs, then the values of every layer; ReLU in hidden layers. */
function forward(layers: readonly Layer[], inputs: tf.Tensor2D): tf.Tensor2D[] {
  const values = [inputs];
  for (const [index, { weights, biases }] of layers.entries()) {
    const activation = index === layers.length - 1 ? "linear" : "relu";
    const inputsOfLayer = values[index] as tf.Tensor2D;
    const outputs = tf.fused.matMul({ a: inputsOfLayer, b: weights, bias: biases, activation });
    values.push(outputs as tf.Tensor2D);
  }
  return values;
}

/** Moves all weights. `outputMove` is minus the rate times the loss slopes of the last layer's values. */
function backward(layers: readonly Layer[], values: readonly tf.Tensor2D[], outputMove: tf.Tensor2D): void {
  let move = outputMove;
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    const { weights, biases } = layers[index] as Layer;
    const inputs = values[index] as tf.Tensor2D;
    const weightMove = tf.matMul(inputs, move, true);
    const biasMove = tf.sum<tf.Tensor1D>(move, 0);
    // A ReLU that gives 0 passes no slope.
    if (index > 0) move = tf.mul<tf.Tensor2D>(tf.matMul(move, weights, false, true), tf.step(inputs));
    weights.assign(tf.add(weights, weightMove));
    biases.assign(tf.add(biases, biasMove));
  }
}

async function readAndDispose(tensor: tf.Tensor1D): Promise<Float32Array> {
  try {
    return Float32Array.from(await tensor.data<"float32">());
  } finally {
    tensor.dispose();
  }
}

/** What the rows of `order` should give, in that order. */
function reordered(rows: TrainingRows, loss: Loss, order: Uint32Array): Float32Array {
  if (loss === "squared") {
    const targets = targetsOf(rows);
    return Float32Array.from(order, (row) => targets[row] as number);
  }
  const labels = labelsOfRows(rows);
  return Float32Array.from(order, (row) => unpackBit(labels, row));
}

/** Counts steps from their values and what these should be, up to and with the first step that has a broken one. */
function tallySteps(
  values: Float32Array,
  targets: Float32Array,
  { loss, batchSize }: TrainingRecipe,
  { lossSum }: StepsSoFar,
): StepTally {
  const tally = { stepCount: 0, isBroken: false, wrongCount: 0, lossSum };
  for (let start = 0; start < values.length && !tally.isBroken; start += batchSize) {
    const step = values.subarray(start, start + batchSize);
    tally.stepCount += 1;
    tally.isBroken = !step.every(Number.isFinite);
    if (tally.isBroken) break;
    let lossOfStep = 0;
    for (const [place, value] of step.entries()) {
      const target = targets[start + place] as number;
      if (loss !== "squared" && value >= 0 !== (target === 1)) tally.wrongCount += 1;
      lossOfStep += rowLoss(value, target, loss);
    }
    tally.lossSum += lossOfStep;
  }
  return tally;
}

/** Loss of one row; the target of a classification is 1 or 0 here. */
function rowLoss(value: number, target: number, loss: Loss): number {
  if (loss === "squared") return (value - target) ** 2 / 2;
  return logisticLoss(target === 1 ? value : -value);
}
