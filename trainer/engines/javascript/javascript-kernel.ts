import {
  type InputRows,
  learningRateAt,
  type TrainingRecipe,
  type TrainingRows,
} from "@/core/training/recipe";
import type { LayerLayout, WeightLayout } from "@/core/training/weight-layout";
import { createLossHead } from "@/trainer/engines/javascript/loss-head";
import { type MatrixView, multiplyMatrices } from "@/trainer/engines/javascript/multiply-matrices";
import type { NetworkKernel } from "@/trainer/engines/stepped-run";

/** One layer's buffers for a batch and the views that the three matrix products of a step need. */
interface Layer {
  layout: LayerLayout;
  /** Values of this layer, batch x fanOut; ReLU applied in hidden layers. */
  outputs: Float32Array;
  /** Loss slopes of those values. */
  slopes: Float32Array;
  /** batch x fanIn and its transpose; batch x fanOut; the same for the slopes; fanIn x fanOut and its transpose. */
  inputView: MatrixView;
  inputTransposed: MatrixView;
  outputView: MatrixView;
  slopeView: MatrixView;
  inputSlopeView: MatrixView | null;
  weightView: MatrixView;
  weightTransposed: MatrixView;
}

/** The network in plain typed arrays: float32 storage, float64 sums, no allocation in a step. */
export function createJavascriptKernel(
  layout: WeightLayout,
  startWeights: Float32Array,
  recipe: TrainingRecipe,
  training: TrainingRows,
): NetworkKernel {
  const { batchSize } = recipe;
  const order = new Uint32Array(training.rowCount);
  const weights = startWeights.slice();
  const inputDimension = (layout.layers[0] as LayerLayout).fanIn;
  const batchInputs = new Float32Array(batchSize * inputDimension);
  const layers = createLayers(layout, weights, batchInputs, batchSize);
  const outputLayer = layers.at(-1) as Layer;
  const head = createLossHead(recipe.loss, training, order, outputLayer);

  function forward(count: number): void {
    for (const layer of layers) {
      const { fanIn, fanOut, biasOffset } = layer.layout;
      multiplyMatrices(layer.outputView, layer.inputView, layer.weightView, count, fanOut, fanIn, 0, 1);
      addBias(layer.outputs, weights, biasOffset, fanOut, count, layer !== outputLayer);
    }
  }

  function backward(count: number, learningRate: number): void {
    for (let index = layers.length - 1; index >= 0; index -= 1) {
      const layer = layers[index] as Layer;
      const { fanIn, fanOut } = layer.layout;
      if (layer.inputSlopeView) {
        const below = layers[index - 1] as Layer;
        multiplyMatrices(
          layer.inputSlopeView,
          layer.slopeView,
          layer.weightTransposed,
          count,
          fanIn,
          fanOut,
          0,
          1,
        );
        silenceInactive(below.slopes, below.outputs, count * fanIn);
      }
      updateWeights(layer, weights, count, learningRate);
    }
  }

  /** False when it breaks. */
  function trainStep(start: number, count: number, learningRate: number): boolean {
    gatherRows(batchInputs, training, order, start, count);
    forward(count);
    const isWhole = head.writeSlopes(start, count);
    if (isWhole) backward(count, learningRate);
    return isWhole;
  }

  return {
    order,
    trainSteps(start, end, soFar) {
      let stepCount = 0;
      let isBroken = false;
      head.beginTally(soFar.lossSum);
      for (let place = start; place < end && !isBroken; place += batchSize) {
        const learningRate = learningRateAt(recipe, soFar.stepCount + stepCount);
        isBroken = !trainStep(place, Math.min(batchSize, end - place), learningRate);
        stepCount += 1;
      }
      return { stepCount, isBroken, ...head.tally() };
    },
    valuesOf(inputs, rowCount) {
      const values = new Float32Array(rowCount);
      for (let start = 0; start < rowCount; start += batchSize) {
        const count = Math.min(batchSize, rowCount - start);
        batchInputs.set(inputs.subarray(start * inputDimension, (start + count) * inputDimension));
        forward(count);
        for (let place = 0; place < count; place += 1) values[start + place] = head.valueAt(place);
      }
      return values;
    },
    weights: () => weights.slice(),
    dispose() {
      // Plain arrays: the garbage collector frees them with the run.
    },
  };
}

