import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import { publicInputs } from "@/core/tasks/public-inputs";
import { createInputCache } from "@/trainer/input-cache";
import type { DatasetInputs } from "@/trainer/training-job";

const dataset: Extract<DatasetInputs, { publicSeed: unknown }> = {
  publicSeed: SeedSchema.parse("1".repeat(32)),
  distribution: "normal",
  inputDimension: 3,
  trainingSampleCount: 4,
  validationSampleCount: 5,
  testSampleCount: 6,
};

describe("createInputCache", () => {
  it("makes each split of a dataset once", () => {
    const cache = createInputCache();

    for (const [split, rowCount] of [
      ["training", 4] as const,
      ["validation", 5] as const,
      ["test", 6] as const,
    ]) {
      const inputs = cache.inputsOf(dataset, split);
      expect(inputs).toEqual(publicInputs(dataset.publicSeed, split, rowCount, 3));
      expect(cache.inputsOf({ ...dataset }, split)).toBe(inputs);
    }
  });

  it("never gives the inputs of another dataset", () => {
    const cache = createInputCache();
    for (const other of [
      { ...dataset, publicSeed: SeedSchema.parse("2".repeat(32)) },
      { ...dataset, trainingSampleCount: 9 },
      { ...dataset, inputDimension: 2 },
      { ...dataset, distribution: "unit-cube" } as const,
    ]) {
      cache.inputsOf(dataset, "training");
      const { publicSeed, trainingSampleCount, inputDimension, distribution } = other;
      const expected = publicInputs(
        publicSeed,
        "training",
        trainingSampleCount,
        inputDimension,
        distribution,
      );
      expect(cache.inputsOf(other, "training")).toEqual(expected);
    }
  });

  it("gives inputs that came with the dataset as they came", () => {
    const cache = createInputCache();
    const { inputDimension, trainingSampleCount, validationSampleCount, testSampleCount } = dataset;
    const sizes = { inputDimension, trainingSampleCount, validationSampleCount, testSampleCount };
    const sentInputs = {
      training: new Float32Array(12).fill(1),
      validation: new Float32Array(15).fill(2),
      test: new Float32Array(18).fill(3),
    };
    cache.inputsOf(dataset, "training");

    for (const split of ["training", "validation", "test"] as const) {
      expect(cache.inputsOf({ ...sizes, sentInputs }, split)).toBe(sentInputs[split]);
    }
    expect(cache.inputsOf(dataset, "training")).toEqual(publicInputs(dataset.publicSeed, "training", 4, 3));
  });
});
