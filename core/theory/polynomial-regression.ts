import { answersOf, type Baseline, type FittedBaseline } from "@/core/theory/baseline";
import { chooseByFolds, cutFolds, type Fold } from "@/core/theory/cross-validation";
import { fitLeastSquares, fitLogistic, multiplyFeatures } from "@/core/theory/linear-models";
import {
  divideColumns,
  monomialCount,
  monomialFeatures,
  monomialsUpTo,
  scaleColumns,
} from "@/core/theory/monomials";
import type { InputRows, TrainingRows } from "@/core/training/recipe";

/** Ridges from strong to weak: each fit starts where the one before ended. */
const ridges = [1e-1, 1e-2, 1e-3, 1e-4];
const mostMonomials = 3500;

/**
 * Logistic regression (least squares where there are targets) on all products of up to `degree` inputs, each scaled to
 * root mean square 1 on the training rows; the ridge by holding out every fifth row.
 */
export function polynomialRegression(degree: number): Baseline {
  return {
    refusal({ inputDimension }) {
      const count = monomialCount(degree, inputDimension);
      if (count <= mostMonomials) return null;
      return `degree ${degree} has ${count} products of ${inputDimension} inputs; at most ${mostMonomials} are allowed`;
    },
    fit(rows) {
      const fold = cutFolds(rows, 5).slice(0, 1);
      const ridge = chooseByFolds(fold, ridges, (some) => heldValues(degree, some));
      const fitted = fitPath(degree, rows, ridges.slice(0, ridges.indexOf(ridge) + 1)).at(-1);
      if (!fitted) throw new Error("ridge regression always has a solution");
      return { predict: fitted, choices: { ridge } };
    },
  };
}

function heldValues(degree: number, { fitting, held }: Fold): (Float64Array | null)[] {
  return fitPath(degree, fitting, ridges).map((predict) => predict?.(held) ?? null);
}

/** A predictor for each ridge; null where least squares has no solution. */
export function fitPath(
  degree: number,
  rows: TrainingRows,
  ridgePath: readonly number[],
): (FittedBaseline["predict"] | null)[] {
  const monomials = monomialsUpTo(degree, rows.inputDimension);
  const features = monomialFeatures(rows, monomials);
  const scales = scaleColumns(features, monomials.length);
  const answers = answersOf(rows);
  let start: Float64Array | undefined;
  return ridgePath.map((ridge) => {
    const weights =
      "labels" in rows
        ? fitLogistic(features, answers, ridge, start)
        : fitLeastSquares(features, answers, ridge);
    if (weights === null) return null;
    start = weights;
    return (some: InputRows) => {
      const values = monomialFeatures(some, monomials);
      divideColumns(values, scales);
      return multiplyFeatures(values, weights);
    };
  });
}
