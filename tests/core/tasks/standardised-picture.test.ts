import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import { makeSplit } from "@/core/tasks/task-instance";
import { targetsOf } from "@/core/training/evaluate-outputs";

const publicSeed = SeedSchema.parse("9c1185a5c5e9fc54612808977ee8f548");
const secretSeed = SeedSchema.parse("b2258761d4b2f9d2a1e7c9f304d5e6a7");

describe("standardisedPicture", () => {
  it.each(["smooth", "jump", "kink", "disc", "checker", "rings"] as const)(
    "gives %s mean 0 and standard deviation 1/2 on uniform points",
    (family) => {
      const task = { family, noise: 0.3, isStandardised: true };
      const instance = { task, inputDimension: 2, publicSeed, secretSeed };
      const targets = targetsOf(makeSplit(instance, "test", 20_000));

      const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length;
      const variance = targets.reduce((sum, target) => sum + (target - mean) ** 2, 0) / targets.length;
      // Sampling: 5 x 0.5 / sqrt(20,000) = 0.018; the 64 x 64 cells leave about 1 % at edges.
      expect(Math.abs(mean)).toBeLessThan(0.03);
      expect(Math.abs(Math.sqrt(variance) - 0.5)).toBeLessThan(0.02);
    },
  );
});
