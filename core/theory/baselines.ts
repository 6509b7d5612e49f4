import type { Baseline } from "@/core/theory/baseline";
import { fourierSeries } from "@/core/theory/fourier-series";
import { kernelRidge } from "@/core/theory/kernel-ridge";
import { nearestNeighbours } from "@/core/theory/nearest-neighbours";
import { polynomialRegression } from "@/core/theory/polynomial-regression";

/** Every predictor that is no network, by name. */
export const baselines = {
  constant: polynomialRegression(0),
  linear: polynomialRegression(1),
  quadratic: polynomialRegression(2),
  cubic: polynomialRegression(3),
  "nearest-neighbours": nearestNeighbours,
  "rbf-kernel": kernelRidge("rbf"),
  "laplace-kernel": kernelRidge("laplace"),
  fourier: fourierSeries,
} as const satisfies Record<string, Baseline>;
export type BaselineName = keyof typeof baselines;
export const baselineNames = Object.keys(baselines) as BaselineName[];
