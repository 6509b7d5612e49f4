// The network in linear memory, all float32. Rows of inputs and values lie one below the other; weights lie in panels of
// 8 outputs, so that a product reads them in one go. Rows and columns are padded with zeros to multiples of 4, so that
// every product runs on whole vectors. Zeros stay zeros under the steps, so padding never changes a real number. Only
// what counts as an inner length of a product keeps its true length.

/** One hidden layer. Addresses are bytes from the start of memory. */
@unmanaged
export class Layer {
  inputCount: i32;
  outputCount: i32;
  /** Padded counts. */
  inputStride: i32;
  outputStride: i32;
  /** Panels of 8 outputs, the last maybe of 4: inputStride rows each. */
  weights: usize;
  /** outputStride. */
  biases: usize;
  /** rowCapacity x outputStride: values after the ReLU, and the loss slopes before it. */
  outputs: usize;
  slopes: usize;
}

/** Losses: core's `Loss` in this order. */
export const LOGISTIC = 0;
export const SOFTMAX = 1;
export const SQUARED = 2;

export let loss: i32 = LOGISTIC;
export let inputDimension: i32 = 0;
export let inputStride: i32 = 0;
export let hiddenCount: i32 = 0;
export let rowCapacity: i32 = 0;
export let trainingRowCount: i32 = 0;
export let weightCount: i32 = 0;

/** The first hidden layer; the others follow. */
let firstLayer: usize = 0;
/** Units that the output layer reads, padded, with the weights and the bias that make the network's value. */
export let headCount: i32 = 0;
export let headStride: i32 = 0;
export let headWeights: usize = 0;
export let headBias: usize = 0;
/** Of a softmax only: the weights and biases of its two logits. The network's value is their difference. */
export let firstWeights: usize = 0;
export let firstBias: usize = 0;
export let secondWeights: usize = 0;
export let secondBias: usize = 0;

/** Padded training rows, their targets (in classification the labels as +1 or -1), and the order of the epoch. */
export let trainingInputs: usize = 0;
export let trainingTargets: usize = 0;
export let sampleOrder: usize = 0;
/** One batch: its rows, their targets, the network's values, and the loss slopes of those. */
export let batchInputs: usize = 0;
export let batchTargets: usize = 0;
export let batchValues: usize = 0;
export let batchSlopes: usize = 0;
/** A block of up to 8 columns of a right factor, row after row. */
export let panel: usize = 0;
/** Weights in the flat order of core's `weightLayout`, on their way in or out. */
export let flatWeights: usize = 0;

let nextFree: usize = 0;

/** The next multiple of 4. */
export function padded(count: i32): i32 {
  return (count + 3) & ~3;
}

/** Room for `count` numbers of 4 bytes, on a cache line of its own. */
function reserve(count: i32): usize {
  const address = nextFree;
  nextFree = (address + (<usize>count) * 4 + 63) & ~63;
  return address;
}

/** The hidden layer at `index`, counted from the input. */
export function layerAt(index: i32): Layer {
  return changetype<Layer>(firstLayer + (<usize>index) * offsetof<Layer>());
}

/** Lays out a network and its rows, all zero. False when the memory cannot grow that far. */
export function layOut(
  dimension: i32,
  depth: i32,
  width: i32,
  lossOfRun: i32,
  batchSize: i32,
  rowCount: i32,
): bool {
  nextFree = (__heap_base + 63) & ~63;
  loss = lossOfRun;
  inputDimension = dimension;
  inputStride = padded(dimension);
  hiddenCount = depth;
  rowCapacity = padded(batchSize);
  trainingRowCount = rowCount;
  firstLayer = reserve((depth * <i32>offsetof<Layer>()) >> 2);
  const start = nextFree;
  if (byteEstimate(dimension, depth, width, rowCount) > 2.0e9 || !growTo(start)) return false;
  headCount = dimension;
  weightCount = 0;
  for (let index = 0; index < depth; index += 1) layOutLayer(layerAt(index), width);
  layOutRest(rowCount);
  if (!growTo(nextFree)) return false;
  memory.fill(start, 0, nextFree - start);
  return true;
}

/** In floating point, because large sizes would wrap around; addresses leave the module as signed 32-bit numbers. */
function byteEstimate(dimension: i32, depth: i32, width: i32, rowCount: i32): f64 {
  const stride = <f64>max(padded(width), padded(dimension));
  const layerNumbers = (stride + 5) * stride * 2;
  const batchNumbers = <f64>rowCapacity * (stride * 2 + 4);
  return 4 * (<f64>(depth + 1) * (layerNumbers + batchNumbers) + <f64>rowCount * <f64>(inputStride + 2));
}

