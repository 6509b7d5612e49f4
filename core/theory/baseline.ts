import { unpackBit } from "@/core/tasks/packed-bits";
import type { InputRows, TrainingRows } from "@/core/training/recipe";

/** A predictor that is no network, after fitting: one value per row; in classification its sign is the answer. */
export interface FittedBaseline {
  predict(rows: InputRows): Float64Array;
  /** What cross validation chose, such as a kernel's scale. */
  readonly choices: Readonly<Record<string, number>>;
}

/** A way to predict without a network, in float64, chosen and fitted on training rows only. */
export interface Baseline {
  /** Why it cannot be fitted to such rows, as a sentence; null when it can. */
  refusal(rows: TrainingRows): string | null;
  fit(rows: TrainingRows): FittedBaseline;
}

/** What a predictor has to hit, one number per row: the targets, or -1 and +1. */
export function answersOf(rows: TrainingRows): Float64Array {
  if ("targets" in rows) return Float64Array.from(rows.targets);
  return Float64Array.from({ length: rows.rowCount }, (_, row) =>
    unpackBit(rows.labels, row) === 1 ? 1 : -1,
  );
}

/** The error of predicted values: share of wrong signs, or root mean square distance to the targets. */
export function errorOfValues(values: ArrayLike<number>, rows: TrainingRows): number {
  return errorOfAnswers(values, answersOf(rows), "labels" in rows);
}

/** As `errorOfValues`, on answers that were read already. */
export function errorOfAnswers(
  values: ArrayLike<number>,
  answers: ArrayLike<number>,
  isClassification: boolean,
): number {
  let sum = 0;
  for (let row = 0; row < answers.length; row += 1) {
    const [value, answer] = [values[row] as number, answers[row] as number];
    if (isClassification) sum += value >= 0 === answer > 0 ? 0 : 1;
    else sum += (value - answer) ** 2;
  }
  return isClassification ? sum / answers.length : Math.sqrt(sum / answers.length);
}

/** Some rows of a larger set, in the order of `places`. */
export function pickRows(rows: TrainingRows, places: readonly number[]): TrainingRows {
  const { inputDimension } = rows;
  const inputs = new Float32Array(places.length * inputDimension);
  for (const [row, place] of places.entries()) {
    inputs.set(
      rows.inputs.subarray(place * inputDimension, (place + 1) * inputDimension),
      row * inputDimension,
    );
  }
  const head = { inputs, rowCount: places.length, inputDimension };
  if ("targets" in rows) {
    return { ...head, targets: Float32Array.from(places, (place) => rows.targets[place] as number) };
  }
  const labels = new Uint8Array(Math.ceil(places.length / 8));
  for (const [row, place] of places.entries()) {
    labels[row >> 3] = (labels[row >> 3] as number) | (unpackBit(rows.labels, place) << (row & 7));
  }
  return { ...head, labels };
}

/** The first `count` rows, or all when there are fewer. */
export function firstRows(rows: TrainingRows, count: number): TrainingRows {
  if (rows.rowCount <= count) return rows;
  return pickRows(
    rows,
    Array.from({ length: count }, (_, row) => row),
  );
}
