import { answersOf, errorOfAnswers, pickRows } from "@/core/theory/baseline";
import type { TrainingRows } from "@/core/training/recipe";

/** One fold: what to fit on, and what to be measured on. */
export interface Fold {
  readonly fitting: TrainingRows;
  readonly held: TrainingRows;
}

/** Cuts rows into folds; row number r is held out in fold r modulo `foldCount`. Rows are independent, so any cut does. */
export function cutFolds(rows: TrainingRows, foldCount: number): Fold[] {
  const places = Array.from({ length: rows.rowCount }, (_, row) => row);
  return Array.from({ length: foldCount }, (_, fold) => ({
    fitting: pickRows(
      rows,
      places.filter((row) => row % foldCount !== fold),
    ),
    held: pickRows(
      rows,
      places.filter((row) => row % foldCount === fold),
    ),
  }));
}

/**
 * The candidate with the lowest mean error over the folds, the first of equals. `valuesOf` predicts the held rows of a
 * fold for every candidate, null where a candidate cannot be fitted.
 */
export function chooseByFolds<Candidate>(
  folds: readonly Fold[],
  candidates: readonly Candidate[],
  valuesOf: (fold: Fold) => readonly (Float64Array | null)[],
): Candidate {
  const sums = candidates.map(() => 0);
  for (const fold of folds) {
    const answers = answersOf(fold.held);
    const isClassification = "labels" in fold.held;
    for (const [index, values] of valuesOf(fold).entries()) {
      const error =
        values === null ? Number.POSITIVE_INFINITY : errorOfAnswers(values, answers, isClassification);
      sums[index] = (sums[index] as number) + error;
    }
  }
  const best = sums.indexOf(Math.min(...sums));
  return candidates[best] as Candidate;
}
