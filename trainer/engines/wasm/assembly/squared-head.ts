// The squared loss, (f - t)^2 / 2 of the network's value f and a target t.
import { batchSlopes, batchTargets, batchValues } from "./network";
import { addStep } from "./tally";

/**
 * batchSlopes = (f - t) / count, the slopes of the mean loss. False when a value is not finite; then nothing is added
 * to the tally.
 */
export function computeSquaredSlopes(count: i32): bool {
  let lossSum: f64 = 0;
  let isBroken = false;
  for (let place = 0; place < count; place += 1) {
    const at = <usize>place << 2;
    const value = load<f32>(batchValues + at);
    const distance = value - load<f32>(batchTargets + at);
    isBroken = isBroken || value - value != 0;
    store<f32>(batchSlopes + at, distance / <f32>count);
    lossSum += <f64>distance * <f64>distance;
  }
  if (isBroken) return false;
  addStep(0, lossSum / 2);
  return true;
}
