// The output layer with one logit and the logistic loss. Another loss or another number of outputs is another head: it
// reads the last hidden values, writes their slopes, and moves its own weights.
import { exponentialOfNegative } from "./exponential";
import {
  batchLogits,
  batchSigns,
  batchSlopes,
  headBias,
  headStride,
  headWeights,
  rowCapacity,
} from "./network";

/** batchLogits = values x weights + bias for `count` rows. */
export function computeLogits(values: usize, count: i32): void {
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
    v128.store(batchLogits + (<usize>place << 2), f32x4.add(sums, bias));
    row += 4 * valueRow;
  }
}

/**
 * batchSlopes = d loss / d logit = -y / (1 + exp(y logit)) / count, the mean logistic loss. Returns how many rows have
 * the wrong sign, or -1 when a logit is not finite.
 */
export function computeLogitSlopes(count: i32): i32 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const size = f32x4.splat(<f32>count);
  let wrongCount = 0;
  let brokenLanes = 0;
  for (let place = 0; place < count; place += 4) {
    const at = <usize>place << 2;
    const lanes = place + 4 <= count ? 15 : (1 << (count - place)) - 1;
    const logits = v128.load(batchLogits + at);
    const signs = v128.load(batchSigns + at);
    // Infinite or not a number.
    brokenLanes |= i32x4.bitmask(f32x4.ne(f32x4.sub(logits, logits), zero)) & lanes;
    const wrong = v128.xor(f32x4.ge(logits, zero), f32x4.gt(signs, zero));
    wrongCount += popcnt(i32x4.bitmask(wrong) & lanes);
    const margins = f32x4.mul(logits, signs);
    const small = exponentialOfNegative(f32x4.neg(f32x4.abs(margins)));
    const numerators = v128.bitselect(small, one, f32x4.ge(margins, zero));
    const shares = f32x4.div(f32x4.div(numerators, f32x4.add(one, small)), size);
    v128.store(batchSlopes + at, f32x4.neg(f32x4.mul(signs, shares)));
  }
  return brokenLanes == 0 ? wrongCount : -1;
}

/**
 * Moves the output layer's weights and writes the slopes of the values it read, where a value is positive. `slopes` is
 * 0 when the values are inputs, which need none.
 */
export function updateHead(values: usize, slopes: usize, count: i32, learningRate: f32): void {
  const valueRow = <usize>headStride << 2;
  const rate = f32x4.splat(learningRate);
  const zero = f32x4.splat(0);
  for (let at: usize = 0; at < valueRow; at += 16) {
    const weights = v128.load(headWeights + at);
    let sum = zero;
    let offset = at;
    for (let row = 0; row < count; row += 1) {
      const slope = v128.load32_splat(batchSlopes + (<usize>row << 2));
      const value = v128.load(values + offset);
      sum = f32x4.add(sum, f32x4.mul(slope, value));
      if (slopes != 0) {
        v128.store(slopes + offset, v128.and(f32x4.mul(slope, weights), f32x4.gt(value, zero)));
      }
      offset += valueRow;
    }
    v128.store(headWeights + at, f32x4.sub(weights, f32x4.mul(rate, sum)));
  }
  let biasSum: f32 = 0;
  for (let row = 0; row < count; row += 1) biasSum += load<f32>(batchSlopes + (<usize>row << 2));
  store<f32>(headBias, load<f32>(headBias) - learningRate * biasSum);
}

/** Writes the labels of `count` rows of the order from `start` on as +1 and -1. */
export function gatherSigns(labels: usize, order: usize, start: i32, count: i32): void {
  for (let place = 0; place < count; place += 1) {
    const row = load<u32>(order + (<usize>(start + place) << 2));
    const bit = (load<u8>(labels + (row >> 3)) >> <u8>(row & 7)) & 1;
    store<f32>(batchSigns + (<usize>place << 2), bit ? 1 : -1);
  }
  for (let place = count; place < rowCapacity && (place & 3) != 0; place += 1) {
    store<f32>(batchSigns + (<usize>place << 2), 0);
  }
}
