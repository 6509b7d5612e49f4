const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/**
 * e to the power `exponent`, |exponent| < 700. IEEE basic operations only, so that it gives the same bits on every
 * platform, which `Math.exp` does not promise. Error below 1 unit in the last place (the scheme and the coefficients
 * are those of fdlibm's e_exp.c, Sun Microsystems 1993).
 */
export function exponential(exponent: number): number {
  const doublings = Math.round(exponent / Math.LN2);
  const high = exponent - doublings * LN2_HIGH;
  const low = doublings * LN2_LOW;
  const rest = high - low;
  const square = rest * rest;
  let sum = 4.1381367970572385e-8;
  sum = sum * square - 1.6533902205465252e-6;
  sum = sum * square + 6.613756321437934e-5;
  sum = sum * square - 0.0027777777777015593;
  sum = sum * square + 0.16666666666666602;
  const correction = rest - square * sum;
  let value = 1 - (low - (rest * correction) / (2 - correction) - high);
  for (let count = 0; count < doublings; count += 1) value *= 2;
  for (let count = 0; count > doublings; count -= 1) value /= 2;
  return value;
}

/** Hyperbolic tangent, bit-identical everywhere. */
export function hyperbolicTangent(x: number): number {
  if (Math.abs(x) > 20) return Math.sign(x);
  const decay = exponential(-2 * Math.abs(x));
  const magnitude = (1 - decay) / (1 + decay);
  return x < 0 ? -magnitude : magnitude;
}
