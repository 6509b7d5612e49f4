// The three matrix products of a hidden layer. The left factor's rows go in fours and eights, the right factor's columns
// in eights and a last four. The last block of rows may reach into the padding, where nothing is read.
import { Layer, panel, weightAddress } from "./network";
import { FORWARD, SLOPES, tile2x8, tile4x4, tile4x8, tile8x4, UPDATE } from "./tiles";

/** Bytes of one row of a panel of 8 and of 4 columns. */
const WIDE: usize = 32;
const NARROW: usize = 16;

// @ts-ignore: decorator
@inline
function bytes(count: i32): usize {
  return <usize>count << 2;
}

/** Works through the rows of one block of 8 columns. */
// @ts-ignore: decorator
@inline
function multiplyWide(
  use: i32,
  rowCount: i32,
  a: usize, aRow: usize, aStep: usize,
  b: usize, bStep: usize,
  innerCount: i32,
  target: usize, targetRow: usize,
  extra: usize, rate: v128,
): void {
  let row = 0;
  for (; row + 2 < rowCount; row += 4) {
    tile4x8(use, a, aRow, aStep, b, bStep, innerCount, target, targetRow, extra, rate);
    a += 4 * aRow;
    target += 4 * targetRow;
  }
  if (row < rowCount) tile2x8(use, a, aRow, aStep, b, bStep, innerCount, target, targetRow, extra, rate);
}

/** The same for the last block of 4 columns. */
// @ts-ignore: decorator
@inline
function multiplyNarrow(
  use: i32,
  rowCount: i32,
  a: usize, aRow: usize, aStep: usize,
  b: usize, bStep: usize,
  innerCount: i32,
  target: usize, targetRow: usize,
  extra: usize, rate: v128,
): void {
  let row = 0;
  for (; row + 8 <= rowCount; row += 8) {
    tile8x4(use, a, aRow, aStep, b, bStep, innerCount, target, targetRow, extra, rate);
    a += 8 * aRow;
    target += 8 * targetRow;
  }
  for (; row < rowCount; row += 4) {
    tile4x4(use, a, aRow, aStep, b, bStep, innerCount, target, targetRow, extra, rate);
    a += 4 * aRow;
    target += 4 * targetRow;
  }
}

/** outputs = relu(input x weights + biases) for `count` rows. */
export function forwardProduct(layer: Layer, input: usize, count: i32): void {
  const inputRow = bytes(layer.inputStride);
  const outputRow = bytes(layer.outputStride);
  const innerCount = layer.inputCount;
  const zero = f32x4.splat(0);
  let column = 0;
  for (; column + 8 <= layer.outputStride; column += 8) {
    const at = bytes(column);
    const weights = weightAddress(layer, 0, column);
    multiplyWide(
      FORWARD, count, input, inputRow, 4, weights, WIDE, innerCount,
      layer.outputs + at, outputRow, layer.biases + at, zero,
    );
  }
  if (column == layer.outputStride) return;
  const at = bytes(column);
  const weights = weightAddress(layer, 0, column);
  multiplyNarrow(
    FORWARD, count, input, inputRow, 4, weights, NARROW, innerCount,
    layer.outputs + at, outputRow, layer.biases + at, zero,
  );
}

/** Slopes of the layer below: slopes x transposed weights, where the unit below is active. */
export function slopeProduct(layer: Layer, below: Layer, count: i32): void {
  const slopeRow = bytes(layer.outputStride);
  const belowRow = bytes(below.outputStride);
  const innerCount = layer.outputCount;
  const toOutputs = below.outputs - below.slopes;
  const zero = f32x4.splat(0);
  let column = 0;
  for (; column + 8 <= below.outputStride; column += 8) {
    transposeIntoPanel(layer, column, 0, WIDE);
    transposeIntoPanel(layer, column + 4, 16, WIDE);
    multiplyWide(
      SLOPES, count, layer.slopes, slopeRow, 4, panel, WIDE, innerCount,
      below.slopes + bytes(column), belowRow, toOutputs, zero,
    );
  }
  if (column == below.outputStride) return;
  transposeIntoPanel(layer, column, 0, NARROW);
  multiplyNarrow(
    SLOPES, count, layer.slopes, slopeRow, 4, panel, NARROW, innerCount,
    below.slopes + bytes(column), belowRow, toOutputs, zero,
  );
}

