// Blocks of a matrix product whose sums stay in registers: sum over k of a[row, k] * b[k, column]. Steps are in bytes.
// Each sum runs in the order of k in float32, multiply then add, so an element's value depends neither on the shape of
// its block nor on the machine. `use` is a constant at every call, so the branches on it are gone after inlining.

/** Add the biases at `extra`, then ReLU. */
export const FORWARD = 0;
/** Keep a slope where the unit's value, `extra` bytes after it, is positive. */
export const SLOPES = 1;
/** Move a weight: subtract `rate` times the sum. */
export const UPDATE = 2;

// @ts-ignore: decorator
@inline
function firstSum(use: i32, extra: usize): v128 {
  return use == FORWARD ? v128.load(extra) : f32x4.splat(0);
}

// @ts-ignore: decorator
@inline
function addProduct(sum: v128, left: v128, right: v128): v128 {
  return f32x4.add(sum, f32x4.mul(left, right));
}

// @ts-ignore: decorator
@inline
function put(use: i32, target: usize, sum: v128, extra: usize, rate: v128): void {
  if (use == FORWARD) {
    // pmax keeps a NaN of its first operand: a broken unit stays visible in the logits.
    v128.store(target, f32x4.pmax(sum, f32x4.splat(0)));
  } else if (use == SLOPES) {
    v128.store(target, v128.and(sum, f32x4.gt(v128.load(target + extra), f32x4.splat(0))));
  } else {
    v128.store(target, f32x4.sub(v128.load(target), f32x4.mul(rate, sum)));
  }
}

/** 4 rows x 8 columns. */
// @ts-ignore: decorator
@inline
export function tile4x8(
  use: i32,
  a: usize, aRow: usize, aStep: usize,
  b: usize, bStep: usize,
  innerCount: i32,
  target: usize, targetRow: usize,
  extra: usize, rate: v128,
): void {
  let s00 = firstSum(use, extra);
  let s01 = firstSum(use, extra + 16);
  let s10 = s00;
  let s11 = s01;
  let s20 = s00;
  let s21 = s01;
  let s30 = s00;
  let s31 = s01;
  const end = b + <usize>innerCount * bStep;
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    s00 = addProduct(s00, a0, b0);
    s01 = addProduct(s01, a0, b1);
    const a1 = v128.load32_splat(a + aRow);
    s10 = addProduct(s10, a1, b0);
    s11 = addProduct(s11, a1, b1);
    const a2 = v128.load32_splat(a + 2 * aRow);
    s20 = addProduct(s20, a2, b0);
    s21 = addProduct(s21, a2, b1);
    const a3 = v128.load32_splat(a + 3 * aRow);
    s30 = addProduct(s30, a3, b0);
    s31 = addProduct(s31, a3, b1);
    a += aStep;
    b += bStep;
  }
  put(use, target, s00, extra, rate);
  put(use, target + 16, s01, extra, rate);
  target += targetRow;
  put(use, target, s10, extra, rate);
  put(use, target + 16, s11, extra, rate);
  target += targetRow;
  put(use, target, s20, extra, rate);
  put(use, target + 16, s21, extra, rate);
  target += targetRow;
  put(use, target, s30, extra, rate);
  put(use, target + 16, s31, extra, rate);
}

/** 2 rows x 8 columns. */
// @ts-ignore: decorator
@inline
export function tile2x8(
  use: i32,
  a: usize, aRow: usize, aStep: usize,
  b: usize, bStep: usize,
  innerCount: i32,
  target: usize, targetRow: usize,
  extra: usize, rate: v128,
): void {
  let s00 = firstSum(use, extra);
  let s01 = firstSum(use, extra + 16);
  let s10 = s00;
  let s11 = s01;
  const end = b + <usize>innerCount * bStep;
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    s00 = addProduct(s00, a0, b0);
    s01 = addProduct(s01, a0, b1);
    const a1 = v128.load32_splat(a + aRow);
    s10 = addProduct(s10, a1, b0);
    s11 = addProduct(s11, a1, b1);
    a += aStep;
    b += bStep;
  }
  put(use, target, s00, extra, rate);
  put(use, target + 16, s01, extra, rate);
  target += targetRow;
  put(use, target, s10, extra, rate);
  put(use, target + 16, s11, extra, rate);
}

/** 4 rows x 4 columns. */
// @ts-ignore: decorator
@inline
export function tile4x4(
  use: i32,
  a: usize, aRow: usize, aStep: usize,
  b: usize, bStep: usize,
  innerCount: i32,
  target: usize, targetRow: usize,
  extra: usize, rate: v128,
): void {
  let s0 = firstSum(use, extra);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const end = b + <usize>innerCount * bStep;
  while (b < end) {
    const b0 = v128.load(b);
    s0 = addProduct(s0, v128.load32_splat(a), b0);
    s1 = addProduct(s1, v128.load32_splat(a + aRow), b0);
    s2 = addProduct(s2, v128.load32_splat(a + 2 * aRow), b0);
    s3 = addProduct(s3, v128.load32_splat(a + 3 * aRow), b0);
    a += aStep;
    b += bStep;
  }
  put(use, target, s0, extra, rate);
  put(use, target + targetRow, s1, extra, rate);
  put(use, target + 2 * targetRow, s2, extra, rate);
  put(use, target + 3 * targetRow, s3, extra, rate);
}

/** 8 rows x 4 columns. */
// @ts-ignore: decorator
@inline
export function tile8x4(
  use: i32,
  a: usize, aRow: usize, aStep: usize,
  b: usize, bStep: usize,
  innerCount: i32,
  target: usize, targetRow: usize,
  extra: usize, rate: v128,
): void {
  let s0 = firstSum(use, extra);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  let lower = a + 4 * aRow;
  const end = b + <usize>innerCount * bStep;
  while (b < end) {
    const b0 = v128.load(b);
    s0 = addProduct(s0, v128.load32_splat(a), b0);
    s1 = addProduct(s1, v128.load32_splat(a + aRow), b0);
    s2 = addProduct(s2, v128.load32_splat(a + 2 * aRow), b0);
    s3 = addProduct(s3, v128.load32_splat(a + 3 * aRow), b0);
    s4 = addProduct(s4, v128.load32_splat(lower), b0);
    s5 = addProduct(s5, v128.load32_splat(lower + aRow), b0);
    s6 = addProduct(s6, v128.load32_splat(lower + 2 * aRow), b0);
    s7 = addProduct(s7, v128.load32_splat(lower + 3 * aRow), b0);
    a += aStep;
    lower += aStep;
    b += bStep;
  }
  put(use, target, s0, extra, rate);
  put(use, target + targetRow, s1, extra, rate);
  put(use, target + 2 * targetRow, s2, extra, rate);
  put(use, target + 3 * targetRow, s3, extra, rate);
  target += 4 * targetRow;
  put(use, target, s4, extra, rate);
  put(use, target + targetRow, s5, extra, rate);
  put(use, target + 2 * targetRow, s6, extra, rate);
  put(use, target + 3 * targetRow, s7, extra, rate);
}
