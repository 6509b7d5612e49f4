import { readFloats } from "@/core/tasks/float-bytes";
import { decodeBase64, packedByteCount } from "@/core/tasks/packed-bits";
import type { Split } from "@/core/tasks/public-inputs";
import { targetsOf } from "@/core/training/evaluate-outputs";
import type { InputRows, TrainingRows } from "@/core/training/recipe";
import type { DatasetInputs, TrainingDataset } from "@/trainer/training-job";

/** Row-major inputs of a split of a dataset, whole. */
export type InputsOf = (dataset: DatasetInputs, split: Split) => Float32Array;

export interface JobRows {
  training: TrainingRows;
  validation: TrainingRows;
}

/** The rows of a dataset; null when its labels are not base64 of one bit, or one finite target, per row. */
export function jobRows(dataset: TrainingDataset, inputsOf: InputsOf): JobRows | null {
  const { inputDimension, trainingSampleCount, validationSampleCount } = dataset;
  const training = { inputDimension, rowCount: trainingSampleCount, inputs: inputsOf(dataset, "training") };
  const validation = {
    inputDimension,
    rowCount: validationSampleCount,
    inputs: inputsOf(dataset, "validation"),
  };
  const trainingRows = withTruth(training, dataset.loss, decodeBase64(dataset.trainingLabels));
  const validationRows = withTruth(validation, dataset.loss, decodeBase64(dataset.validationLabels));
  return trainingRows && validationRows && { training: trainingRows, validation: validationRows };
}

/** Error of a network that knows nothing: a coin's, or the standard deviation of the targets of `rows`. */
export function chanceLevel(rows: TrainingRows, loss: TrainingDataset["loss"]): number {
  if (loss !== "squared") return 0.5;
  const targets = targetsOf(rows);
  const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length;
  return Math.sqrt(targets.reduce((sum, target) => sum + (target - mean) ** 2, 0) / targets.length);
}

function withTruth(
  rows: InputRows,
  loss: TrainingDataset["loss"],
  truth: Uint8Array | null,
): TrainingRows | null {
  if (loss !== "squared") {
    return truth?.length === packedByteCount(rows.rowCount) ? { ...rows, labels: truth } : null;
  }
  if (truth?.length !== 4 * rows.rowCount) return null;
  const targets = readFloats(truth);
  return targets.every(Number.isFinite) ? { ...rows, targets } : null;
}
