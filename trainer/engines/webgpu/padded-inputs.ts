import { labelsOfRows, targetsOf } from "@/core/training/evaluate-outputs";
import type { Loss, TrainingRows } from "@/core/training/recipe";

/** Row-major inputs with every row padded with zeros to whole vectors of four. */
export function paddedInputs(inputs: Float32Array, rowCount: number, inputDimension: number) {
  const stride = 4 * Math.ceil(inputDimension / 4);
  const padded = new Float32Array(rowCount * stride);
  if (stride === inputDimension) {
    padded.set(inputs.subarray(0, padded.length));
    return padded;
  }
  for (let row = 0; row < rowCount; row += 1) {
    padded.set(inputs.subarray(row * inputDimension, (row + 1) * inputDimension), row * stride);
  }
  return padded;
}

/** What the kernels compare the network's value with: the target, or the label as -1 or +1. */
export function expectedValues(rows: TrainingRows, loss: Loss): Float32Array<ArrayBuffer> {
  if (loss === "squared") return Float32Array.from(targetsOf(rows).subarray(0, rows.rowCount));
  const labels = labelsOfRows(rows);
  return Float32Array.from({ length: rows.rowCount }, (_, row) =>
    (((labels[row >> 3] as number) >> (row & 7)) & 1) === 1 ? 1 : -1,
  );
}
