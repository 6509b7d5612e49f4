// What steps see in their own forward passes. Losses are added step by step to those of all steps before, so that the
// sum does not depend on how the steps are cut into calls.

/** Steps of the run so far, without one that broke. */
export let stepCount: f64 = 0;
/** Rows with a wrong sign since `beginTally`. */
export let wrongCount: i32 = 0;
/** Losses of all rows of the run so far. */
export let lossSum: f64 = 0;

/** Starts to count after so many steps with so much loss. */
export function beginTally(stepsBefore: f64, lossBefore: f64): void {
  stepCount = stepsBefore;
  wrongCount = 0;
  lossSum = lossBefore;
}

/** Counts one step. */
export function addStep(wrong: i32, loss: f64): void {
  stepCount += 1;
  wrongCount += wrong;
  lossSum += loss;
}

/** Truth in the lanes of the vector that starts at `place` which belong to one of `count` rows. */
// @ts-ignore: decorator
@inline
export function lanesBefore(count: i32, place: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count - place));
}

/** Adds four numbers of float32 to two sums in float64. */
// @ts-ignore: decorator
@inline
export function addWide(sums: v128, values: v128): v128 {
  const upper = v128.shuffle<f32>(values, values, 2, 3, 2, 3);
  return f64x2.add(sums, f64x2.add(f64x2.promote_low_f32x4(values), f64x2.promote_low_f32x4(upper)));
}

// @ts-ignore: decorator
@inline
export function sumOfWide(sums: v128): f64 {
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}
