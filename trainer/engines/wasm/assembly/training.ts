// What the module offers. One instance holds one network; nothing is imported, nothing is random, no clock is read.
import { computeLogisticSlopes } from "./logistic-head";
import {
  batchInputs,
  batchTargets,
  batchValues,
  flatWeights,
  giveFlatWeights,
  hiddenCount,
  inputStride,
  layerAt,
  layOut,
  loss,
  rowCapacity,
  SQUARED,
  sampleOrder,
  takeFlatWeights,
  trainingInputs,
  trainingTargets,
  weightCount,
} from "./network";
import { computeValues, updateHead } from "./output-layer";
import { forwardProduct, slopeProduct, updateLayer } from "./products";
import { openSampleOrder, positionInStream, shuffleEpoch } from "./sample-order";
import { computeSquaredSlopes } from "./squared-head";
import { beginTally, lossSum, stepCount, wrongCount } from "./tally";

export {
  beginTally,
  giveFlatWeights,
  layOut,
  openSampleOrder,
  positionInStream,
  shuffleEpoch,
  takeFlatWeights,
};

let isBroken: bool = false;

export function addressOfTrainingInputs(): usize { return trainingInputs; }
export function addressOfTrainingTargets(): usize { return trainingTargets; }
export function addressOfSampleOrder(): usize { return sampleOrder; }
export function addressOfBatchInputs(): usize { return batchInputs; }
export function addressOfBatchValues(): usize { return batchValues; }
export function addressOfFlatWeights(): usize { return flatWeights; }
export function lengthOfFlatWeights(): i32 { return weightCount; }
/** Numbers from one row of inputs to the next; those beyond the input dimension must be 0. */
export function strideOfInputs(): i32 { return inputStride; }
/** Rows that `computeBatchValues` takes at once. */
export function capacityOfBatch(): i32 { return rowCapacity; }

/** True when the last step broke: a value was not finite, and the weights did not move. */
export function didBreak(): bool { return isBroken; }
export function countOfWrongRows(): i32 { return wrongCount; }
export function sumOfLosses(): f64 { return lossSum; }

/**
 * SGD on the rows from place `start` to place `end` of the sample order, `batchSize` a step, the last step maybe with
 * fewer, after `beginTally`. Returns the number of steps; one that breaks is the last.
 */
export function trainSteps(start: i32, end: i32, batchSize: i32, learningRate: f64, stepBudget: f64): i32 {
  isBroken = false;
  let steps = 0;
  for (let place = start; place < end && !isBroken; place += batchSize) {
    const rate = <f32>rateOfStep(learningRate, stepBudget);
    isBroken = !trainStep(place, min(batchSize, end - place), rate);
    steps += 1;
  }
  return steps;
}

/** Core's `learningRateAt`, operation by operation. */
function rateOfStep(learningRate: f64, stepBudget: f64): f64 {
  if (loss != SQUARED) return learningRate;
  return learningRate * min<f64>(1, (stepBudget - stepCount) / (stepBudget / 2));
}

/** The network's values of the first `count` batch rows. */
export function computeBatchValues(count: i32): void {
  computeValues(forward(count), count);
}

function trainStep(start: i32, count: i32, learningRate: f32): bool {
  gatherRows(start, count);
  gatherTargets(start, count);
  computeValues(forward(count), count);
  const isFinite = loss == SQUARED ? computeSquaredSlopes(count) : computeLogisticSlopes(count);
  if (isFinite) backward(count, learningRate);
  return isFinite;
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

/** The targets of padding rows are 0, which gives them no slope in the logistic loss. */
function gatherTargets(start: i32, count: i32): void {
  let to = batchTargets;
  for (let place = start; place < start + count; place += 1) {
    const row = <usize>load<u32>(sampleOrder + (<usize>place << 2));
    store<f32>(to, load<f32>(trainingTargets + (row << 2)));
    to += 4;
  }
  for (let place = count; (place & 3) != 0; place += 1) {
    store<f32>(to, 0);
    to += 4;
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

/** From the slopes of the values back to the first layer; each layer's slopes are passed on before its weights move. */
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
