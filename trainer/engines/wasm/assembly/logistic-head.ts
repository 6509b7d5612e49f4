// The logistic loss, log(1 + exp(-y f)) of the network's value f and a label y of -1 or +1.
import { exponentialOfNegative } from "./exponential";
import { log1pOfShare } from "./logarithm";
import { batchSlopes, batchTargets, batchValues } from "./network";
import { addStep, addWide, lanesBefore, sumOfWide } from "./tally";

/**
 * batchSlopes = -y / (1 + exp(y f)) / count, the slopes of the mean loss. False when a value is not finite; then nothing
 * is added to the tally.
 */
export function computeLogisticSlopes(count: i32): bool {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const size = f32x4.splat(<f32>count);
  let wrongCount = 0;
  let brokenLanes = 0;
  let losses = f64x2.splat(0);
  for (let place = 0; place < count; place += 4) {
    const at = <usize>place << 2;
    const lanes = lanesBefore(count, place);
    const values = v128.load(batchValues + at);
    const signs = v128.load(batchTargets + at);
    // Infinite or not a number.
    brokenLanes |= i32x4.bitmask(v128.and(f32x4.ne(f32x4.sub(values, values), zero), lanes));
    const wrong = v128.xor(f32x4.ge(values, zero), f32x4.gt(signs, zero));
    wrongCount += popcnt(i32x4.bitmask(v128.and(wrong, lanes)));
    const margins = f32x4.mul(values, signs);
    const small = exponentialOfNegative(f32x4.neg(f32x4.abs(margins)));
    const numerators = v128.bitselect(small, one, f32x4.ge(margins, zero));
    const shares = f32x4.div(f32x4.div(numerators, f32x4.add(one, small)), size);
    v128.store(batchSlopes + at, f32x4.neg(f32x4.mul(signs, shares)));
    const loss = f32x4.add(f32x4.pmax(zero, f32x4.neg(margins)), log1pOfShare(small));
    losses = addWide(losses, v128.and(loss, lanes));
  }
  if (brokenLanes != 0) return false;
  addStep(wrongCount, sumOfWide(losses));
  return true;
}
