import { readFloats } from "@/core/tasks/float-bytes";
import { unpackBit } from "@/core/tasks/packed-bits";
import type { Loss } from "@/core/training/recipe";

/**
 * How far the same weights' values may lie apart on two engines, in their standard deviations. The CPU engines
 * were never further apart than 1e-5 of it (docs/model.md).
 */
const shareOfSpread = 1e-4;

/**
 * The same, as a share of the largest value: a network that has collapsed gives nearly the same number everywhere, and
 * float32 rounds that number, not its tiny spread.
 */
const shareOfSize = 1e-5;

/**
 * True when `predictions` (packed signs, or float32 values in regression, as they travel) are what weights give whose
 * `values` on the same rows the server has computed: signs may differ only where the value is next to 0, numbers
 * hardly at all. Values or predictions that are not finite never agree.
 */
export function predictionsAgree(values: Float32Array, predictions: Uint8Array, loss: Loss): boolean {
  const tolerance = toleranceOf(values);
  if (!Number.isFinite(tolerance)) return false;
  if (loss !== "squared") {
    return values.every(
      (value, row) => Math.abs(value) <= tolerance || value >= 0 === (unpackBit(predictions, row) === 1),
    );
  }
  const claimed = readFloats(predictions);
  return (
    claimed.length === values.length &&
    values.every((value, row) => Math.abs(value - (claimed[row] as number)) <= tolerance)
  );
}

function toleranceOf(values: Float32Array): number {
  let sum = 0;
  let largest = 0;
  for (const value of values) {
    sum += value;
    // Not Math.max: a value that is no number must show.
    if (!(Math.abs(value) <= largest)) largest = Math.abs(value);
  }
  const centre = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - centre) ** 2;
  const spread = Math.sqrt(squares / values.length);
  return shareOfSpread * spread + shareOfSize * largest;
}