function createLayers(
  layout: WeightLayout,
  weights: Float32Array,
  batchInputs: Float32Array,
  batchSize: number,
): Layer[] {
  const layers: Layer[] = [];
  for (const layerLayout of layout.layers) {
    const { fanIn, fanOut, weightOffset } = layerLayout;
    const below = layers.at(-1);
    const outputs = new Float32Array(batchSize * fanOut);
    const slopes = new Float32Array(batchSize * fanOut);
    const inputView = matrix(below?.outputs ?? batchInputs, 0, fanIn);
    const weightView = matrix(weights, weightOffset, fanOut);
    layers.push({
      layout: layerLayout,
      outputs,
      slopes,
      inputView,
      inputTransposed: transpose(inputView),
      outputView: matrix(outputs, 0, fanOut),
      slopeView: matrix(slopes, 0, fanOut),
      inputSlopeView: below ? matrix(below.slopes, 0, fanIn) : null,
      weightView,
      weightTransposed: transpose(weightView),
    });
  }
  return layers;
}

function matrix(values: Float32Array, offset: number, columnCount: number): MatrixView {
  return { values, offset, rowStride: columnCount, columnStride: 1 };
}

/** Written out like `matrix`: a spread would make objects of a second shape and the products slower. */
function transpose({ values, offset, rowStride, columnStride }: MatrixView): MatrixView {
  return { values, offset, rowStride: columnStride, columnStride: rowStride };
}

function gatherRows(
  target: Float32Array,
  { inputs, inputDimension }: InputRows,
  order: Uint32Array,
  start: number,
  count: number,
): void {
  let to = 0;
  for (let place = start; place < start + count; place += 1) {
    let from = (order[place] as number) * inputDimension;
    for (let column = 0; column < inputDimension; column += 1) {
      target[to] = inputs[from] as number;
      to += 1;
      from += 1;
    }
  }
}

function addBias(
  outputs: Float32Array,
  weights: Float32Array,
  biasOffset: number,
  fanOut: number,
  count: number,
  hasRelu: boolean,
): void {
  let index = 0;
  for (let row = 0; row < count; row += 1) {
    for (let output = 0; output < fanOut; output += 1) {
      const value = (outputs[index] as number) + (weights[biasOffset + output] as number);
      outputs[index] = hasRelu && value < 0 ? 0 : value;
      index += 1;
    }
  }
}

/** A ReLU that gives 0 passes no slope. */
function silenceInactive(slopes: Float32Array, outputs: Float32Array, length: number): void {
  for (let index = 0; index < length; index += 1) {
    if (outputs[index] === 0) slopes[index] = 0;
  }
}

function updateWeights(layer: Layer, weights: Float32Array, count: number, learningRate: number): void {
  const { fanIn, fanOut, biasOffset } = layer.layout;
  const rate = -learningRate;
  multiplyMatrices(layer.weightView, layer.inputTransposed, layer.slopeView, fanIn, fanOut, count, 1, rate);
  moveBiases(weights, biasOffset, layer.slopes, fanOut, count, learningRate);
}

function moveBiases(
  weights: Float32Array,
  biasOffset: number,
  slopes: Float32Array,
  fanOut: number,
  count: number,
  learningRate: number,
): void {
  for (let output = 0; output < fanOut; output += 1) {
    let sum = 0;
    for (let index = output; index < count * fanOut; index += fanOut) sum += slopes[index] as number;
    weights[biasOffset + output] = (weights[biasOffset + output] as number) - learningRate * sum;
  }
}
