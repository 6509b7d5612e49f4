import * as tf from "@tensorflow/tfjs-core";
import { unpackBit } from "@/core/tasks/packed-bits";
import type { LabelledRows, TrainingRecipe } from "@/core/training/recipe";
import type { WeightLayout } from "@/core/training/weight-layout";
import type { NetworkKernel } from "@/trainer/engines/stepped-run";

interface Layer {
  weights: tf.Variable<tf.Rank.R2>;
  biases: tf.Variable<tf.Rank.R1>;
}

/** The training rows, one below the other: inputs, and labels as -1 and +1. */
interface SignedRows {
  inputs: tf.Tensor2D;
  signs: tf.Tensor2D;
}

/**
 * The network in tensors of tfjs on its current backend, every product by tfjs. `enterBackend` is called
 * before each piece of synchronous work, because other runs may have made another backend the current one.
 */
export function createTfjsKernel(
  layout: WeightLayout,
  startWeights: Float32Array,
  { design: { learningRate }, batchSize }: TrainingRecipe,
  training: LabelledRows,
  enterBackend: () => void,
): NetworkKernel {
  const { rowCount, inputDimension } = training;
  const order = new Uint32Array(rowCount);
  enterBackend();
  const layers = createLayers(layout, startWeights);
  const variables = layers.flatMap(({ weights, biases }) => [weights, biases]);
  const rows = createRows(training);
  let epoch: SignedRows | null = null;

  function beginEpoch(): SignedRows {
    disposeRows(epoch);
    epoch = tf.tidy(() => {
      const places = tf.tensor1d(Int32Array.from(order), "int32");
      return { inputs: tf.gather(rows.inputs, places), signs: tf.gather(rows.signs, places) };
    });
    return epoch;
  }

  /** One step; returns the logits of its forward pass. */
  function trainStep({ inputs, signs }: SignedRows, start: number, count: number): tf.Tensor1D {
    return tf.tidy(() => {
      const batchSigns = tf.slice2d(signs, [start, 0], [count, 1]);
      const values = forward(layers, tf.slice2d(inputs, [start, 0], [count, inputDimension]));
      const logits = values.at(-1) as tf.Tensor2D;
      // Slopes of log(1 + exp(-sign logit)) by the logits, times -learningRate / count: what the weights move by.
      const wrongness = tf.sigmoid(tf.neg(tf.mul(logits, batchSigns)));
      backward(layers, values, tf.mul(tf.mul(wrongness, batchSigns), rate(count)));
      return tf.reshape(logits, [-1]);
    });
  }

  function rate(count: number): tf.Scalar {
    return tf.scalar(learningRate / count);
  }

  return {
    order,
    async trainSteps(start, end) {
      enterBackend();
      // A run that continues a checkpoint starts in the middle of an epoch.
      const epochRows = start === 0 || epoch === null ? beginEpoch() : epoch;
      const steps: tf.Tensor1D[] = [];
      for (let place = start; place < end; place += batchSize) {
        steps.push(trainStep(epochRows, place, Math.min(batchSize, end - place)));
      }
      const logits = await readAndDispose(tf.concat1d(steps));
      tf.dispose(steps);
      return countWrong(logits, training.labels, order.subarray(start, end), batchSize);
    },
    logitsOf(inputs, evaluatedCount) {
      enterBackend();
      const logits = tf.tidy(() => {
        const values = inputs.subarray(0, evaluatedCount * inputDimension);
        const logits = forward(layers, tf.tensor2d(values, [evaluatedCount, inputDimension])).at(-1);
        return tf.reshape(logits as tf.Tensor2D, [-1]) as tf.Tensor1D;
      });
      return readAndDispose(logits);
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

function createRows({ inputs, labels, rowCount, inputDimension }: LabelledRows): SignedRows {
  const signs = Float32Array.from({ length: rowCount }, (_, row) => (unpackBit(labels, row) === 1 ? 1 : -1));
  const values = inputs.slice(0, rowCount * inputDimension);
  return {
    inputs: tf.tensor2d(values, [rowCount, inputDimension]),
    signs: tf.tensor2d(signs, [rowCount, 1]),
  };
}

function disposeRows(rows: SignedRows | null): void {
  rows?.inputs.dispose();
  rows?.signs.dispose();
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

/** Steps up to and with the first that has a broken logit, and how many of their rows were wrong (NaN then). */
function countWrong(
  logits: Float32Array,
  labels: Uint8Array,
  order: Uint32Array,
  batchSize: number,
): { stepCount: number; wrongCount: number } {
  let wrongCount = 0;
  for (const [place, row] of order.entries()) {
    const logit = logits[place] as number;
    if (!Number.isFinite(logit)) {
      return { stepCount: Math.floor(place / batchSize) + 1, wrongCount: Number.NaN };
    }
    if (logit >= 0 !== (unpackBit(labels, row) === 1)) wrongCount += 1;
  }
  return { stepCount: Math.ceil(order.length / batchSize), wrongCount };
}
