// pi / 2 in three parts: products of the first two with an integer below 2^20 are exact.
const HALF_PI_HIGH = 1.5707963267341256;
const HALF_PI_MIDDLE = 6.077100506303966e-11;
const HALF_PI_LOW = 2.0222662487959506e-21;

/**
 * Sine of an angle in radians, |angle| < 10^6. IEEE basic operations only, so that it gives the same bits on every
 * platform, which `Math.sin` does not promise. Absolute error below 1e-15 (polynomials of fdlibm's k_sin.c and
 * k_cos.c, Sun Microsystems 1993).
 */
export function sine(angle: number): number {
  return quarterWave(angle, 0);
}

/** Cosine of an angle in radians; as `sine`. */
export function cosine(angle: number): number {
  return quarterWave(angle, 1);
}

function quarterWave(angle: number, quarterShift: number): number {
  const quarters = Math.round(angle / (Math.PI / 2));
  const rest = angle - quarters * HALF_PI_HIGH - quarters * HALF_PI_MIDDLE - quarters * HALF_PI_LOW;
  const quadrant = (quarters + quarterShift) & 3;
  const magnitude = (quadrant & 1) === 0 ? sineNearZero(rest) : cosineNearZero(rest);
  return quadrant < 2 ? magnitude : -magnitude;
}

function sineNearZero(x: number): number {
  const z = x * x;
  let sum = 1.58969099521155e-10;
  sum = sum * z - 2.5050760253406863e-8;
  sum = sum * z + 2.7557313707070068e-6;
  sum = sum * z - 0.0001984126982985795;
  sum = sum * z + 0.00833333333332249;
  sum = sum * z - 0.16666666666666632;
  return x + x * z * sum;
}

function cosineNearZero(x: number): number {
  const z = x * x;
  let sum = -1.1359647557788195e-11;
  sum = sum * z + 2.087572321298175e-9;
  sum = sum * z - 2.7557314351390663e-7;
  sum = sum * z + 2.480158728947673e-5;
  sum = sum * z - 0.001388888888887411;
  sum = sum * z + 0.0416666666666666;
  return 1 - (0.5 * z - z * z * sum);
}
