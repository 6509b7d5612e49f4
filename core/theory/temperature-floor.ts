import { gaussLegendre, integrate } from "@/core/numerics/gauss-legendre";

// Two chains with inverse temperatures b < B: x has density proportional to exp(b T - |x|^2 / 2), T the sum of
// x_i x_(i+1) around the ring of D. In Fourier space T is a sum of independent terms lambda_q z_q^2, z_q standard normal,
// lambda_q = c_q / (1 - 2 b c_q), c_q = cos(2 pi q / D). The Bayes rule is a threshold on T, so its error needs only the
// distribution of a quadratic form in normal variables, which J. P. Imhof (Biometrika 48, 1961) gives as an integral:
//
//   P(T > t) = 1/2 + (1 / pi) integral over u > 0 of sin(theta(u)) / (u rho(u)),
//   theta(u) = (sum of arctan(lambda_q u) - t u) / 2,  rho(u) = product of (1 + lambda_q^2 u^2)^(1/4).

/** The lowest error of telling two temperatures apart, and a bound of the numerical error of that value. */
export interface TemperatureFloor {
  readonly error: number;
  readonly errorBound: number;
}

/**
 * Bayes error of the `temperature` task for one sample of a ring of `inputDimension` >= 3 spins and equally likely
 * temperatures, by numerical integration.
 */
export function temperatureFloor(
  { betaLow, betaHigh }: { betaLow: number; betaHigh: number },
  inputDimension: number,
): TemperatureFloor {
  const waves = Array.from({ length: inputDimension }, (_, q) =>
    Math.cos((2 * Math.PI * q) / inputDimension),
  );
  let logDeterminants = 0;
  for (const wave of waves) logDeterminants += Math.log((1 - 2 * betaHigh * wave) / (1 - 2 * betaLow * wave));
  // (betaHigh - betaLow) T + logDeterminants / 2 >= 0 answers "high".
  const threshold = -logDeterminants / (2 * (betaHigh - betaLow));
  const [low, high] = [betaLow, betaHigh].map((beta) =>
    exceedance(
      waves.map((wave) => wave / (1 - 2 * beta * wave)),
      threshold,
    ),
  ) as [Exceedance, Exceedance];
  return {
    error: (low.probability + 1 - high.probability) / 2,
    errorBound: (low.errorBound + high.errorBound) / 2,
  };
}

/** P(sum of lambda_q z_q^2 > t), and how far the value can be off. */
export interface Exceedance {
  readonly probability: number;
  readonly errorBound: number;
}

const panelRule = gaussLegendre(16);
const wantedError = 1e-9;
const mostPanels = 100_000;

/**
 * P(T > threshold) for T the sum of lambda z^2 over `coefficients`, z independent standard normal. The integral ends
 * where what is left out is below 1e-9, or after 100,000 panels; `errorBound` is what is left out at most (Imhof's
 * bound), rounding not counted.
 */
export function exceedance(coefficients: readonly number[], threshold: number): Exceedance {
  // Zeros up to rounding take no part: they would only slow the decay down.
  const largest = Math.max(...coefficients.map(Math.abs));
  const lambdas = coefficients.filter((lambda) => Math.abs(lambda) > 1e-12 * largest);
  const turning = (lambdas.reduce((sum, lambda) => sum + Math.abs(lambda), 0) + Math.abs(threshold)) / 2;
  // The phase turns by at most 1 in a panel.
  const panel = 1 / turning;
  let sum = 0;
  let end = 0;
  let leftOut = Number.POSITIVE_INFINITY;
  for (let count = 0; count < mostPanels && leftOut > wantedError; count += 1) {
    sum += integrate(panelRule, [end, end + panel], (u) => imhofIntegrand(lambdas, threshold, u));
    end += panel;
    leftOut = tailBound(lambdas, end);
  }
  return { probability: 0.5 + sum / Math.PI, errorBound: leftOut };
}

function imhofIntegrand(lambdas: readonly number[], threshold: number, u: number): number {
  let phase = -threshold * u;
  let logSize = 0;
  for (const lambda of lambdas) {
    phase += Math.atan(lambda * u);
    logSize += Math.log1p((lambda * u) ** 2);
  }
  return Math.sin(phase / 2) / (u * Math.exp(logSize / 4));
}

/** An upper bound of (1 / pi) times the integral of 1 / (u rho(u)) over u > end. */
function tailBound(lambdas: readonly number[], end: number): number {
  // d log rho / d log u = sum of (lambda u)^2 / (1 + (lambda u)^2) / 2 grows with u, so rho grows at least as this power.
  let power = 0;
  let logSize = 0;
  for (const lambda of lambdas) {
    const square = (lambda * end) ** 2;
    power += square / (1 + square) / 2;
    logSize += Math.log1p(square);
  }
  return 1 / (Math.PI * power * Math.exp(logSize / 4));
}
