import { answersOf } from "@/core/theory/baseline";
import { sliceRows, solveRidge } from "@/core/theory/kernel-ridge";
import { multiplyFeatures } from "@/core/theory/linear-models";
import { crossKernel, gramKernel, type LimitKernel, type WideNetwork } from "@/core/theory/ntk-kernel";
import type { InputRows, TrainingRows } from "@/core/training/recipe";

/** What an infinitely wide network predicts, and how far it is from its own training rows. */
export interface LimitRegression {
  /** One value per row; in classification its sign is the answer. */
  predict(rows: InputRows): Float64Array;
  /** Largest distance of a fitted value to its answer: 0 up to rounding without a ridge. */
  readonly largestResidual: number;
}

/** Part of the mean diagonal that is added when no ridge is asked for, so that Cholesky's factor exists. */
export const jitter = 1e-10;

/**
 * f(x) = k(x) (K + r I)^-1 y on the answers y themselves (targets, or -1 and +1), r = `ridge` times the mean diagonal
 * of K. With the NTK and no ridge this is where gradient descent on the squared loss ends at infinite time, averaged
 * over starts (Jacot et al., arXiv:1806.07572). It says nothing exact about the logistic loss. Null when K + r I has
 * no Cholesky factor, as with equal rows and a ridge of 0.
 */
export function fitLimitRegression(
  rows: TrainingRows,
  { kernel, network, ridge = jitter }: { kernel: LimitKernel; network: WideNetwork; ridge?: number },
): LimitRegression | null {
  const gram = gramKernel(kernel, rows, network);
  const answers = answersOf(rows);
  const size = rows.rowCount;
  let trace = 0;
  for (let row = 0; row < size; row += 1) trace += gram[row * size + row] as number;
  const added = (ridge * trace) / size;
  const weights = solveRidge(gram, answers, added);
  if (weights === null) return null;
  // K w = y - r w: what is left over needs no second product.
  const largestResidual = weights.reduce((most, weight) => Math.max(most, Math.abs(added * weight)), 0);
  return {
    largestResidual,
    predict(some) {
      const values = new Float64Array(some.rowCount);
      for (let start = 0; start < some.rowCount; start += sliceRowCount) {
        const slice = sliceRows(some, start, Math.min(some.rowCount, start + sliceRowCount));
        values.set(multiplyFeatures(crossKernel(kernel, slice, rows, network), weights), start);
      }
      return values;
    },
  };
}

const sliceRowCount = 500;
