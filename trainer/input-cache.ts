import { publicInputs, type Split } from "@/core/tasks/public-inputs";
import type { DatasetInputs } from "@/trainer/training-job";

/** Makes the inputs of a dataset when they are first needed and keeps those of the last dataset. */
export interface InputCache {
  inputsOf(dataset: DatasetInputs, split: Split): Float32Array;
}

export function createInputCache(): InputCache {
  let cachedKey = "";
  let cached: Partial<Record<Split, Float32Array>> = {};
  return {
    inputsOf(dataset, split) {
      const rowCounts = {
        training: dataset.trainingSampleCount,
        validation: dataset.validationSampleCount,
        test: dataset.testSampleCount,
      };
      const key = JSON.stringify([dataset.publicSeed, dataset.inputDimension, rowCounts]);
      if (key !== cachedKey) {
        cachedKey = key;
        cached = {};
      }
      cached[split] ??= publicInputs(dataset.publicSeed, split, rowCounts[split], dataset.inputDimension);
      return cached[split];
    },
  };
}
