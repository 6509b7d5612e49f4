/**
 * log(1 + x) of four numbers from 0 to 1, as the series of 2 atanh(x / (2 + x)), whose argument is at most 1/3. Small
 * x keep their relative precision. The language's own logarithm differs between browsers, this one does not.
 */
// @ts-ignore: decorator
@inline
export function log1pOfShare(x: v128): v128 {
  const ratio = f32x4.div(x, f32x4.add(f32x4.splat(2), x));
  const square = f32x4.mul(ratio, ratio);
  let sum = f32x4.splat(<f32>(2.0 / 15));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(<f32>(2.0 / 13)));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(<f32>(2.0 / 11)));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(<f32>(2.0 / 9)));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(<f32>(2.0 / 7)));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(<f32>(2.0 / 5)));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(<f32>(2.0 / 3)));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(2));
  return f32x4.mul(sum, ratio);
}
