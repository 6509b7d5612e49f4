import { publicInputs, type Split } from "@/core/tasks/public-inputs";
import type { DatasetInputs } from "@/trainer/training-job";

/** Makes the inputs of a dataset when they are first needed and keeps those of the last one; sent ones are there. */
export interface InputCache {
  inputsOf(dataset: DatasetInputs, split: Split): Float32Array;
}

export function createInputCache(): InputCache {
  let cachedKey = "";
  let cached: Partial<Record<Split, Float32Array>> = {};
  return {
    inputsOf(dataset, split) {
      if ("sentInputs" in dataset) return dataset.sentInputs[split];
      const rowCounts = {
        training: dataset.trainingSampleCount,
        validation: dataset.validationSampleCount,
        test: dataset.testSampleCount,
      };
      const { publicSeed, inputDimension, distribution } = dataset;
      const key = JSON.stringify([publicSeed, inputDimension, distribution, rowCounts]);
      if (key !== cachedKey) {
        cachedKey = key;
        cached = {};
      }
      cached[split] ??= publicInputs(publicSeed, split, rowCounts[split], inputDimension, distribution);
      return cached[split];
    },
  };
}