/** Weights of 4 inputs from `input` on, transposed: outputStride rows of 4, `panelRow` bytes apart. */
function transposeIntoPanel(layer: Layer, input: i32, offset: usize, panelRow: usize): void {
  let to = panel + offset;
  let output = 0;
  for (; output + 8 <= layer.outputStride; output += 8) {
    const from = weightAddress(layer, input, output);
    transposeBlock(from, WIDE, to, panelRow);
    transposeBlock(from + 16, WIDE, to + 4 * panelRow, panelRow);
    to += 8 * panelRow;
  }
  if (output < layer.outputStride) transposeBlock(weightAddress(layer, input, output), NARROW, to, panelRow);
}

// @ts-ignore: decorator
@inline
function transposeBlock(from: usize, fromRow: usize, to: usize, toRow: usize): void {
  const w0 = v128.load(from);
  const w1 = v128.load(from + fromRow);
  const w2 = v128.load(from + 2 * fromRow);
  const w3 = v128.load(from + 3 * fromRow);
  const low01 = v128.shuffle<f32>(w0, w1, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(w0, w1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(w2, w3, 0, 4, 1, 5);
  const high23 = v128.shuffle<f32>(w2, w3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(to + toRow, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(to + 2 * toRow, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(to + 3 * toRow, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}

/** weights -= learningRate * transposed input x slopes, and the biases by the sums of the slopes. */
export function updateLayer(layer: Layer, input: usize, count: i32, learningRate: f32): void {
  const rate = f32x4.splat(learningRate);
  const inputRow = bytes(layer.inputStride);
  const outputRow = bytes(layer.outputStride);
  let column = 0;
  for (; column + 8 <= layer.outputStride; column += 8) {
    multiplyWide(
      UPDATE, layer.inputCount, input, 4, inputRow, layer.slopes + bytes(column), outputRow, count,
      weightAddress(layer, 0, column), WIDE, 0, rate,
    );
  }
  if (column < layer.outputStride) {
    multiplyNarrow(
      UPDATE, layer.inputCount, input, 4, inputRow, layer.slopes + bytes(column), outputRow, count,
      weightAddress(layer, 0, column), NARROW, 0, rate,
    );
  }
  moveBiases(layer, count, rate);
}

function moveBiases(layer: Layer, count: i32, rate: v128): void {
  const outputRow = bytes(layer.outputStride);
  let at: usize = 0;
  for (; at + 64 <= outputRow; at += 64) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let from = layer.slopes + at;
    for (let row = 0; row < count; row += 1) {
      s0 = f32x4.add(s0, v128.load(from));
      s1 = f32x4.add(s1, v128.load(from, 16));
      s2 = f32x4.add(s2, v128.load(from, 32));
      s3 = f32x4.add(s3, v128.load(from, 48));
      from += outputRow;
    }
    moveBias(layer.biases + at, s0, rate);
    moveBias(layer.biases + at + 16, s1, rate);
    moveBias(layer.biases + at + 32, s2, rate);
    moveBias(layer.biases + at + 48, s3, rate);
  }
  for (; at < outputRow; at += 16) {
    let sum = f32x4.splat(0);
    let from = layer.slopes + at;
    for (let row = 0; row < count; row += 1) {
      sum = f32x4.add(sum, v128.load(from));
      from += outputRow;
    }
    moveBias(layer.biases + at, sum, rate);
  }
}

// @ts-ignore: decorator
@inline
function moveBias(bias: usize, sum: v128, rate: v128): void {
  v128.store(bias, f32x4.sub(v128.load(bias), f32x4.mul(rate, sum)));
}
