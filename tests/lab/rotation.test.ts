import { describe, expect, it } from "vitest";
import { mean, standardError } from "@/core/numerics/statistics";
import { createInstance, type Experiment } from "@/lab/instance";
import { runTrial } from "@/lab/run-trial";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";

function experimentOf(family: "k-local" | "k-global", k: number): Experiment {
  return {
    task: { family, k },
    inputDimension: 20,
    trainingSampleCount: 300,
    validationSampleCount: 1,
    testSampleCount: 4000,
    loss: "softmax",
    batchSize: 50,
    stepBudget: 3000,
  };
}

async function errorsOf(experiment: Experiment, depth: number, firstInstance: number): Promise<number[]> {
  const errors: number[] = [];
  for (let repeat = 0; repeat < 40; repeat += 1) {
    const instance = createInstance(experiment, firstInstance + repeat);
    const design = { depth, width: 20, learningRate: 0.2 };
    const { testError, stopped } = await runTrial(wasmEngine, experiment, instance, design);
    expect(stopped).toBe("converged");
    errors.push(testError);
  }
  return errors;
}

describe("a network on rotated tasks", () => {
  it.each([1, 3])("learns 1-local and 1-global labels equally well at depth %i", async (depth) => {
    const local = await errorsOf(experimentOf("k-local", 1), depth, 0);
    const global = await errorsOf(experimentOf("k-global", 1), depth, 500);
    const noise = Math.hypot(standardError(local), standardError(global));

    expect(Math.abs(mean(local) - mean(global))).toBeLessThan(3 * noise);
    expect(noise).toBeLessThan(0.005);
    expect(mean(local)).toBeLessThan(0.2);
  });

  it("would notice a difference: 2-local and 2-global labels are no rotations of each other", async () => {
    const local = await errorsOf(experimentOf("k-local", 2), 1, 0);
    const global = await errorsOf(experimentOf("k-global", 2), 1, 500);

    expect(Math.abs(mean(local) - mean(global))).toBeGreaterThan(
      5 * Math.hypot(standardError(local), standardError(global)),
    );
  });
});
