// The three matrix products of a hidden layer. The left factor's rows go in fours and eights, the right factor's columns
// in eights and a last four.
import { Layer, padded, panel } from "./network";
import { FORWARD, SLOPES, tile4x4, tile4x8, tile8x4, UPDATE } from "./tiles";

// @ts-ignore: decorator
@inline
function bytes(count: i32): usize {
  return <usize>count << 2;
}

/** Works through one block of 8 columns, or of 4 when `isNarrow`. */
// @ts-ignore: decorator
@inline
function multiplyColumns(
  use: i32,
  isNarrow: bool,
  rowCount: i32,
  a: usize, aRow: usize, aStep: usize,
  b: usize, bStep: usize,
  innerCount: i32,
  target: usize, targetRow: usize,
  extra: usize, rate: v128,
): void {
  let row = 0;
  if (!isNarrow) {
    for (; row < rowCount; row += 4) {
      tile4x8(use, a, aRow, aStep, b, bStep, innerCount, target, targetRow, extra, rate);
      a += 4 * aRow;
      target += 4 * targetRow;
    }
    return;
  }
  for (; row + 8 <= rowCount; row += 8) {
    tile8x4(use, a, aRow, aStep, b, bStep, innerCount, target, targetRow, extra, rate);
    a += 8 * aRow;
    target += 8 * targetRow;
  }
  if (row < rowCount) tile4x4(use, a, aRow, aStep, b, bStep, innerCount, target, targetRow, extra, rate);
}

/** outputs = relu(input x weights + biases) for `count` rows. */
export function forwardProduct(layer: Layer, input: usize, count: i32): void {
  const rowCount = padded(count);
  const inputRow = bytes(layer.inputStride);
  const outputRow = bytes(layer.outputStride);
  const rate = f32x4.splat(0);
  for (let column = 0; column < layer.outputStride; column += 8) {
    const at = bytes(column);
    const isNarrow = layer.outputStride - column < 8;
    multiplyColumns(
      FORWARD, isNarrow, rowCount,
      input, inputRow, 4,
      layer.weights + at, outputRow,
      layer.inputCount,
      layer.outputs + at, outputRow,
      layer.biases + at, rate,
    );
  }
}

/** Slopes of the layer below: slopes x transposed weights, where the unit below is active. */
export function slopeProduct(layer: Layer, below: Layer, count: i32): void {
  const rowCount = padded(count);
  const slopeRow = bytes(layer.outputStride);
  const belowRow = bytes(below.outputStride);
  const rate = f32x4.splat(0);
  const toOutputs = below.outputs - below.slopes;
  for (let column = 0; column < below.outputStride; column += 8) {
    const isNarrow = below.outputStride - column < 8;
    const panelRow: usize = isNarrow ? 16 : 32;
    transposeIntoPanel(layer, column, 0, panelRow);
    if (!isNarrow) transposeIntoPanel(layer, column + 4, 16, panelRow);
    multiplyColumns(
      SLOPES, isNarrow, rowCount,
      layer.slopes, slopeRow, 4,
      panel, panelRow,
      layer.outputCount,
      below.slopes + bytes(column), belowRow,
      toOutputs, rate,
    );
  }
}

/** Weights of 4 inputs from `input` on, transposed: outputStride rows of 4, `panelRow` bytes apart. */
function transposeIntoPanel(layer: Layer, input: i32, offset: usize, panelRow: usize): void {
  const weightRow = bytes(layer.outputStride);
  let from = layer.weights + <usize>input * weightRow;
  let to = panel + offset;
  for (let output = 0; output < layer.outputStride; output += 4) {
    const w0 = v128.load(from);
    const w1 = v128.load(from + weightRow);
    const w2 = v128.load(from + 2 * weightRow);
    const w3 = v128.load(from + 3 * weightRow);
    const low01 = v128.shuffle<f32>(w0, w1, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(w0, w1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(w2, w3, 0, 4, 1, 5);
    const high23 = v128.shuffle<f32>(w2, w3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
    v128.store(to + panelRow, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
    v128.store(to + 2 * panelRow, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
    v128.store(to + 3 * panelRow, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
    from += 16;
    to += 4 * panelRow;
  }
}

/** weights -= learningRate * transposed input x slopes, and the biases by the sums of the slopes. */
export function updateLayer(layer: Layer, input: usize, count: i32, learningRate: f32): void {
  const rate = f32x4.splat(learningRate);
  const inputRow = bytes(layer.inputStride);
  const outputRow = bytes(layer.outputStride);
  for (let column = 0; column < layer.outputStride; column += 8) {
    const at = bytes(column);
    const isNarrow = layer.outputStride - column < 8;
    multiplyColumns(
      UPDATE, isNarrow, layer.inputStride,
      input, 4, inputRow,
      layer.slopes + at, outputRow,
      count,
      layer.weights + at, outputRow,
      0, rate,
    );
  }
  for (let at: usize = 0; at < outputRow; at += 16) {
    let sum = f32x4.splat(0);
    let from = layer.slopes + at;
    for (let row = 0; row < count; row += 1) {
      sum = f32x4.add(sum, v128.load(from));
      from += outputRow;
    }
    v128.store(layer.biases + at, f32x4.sub(v128.load(layer.biases + at), f32x4.mul(rate, sum)));
  }
}
