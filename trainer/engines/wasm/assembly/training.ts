// What the module offers. One instance holds one network; nothing is imported, nothing is random, no clock is read.
import { computeLogits, computeLogitSlopes, gatherSigns, updateHead } from "./logistic-head";
import {
  batchInputs,
  batchLogits,
  flatWeights,
  giveFlatWeights,
  hiddenCount,
  inputStride,
  layerAt,
  layOut,
  rowCapacity,
  sampleOrder,
  takeFlatWeights,
  trainingInputs,
  trainingLabels,
  weightCount,
} from "./network";
import { forwardProduct, slopeProduct, updateLayer } from "./products";

export { giveFlatWeights, layOut, takeFlatWeights };

let stepsDone: i32 = 0;

export function addressOfTrainingInputs(): usize { return trainingInputs; }
export function addressOfTrainingLabels(): usize { return trainingLabels; }
export function addressOfSampleOrder(): usize { return sampleOrder; }
export function addressOfBatchInputs(): usize { return batchInputs; }
export function addressOfBatchLogits(): usize { return batchLogits; }
export function addressOfFlatWeights(): usize { return flatWeights; }
export function lengthOfFlatWeights(): i32 { return weightCount; }
/** Numbers from one row of inputs to the next; those beyond the input dimension must be 0. */
export function strideOfInputs(): i32 { return inputStride; }
/** Rows that `computeBatchLogits` takes at once. */
export function capacityOfBatch(): i32 { return rowCapacity; }

/** Steps that the last `trainSteps` did: fewer than asked when it broke. */
export function countOfStepsDone(): i32 { return stepsDone; }

/**
 * SGD on the rows from place `start` to place `end` of the sample order, `batchSize` a step, the last step maybe with
 * fewer. Returns how many rows were wrong before their step, or -1 at a logit that is not finite.
 */
export function trainSteps(start: i32, end: i32, batchSize: i32, learningRate: f32): i32 {
  let wrongCount = 0;
  stepsDone = 0;
  for (let place = start; place < end; place += batchSize) {
    const wrongInStep = trainStep(place, min(batchSize, end - place), learningRate);
    stepsDone += 1;
    if (wrongInStep < 0) return -1;
    wrongCount += wrongInStep;
  }
  return wrongCount;
}

/** Logits of the first `count` batch rows. */
export function computeBatchLogits(count: i32): void {
  computeLogits(forward(count), count);
}

function trainStep(start: i32, count: i32, learningRate: f32): i32 {
  gatherRows(start, count);
  gatherSigns(trainingLabels, sampleOrder, start, count);
  computeLogits(forward(count), count);
  const wrongCount = computeLogitSlopes(count);
  if (wrongCount >= 0) backward(count, learningRate);
  return wrongCount;
}

function gatherRows(start: i32, count: i32): void {
  const rowBytes = <usize>inputStride << 2;
  let to = batchInputs;
  for (let place = start; place < start + count; place += 1) {
    const row = <usize>load<u32>(sampleOrder + (<usize>place << 2));
    const from = trainingInputs + row * rowBytes;
    for (let at: usize = 0; at < rowBytes; at += 16) v128.store(to + at, v128.load(from + at));
    to += rowBytes;
  }
}

/** Runs the batch through the hidden layers; gives the address of the last values. */
function forward(count: i32): usize {
  let values = batchInputs;
  for (let index = 0; index < hiddenCount; index += 1) {
    const layer = layerAt(index);
    forwardProduct(layer, values, count);
    values = layer.outputs;
  }
  return values;
}

/** From the slopes of the logits back to the first layer; each layer's slopes are passed on before its weights move. */
function backward(count: i32, learningRate: f32): void {
  if (hiddenCount == 0) return updateHead(batchInputs, 0, count, learningRate);
  const last = layerAt(hiddenCount - 1);
  updateHead(last.outputs, last.slopes, count, learningRate);
  for (let index = hiddenCount - 1; index > 0; index -= 1) {
    const layer = layerAt(index);
    const below = layerAt(index - 1);
    slopeProduct(layer, below, count);
    updateLayer(layer, below.outputs, count, learningRate);
  }
  updateLayer(layerAt(0), batchInputs, count, learningRate);
}
