import { labelsOfRows, targetsOf } from "@/core/training/evaluate-outputs";
import type { Loss, TrainingRows } from "@/core/training/recipe";
import { weightLayout } from "@/core/training/weight-layout";
import { bufferSizes, type NetworkGeometry } from "@/trainer/engines/webgpu/network-geometry";
import { updateWorkgroups } from "@/trainer/engines/webgpu/update-shader";
import type { PopulationSpec, RunCheckpoint } from "@/trainer/training-engine";

type Limits = Pick<GPUSupportedLimits, "maxStorageBufferBindingSize" | "maxComputeWorkgroupsPerDimension">;

/** Throws for arrays that do not fit their counts, and for networks that do not fit the device. */
export function refuseImpossible(
  { recipe, training, validation, replicas }: PopulationSpec,
  geometry: NetworkGeometry,
  checkpoints: readonly (RunCheckpoint | null)[],
  limits: Limits,
): void {
  if (replicas.length === 0) throw new RangeError("a population without replicas");
  refuseShortRows(training, recipe.loss, "training");
  if (validation) refuseShortRows(validation, recipe.loss, "validation");
  const { length } = weightLayout(recipe, training.inputDimension);
  if (checkpoints.some((checkpoint) => checkpoint && checkpoint.weights.length !== length)) {
    throw new RangeError("the checkpoint has the weights of another network");
  }
  refuseLargeBuffers(geometry, limits.maxStorageBufferBindingSize);
  const workgroups = Math.max(updateWorkgroups(geometry), replicas.length);
  if (workgroups > limits.maxComputeWorkgroupsPerDimension) {
    throw new Error("the network is too large for one launch on this GPU");
  }
}

function refuseShortRows(rows: TrainingRows, loss: Loss, split: string): void {
  if (rows.inputs.length < rows.rowCount * rows.inputDimension)
    throw new RangeError(`fewer ${split} inputs than rows`);
  if (loss === "squared") {
    if (targetsOf(rows).length < rows.rowCount) throw new RangeError(`fewer ${split} targets than rows`);
  } else if (8 * labelsOfRows(rows).length < rows.rowCount) {
    throw new RangeError(`fewer ${split} labels than rows`);
  }
}

function refuseLargeBuffers(geometry: NetworkGeometry, largest: number): void {
  for (const [name, byteCount] of Object.entries(bufferSizes(geometry))) {
    if (byteCount <= largest) continue;
    const [needed, available] = [byteCount, largest].map((bytes) => Math.ceil(bytes / 2 ** 20));
    throw new Error(
      `the ${name} need ${needed} MiB of GPU memory in one piece, and this GPU gives ${available}`,
    );
  }
}
