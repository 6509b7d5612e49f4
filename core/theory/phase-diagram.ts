// M. Imaizumi and K. Fukumizu, "Advantage of Deep Neural Networks for Estimating Functions with Singularity on
// Hypersurfaces", JMLR 23(111), 2022. Regression on [0,1]^D with Gaussian noise, n samples, error = squared L2.
// Target: pieces cut by hypersurfaces of smoothness alpha, smooth of order beta inside each piece. Rates are worst
// cases over that class, up to logarithms; of deep networks for the global minimiser of the training loss, not for SGD.

/** Smoothness alpha of the hypersurfaces, beta of the function between them, and the number D of inputs. */
export interface SingularClass {
  readonly alpha: number;
  readonly beta: number;
  readonly inputDimension: number;
}

/**
 * Exponent r of the error n^-r of least squares over deep networks: min(2 beta / (2 beta + D), alpha / (alpha + D - 1)).
 * Upper bound (Corollary 8), and for alpha, beta >= 1 no estimator has a better worst case (Theorem 13).
 */
export function deepExponent({ alpha, beta, inputDimension }: SingularClass): number {
  return Math.min((2 * beta) / (2 * beta + inputDimension), alpha / (alpha + inputDimension - 1));
}

/**
 * Largest exponent that any estimator linear in the targets (kernel ridge, splines, Fourier series) can have:
 * alpha / (2 alpha + D - 1) (Proposition 15; a lower bound of the error, not the rate of every kernel). Where this
 * exceeds the minimax exponent, that one binds instead.
 */
export function linearExponent({ alpha, inputDimension }: SingularClass): number {
  return alpha / (2 * alpha + inputDimension - 1);
}

/** Exponent that tensor-product wavelets cannot exceed (Proposition 18). */
export const waveletExponent = 1 / 2;
/** Exponent that curvelets cannot exceed, for D = 2 and alpha, beta >= 2 (Proposition 19). */
export const curveletExponent = 1 / 3;

/**
 * Are deep networks faster than every linear estimator in the worst case? Exactly where alpha (D - 2 beta) <
 * 2 beta (D - 1): `deepExponent` > `linearExponent` put in this form, which has no division and no rounding at the
 * boundary of rational numbers. On the boundary and below it the paper claims no difference.
 */
export function isDeepFaster({ alpha, beta, inputDimension }: SingularClass): boolean {
  return alpha * (inputDimension - 2 * beta) < 2 * beta * (inputDimension - 1);
}

/** Deep networks are faster for every alpha below this: 2 beta (D - 1) / (D - 2 beta), infinite for 2 beta >= D. */
export function boundaryAlpha(beta: number, inputDimension: number): number {
  if (2 * beta >= inputDimension) return Number.POSITIVE_INFINITY;
  return (2 * beta * (inputDimension - 1)) / (inputDimension - 2 * beta);
}

/** Deep networks are faster for every beta above this: alpha D / (2 (alpha + D - 1)), the boundary as it is drawn. */
export function boundaryBeta(alpha: number, inputDimension: number): number {
  return (alpha * inputDimension) / (2 * (alpha + inputDimension - 1));
}

/** Deep networks are faster than wavelets for beta > D / 2 and alpha > D - 1. */
export function isDeepFasterThanWavelets({ alpha, beta, inputDimension }: SingularClass): boolean {
  return beta > inputDimension / 2 && alpha > inputDimension - 1;
}

/**
 * The bound that Corollary 20 prints, 2 beta (D - 1) / D. It is stricter than the boundary above, which follows from
 * the rates and stands in the paper's introduction and in the captions of its Figures 2 and 5: below it deep networks
 * are faster, but not only below it.
 */
export function corollary20Alpha(beta: number, inputDimension: number): number {
  return (2 * beta * (inputDimension - 1)) / inputDimension;
}

/**
 * Two places where the paper disagrees with itself; drawings follow the formula. The caption of Figure 2 says D = 5,
 * its curve is the boundary of D = 10 (points read off the drawing, to about 0.02).
 */
export const paperInconsistencies = {
  corollary20: "Corollary 20 prints alpha < 2 beta (D - 1) / D, which is sufficient but not the boundary.",
  figure2: {
    printedDimension: 5,
    drawnDimension: 10,
    drawnPoints: [
      { alpha: 2, beta: 0.9 },
      { alpha: 3, beta: 1.25 },
      { alpha: 4, beta: 1.54 },
      { alpha: 5, beta: 1.79 },
    ],
  },
} as const;
