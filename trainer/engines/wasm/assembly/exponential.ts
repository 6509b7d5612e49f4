/**
 * exp(x) of four numbers, each at most 0, to about one unit in the last place; below -87 as at -87. Cody-Waite
 * reduction and the polynomial of the Cephes library (Moshier 1992). The language's own exponential differs
 * between browsers, this one does not.
 */
// @ts-ignore: decorator
@inline
export function exponentialOfNegative(x: v128): v128 {
  const clamped = f32x4.pmax(x, f32x4.splat(-87));
  const power = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.44269504)));
  // ln 2 in two parts, the first with few digits so that its products are exact.
  const high = f32x4.sub(clamped, f32x4.mul(power, f32x4.splat(0.693359375)));
  const rest = f32x4.sub(high, f32x4.mul(power, f32x4.splat(-2.12194440e-4)));
  let sum = f32x4.splat(1.9875691500e-4);
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.3981999507e-3));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(8.3334519073e-3));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(4.1665795894e-2));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.6666665459e-1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(5.0000001201e-1));
  sum = f32x4.add(f32x4.mul(f32x4.mul(sum, rest), rest), f32x4.add(rest, f32x4.splat(1)));
  // 2^power through the exponent bits; power is -126 to 0.
  const scale = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(power), i32x4.splat(127)), 23);
  return f32x4.mul(sum, scale);
}
