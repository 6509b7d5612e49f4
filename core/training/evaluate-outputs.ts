import type { Evaluation, Loss, TrainingRows } from "@/core/training/recipe";

/**
 * Error and mean loss of network values, one for each of the first `rowCount` rows (see `Evaluation`). Throws when
 * the loss needs labels and the rows have targets, or the other way round.
 */
export function evaluateOutputs(
  outputs: ArrayLike<number>,
  rows: TrainingRows,
  loss: Loss,
  rowCount = rows.rowCount,
): Evaluation {
  if (loss === "squared") {
    const halfSquares = sumHalfSquares(outputs, targetsOf(rows), rowCount);
    return { error: Math.sqrt((2 * halfSquares) / rowCount), loss: halfSquares / rowCount };
  }
  const labels = labelsOfRows(rows);
  let wrongCount = 0;
  let lossSum = 0;
  for (let row = 0; row < rowCount; row += 1) {
    const value = outputs[row] as number;
    const isPositive = (((labels[row >> 3] as number) >> (row & 7)) & 1) === 1;
    lossSum += logisticLoss(isPositive ? value : -value);
    if (value >= 0 !== isPositive) wrongCount += 1;
  }
  return { error: wrongCount / rowCount, loss: lossSum / rowCount };
}

/** log(1 + exp(-margin)) without overflow. */
export function logisticLoss(margin: number): number {
  return Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)));
}

/** The labels of rows that a classification trains on; throws for those of a regression. */
export function labelsOfRows(rows: TrainingRows): Uint8Array {
  if (!("labels" in rows)) throw new TypeError("classification needs rows with labels");
  return rows.labels;
}

/** The targets of rows that a regression trains on; throws for those of a classification. */
export function targetsOf(rows: TrainingRows): Float32Array {
  if (!("targets" in rows)) throw new TypeError("regression needs rows with targets");
  return rows.targets;
}

function sumHalfSquares(outputs: ArrayLike<number>, targets: Float32Array, rowCount: number): number {
  let sum = 0;
  for (let row = 0; row < rowCount; row += 1) {
    const distance = (outputs[row] as number) - (targets[row] as number);
    sum += (distance * distance) / 2;
  }
  return sum;
}
