// The output layer: the network's values from the last hidden values, and its step once a head has written the slopes
// of the loss by those values (logistic-head.ts, squared-head.ts). A softmax of two logits is the logistic loss of
// their difference, so it has the logistic head and differs in how its weights move.
import {
  batchSlopes,
  batchValues,
  firstBias,
  firstWeights,
  headBias,
  headStride,
  headWeights,
  loss,
  SOFTMAX,
  secondBias,
  secondWeights,
} from "./network";

/** batchValues = values x weights + bias for `count` rows. */
export function computeValues(values: usize, count: i32): void {
  const valueRow = <usize>headStride << 2;
  const bias = v128.load32_splat(headBias);
  let row = values;
  for (let place = 0; place < count; place += 4) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let at: usize = 0; at < valueRow; at += 16) {
      const weights = v128.load(headWeights + at);
      s0 = f32x4.add(s0, f32x4.mul(v128.load(row + at), weights));
      s1 = f32x4.add(s1, f32x4.mul(v128.load(row + valueRow + at), weights));
      s2 = f32x4.add(s2, f32x4.mul(v128.load(row + 2 * valueRow + at), weights));
      s3 = f32x4.add(s3, f32x4.mul(v128.load(row + 3 * valueRow + at), weights));
    }
    const pairs01 = f32x4.add(v128.shuffle<f32>(s0, s1, 0, 4, 2, 6), v128.shuffle<f32>(s0, s1, 1, 5, 3, 7));
    const pairs23 = f32x4.add(v128.shuffle<f32>(s2, s3, 0, 4, 2, 6), v128.shuffle<f32>(s2, s3, 1, 5, 3, 7));
    const sums = f32x4.add(
      v128.shuffle<f32>(pairs01, pairs23, 0, 1, 4, 5),
      v128.shuffle<f32>(pairs01, pairs23, 2, 3, 6, 7),
    );
    v128.store(batchValues + (<usize>place << 2), f32x4.add(sums, bias));
    row += 4 * valueRow;
  }
}

/**
 * Moves the output layer's weights and writes the slopes of the values it read, where a value is positive. `slopes` is
 * 0 when the values are inputs, which need none.
 */
export function updateHead(values: usize, slopes: usize, count: i32, learningRate: f32): void {
  const valueRow = <usize>headStride << 2;
  const rate = f32x4.splat(learningRate);
  let at: usize = 0;
  for (; at + 64 <= valueRow; at += 64) updateSixteen(values, slopes, at, count, rate);
  for (; at < valueRow; at += 16) updateFour(values, slopes, at, count, rate);
  let biasSum: f32 = 0;
  for (let row = 0; row < count; row += 1) biasSum += load<f32>(batchSlopes + (<usize>row << 2));
  moveBias(learningRate * biasSum);
}

/** The 16 weights at offset `at`: a whole line of the cache at a time. */
function updateSixteen(values: usize, slopes: usize, at: usize, count: i32, rate: v128): void {
  const valueRow = <usize>headStride << 2;
  const w0 = v128.load(headWeights + at);
  const w1 = v128.load(headWeights + at, 16);
  const w2 = v128.load(headWeights + at, 32);
  const w3 = v128.load(headWeights + at, 48);
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let offset = at;
  for (let row = 0; row < count; row += 1) {
    const slope = v128.load32_splat(batchSlopes + (<usize>row << 2));
    s0 = f32x4.add(s0, passOn(slope, w0, values + offset, slopes, offset));
    s1 = f32x4.add(s1, passOn(slope, w1, values + offset + 16, slopes, offset + 16));
    s2 = f32x4.add(s2, passOn(slope, w2, values + offset + 32, slopes, offset + 32));
    s3 = f32x4.add(s3, passOn(slope, w3, values + offset + 48, slopes, offset + 48));
    offset += valueRow;
  }
  moveWeights(at, f32x4.mul(rate, s0));
  moveWeights(at + 16, f32x4.mul(rate, s1));
  moveWeights(at + 32, f32x4.mul(rate, s2));
  moveWeights(at + 48, f32x4.mul(rate, s3));
}

function updateFour(values: usize, slopes: usize, at: usize, count: i32, rate: v128): void {
  const valueRow = <usize>headStride << 2;
  const weights = v128.load(headWeights + at);
  let sum = f32x4.splat(0);
  let offset = at;
  for (let row = 0; row < count; row += 1) {
    const slope = v128.load32_splat(batchSlopes + (<usize>row << 2));
    sum = f32x4.add(sum, passOn(slope, weights, values + offset, slopes, offset));
    offset += valueRow;
  }
  moveWeights(at, f32x4.mul(rate, sum));
}

/** Writes the slopes of four values of a row; gives the slopes of their weights. */
// @ts-ignore: decorator
@inline
function passOn(slope: v128, weights: v128, from: usize, slopes: usize, offset: usize): v128 {
  const value = v128.load(from);
  if (slopes != 0) {
    v128.store(slopes + offset, v128.and(f32x4.mul(slope, weights), f32x4.gt(value, f32x4.splat(0))));
  }
  return f32x4.mul(slope, value);
}

/** The two logits of a softmax have opposite slopes, so they move by the same in opposite directions. */
function moveWeights(at: usize, move: v128): void {
  if (loss != SOFTMAX) return v128.store(headWeights + at, f32x4.sub(v128.load(headWeights + at), move));
  const first = f32x4.add(v128.load(firstWeights + at), move);
  const second = f32x4.sub(v128.load(secondWeights + at), move);
  v128.store(firstWeights + at, first);
  v128.store(secondWeights + at, second);
  v128.store(headWeights + at, f32x4.sub(second, first));
}

function moveBias(move: f32): void {
  if (loss != SOFTMAX) return store<f32>(headBias, load<f32>(headBias) - move);
  const first = load<f32>(firstBias) + move;
  const second = load<f32>(secondBias) - move;
  store<f32>(firstBias, first);
  store<f32>(secondBias, second);
  store<f32>(headBias, second - first);
}