function layOutLayer(layer: Layer, width: i32): void {
  layer.inputCount = headCount;
  layer.inputStride = padded(headCount);
  layer.outputCount = width;
  layer.outputStride = padded(width);
  layer.weights = reserve(layer.inputStride * layer.outputStride);
  layer.biases = reserve(layer.outputStride);
  layer.outputs = reserve(rowCapacity * layer.outputStride);
  layer.slopes = reserve(rowCapacity * layer.outputStride);
  weightCount += (headCount + 1) * width;
  headCount = width;
}

function layOutRest(rowCount: i32): void {
  headStride = padded(headCount);
  headWeights = reserve(headStride);
  headBias = reserve(1);
  if (loss == SOFTMAX) {
    firstWeights = reserve(headStride);
    firstBias = reserve(1);
    secondWeights = reserve(headStride);
    secondBias = reserve(1);
  }
  weightCount += (headCount + 1) * (loss == SOFTMAX ? 2 : 1);
  batchInputs = reserve(rowCapacity * inputStride);
  batchTargets = reserve(rowCapacity);
  batchValues = reserve(rowCapacity);
  batchSlopes = reserve(rowCapacity);
  panel = reserve(max(headStride, inputStride) * 8);
  flatWeights = reserve(weightCount);
  sampleOrder = reserve(rowCount);
  trainingTargets = reserve(rowCount);
  trainingInputs = reserve(rowCount * inputStride);
}

function growTo(end: usize): bool {
  const missing = <i64>end - (<i64>memory.size() << 16);
  return missing <= 0 || memory.grow(<i32>((missing + 0xffff) >> 16)) >= 0;
}

/** Copies the flat weights into the layers. */
export function takeFlatWeights(): void {
  let from = flatWeights;
  for (let index = 0; index < hiddenCount; index += 1) {
    const layer = layerAt(index);
    for (let row = 0; row < layer.inputCount; row += 1) {
      for (let column = 0; column < layer.outputCount; column += 8) {
        const rowBytes = <usize>min(8, layer.outputCount - column) << 2;
        memory.copy(weightAddress(layer, row, column), from, rowBytes);
        from += rowBytes;
      }
    }
    const biasBytes = <usize>layer.outputCount << 2;
    memory.copy(layer.biases, from, biasBytes);
    from += biasBytes;
  }
  takeHead(from);
}

/** Where the weights of one input start in the panel that begins at output `column`. */
// @ts-ignore: decorator
@inline
export function weightAddress(layer: Layer, input: i32, column: i32): usize {
  const panelWidth = min(8, layer.outputStride - column);
  return layer.weights + (<usize>(column * layer.inputStride + input * panelWidth) << 2);
}

/** A softmax has its two logits side by side in the flat array. */
function takeHead(from: usize): void {
  if (loss != SOFTMAX) {
    memory.copy(headWeights, from, <usize>headCount << 2);
    memory.copy(headBias, from + (<usize>headCount << 2), 4);
    return;
  }
  for (let unit = 0; unit < headCount; unit += 1) {
    const at = <usize>unit << 2;
    takePair(from + 2 * at, firstWeights + at, secondWeights + at, headWeights + at);
  }
  takePair(from + (<usize>headCount << 3), firstBias, secondBias, headBias);
}

function takePair(from: usize, first: usize, second: usize, difference: usize): void {
  store<f32>(first, load<f32>(from));
  store<f32>(second, load<f32>(from, 4));
  store<f32>(difference, load<f32>(second) - load<f32>(first));
}

/** Copies the weights of the layers into the flat array. */
export function giveFlatWeights(): void {
  let to = flatWeights;
  for (let index = 0; index < hiddenCount; index += 1) {
    const layer = layerAt(index);
    for (let row = 0; row < layer.inputCount; row += 1) {
      for (let column = 0; column < layer.outputCount; column += 8) {
        const rowBytes = <usize>min(8, layer.outputCount - column) << 2;
        memory.copy(to, weightAddress(layer, row, column), rowBytes);
        to += rowBytes;
      }
    }
    const biasBytes = <usize>layer.outputCount << 2;
    memory.copy(to, layer.biases, biasBytes);
    to += biasBytes;
  }
  giveHead(to);
}

function giveHead(to: usize): void {
  if (loss != SOFTMAX) {
    memory.copy(to, headWeights, <usize>headCount << 2);
    memory.copy(to + (<usize>headCount << 2), headBias, 4);
    return;
  }
  for (let unit = 0; unit < headCount; unit += 1) {
    const at = <usize>unit << 2;
    store<f32>(to + 2 * at, load<f32>(firstWeights + at));
    store<f32>(to + 2 * at, load<f32>(secondWeights + at), 4);
  }
  store<f32>(to + (<usize>headCount << 3), load<f32>(firstBias));
  store<f32>(to + (<usize>headCount << 3), load<f32>(secondBias), 4);
}
