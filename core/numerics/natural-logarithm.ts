const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/**
 * Natural logarithm of a positive, normal, finite double. It uses +, -, *, / only, so that it gives the same bits on
 * every platform, which `Math.log` does not promise. Error below 1 unit in the last place (the scheme and the
 * coefficients are those of fdlibm's e_log.c, Sun Microsystems 1993).
 */
export function naturalLogarithm(value: number): number {
  let mantissa = value;
  let exponent = 0;
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2;
    exponent -= 1;
  }
  while (mantissa >= Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  const f = mantissa - 1;
  const s = f / (2 + f);
  const halfSquare = 0.5 * f * f;
  const remainder = logarithmPolynomial(s * s);
  return exponent * LN2_HIGH - (halfSquare - (s * (halfSquare + remainder) + exponent * LN2_LOW) - f);
}

function logarithmPolynomial(z: number): number {
  let sum = 0.14798198605116586;
  sum = sum * z + 0.15313837699209373;
  sum = sum * z + 0.1818357216161805;
  sum = sum * z + 0.22222198432149784;
  sum = sum * z + 0.2857142874366239;
  sum = sum * z + 0.3999999999940942;
  sum = sum * z + 0.6666666666666735;
  return sum * z;
}
