import { describe, expect, it } from "vitest";
import { type Seed, SeedSchema } from "@/core/random/seed";
import type { Loss } from "@/core/training/recipe";
import { countWebgpuCalls } from "@/tests/fixtures/webgpu-call-count";
import { createNullRun } from "@/tests/fixtures/webgpu-null-run";
import { createDistancePass } from "@/trainer/engines/webgpu/distance-pass";
import type { Tiling } from "@/trainer/engines/webgpu/tiling";
import { createValuesPass } from "@/trainer/engines/webgpu/values-pass";
import type { PopulationSpec } from "@/trainer/training-engine";

// Dawn's null backend compiles the kernels and checks every command on any machine; it computes nothing.
const runSeed: Seed = SeedSchema.parse("5f0e1d2c3b4a59687786a5b4c3d2e1f0");

interface Shape {
  D: number;
  L: number;
  H: number;
  B: number;
  N?: number;
  replicaCount?: number;
  loss?: Loss;
}

function aSpec({ D, L, H, B, N = 200, replicaCount = 1, loss = "softmax" }: Shape): PopulationSpec {
  const rows = { inputs: new Float32Array(N * D), rowCount: N, inputDimension: D };
  const training =
    loss === "squared"
      ? { ...rows, targets: new Float32Array(N) }
      : { ...rows, labels: new Uint8Array(Math.ceil(N / 8)) };
  const design = { depth: L, width: H, learningRate: 0.1 };
  return {
    recipe: { design, loss, batchSize: B, stepBudget: 1e6 },
    training,
    validation: null,
    replicas: Array.from({ length: replicaCount }, (_, replicaIndex) => ({
      runSeed,
      replicaIndex,
      learningRate: 0.1,
    })),
  };
}

describe("the commands of the webgpu engine", () => {
  it.each([
    { name: "S1", D: 100, L: 1, H: 100, B: 50 },
    { name: "S2", D: 100, L: 3, H: 100, B: 50 },
    { name: "S3", D: 100, L: 7, H: 200, B: 50 },
    { name: "S4", D: 500, L: 3, H: 500, B: 50 },
    { name: "S5", D: 2, L: 3, H: 50, B: 64, loss: "squared" as const },
    { name: "a linear model", D: 5, L: 0, H: 1, B: 50 },
    { name: "32 replicas", D: 24, L: 3, H: 50, B: 50, replicaCount: 32 },
  ])("are two launches per layer and one more at $name", async ({ L, ...shape }) => {
    const run = await createNullRun(aSpec({ L, ...shape }));
    // The first submits are short; whole epochs, whatever the pace.
    const calls = countWebgpuCalls(run.device);
    const stepCount = 2000;

    await run.advance(stepCount);

    const launches = L === 0 ? 2 : 2 * L + 1;
    expect(calls.dispatches).toBe(launches * stepCount);
    expect(calls.passes).toBe(calls.submits);
    // One call per launch, and one for each of at most five kernels.
    const perSubmit = 12 + 2 * (shape.replicaCount ?? 1);
    expect(calls.all).toBeLessThanOrEqual(
      (launches + Math.min(launches, 5)) * stepCount +
        perSubmit * calls.submits +
        2 * (shape.replicaCount ?? 1),
    );
    expect(run.refusals).toEqual([]);
    run.dispose();
  });

  const sizes: Shape[] = [
    { D: 1, L: 1, H: 1, B: 1, N: 1 },
    { D: 1, L: 0, H: 9, B: 50, N: 7 },
    { D: 3, L: 2, H: 7, B: 33, N: 100, replicaCount: 5 },
    { D: 4, L: 16, H: 4, B: 64, N: 65 },
    { D: 17, L: 5, H: 129, B: 200, N: 201, replicaCount: 3 },
    { D: 1000, L: 2, H: 1000, B: 50, N: 100 },
  ];
  const losses = ["logistic", "softmax", "squared"] as const;
  const cases = losses.flatMap((loss) => sizes.map((size) => ({ replicaCount: 1, ...size, loss })));

  const tilings = ["never", "always"] as const satisfies readonly Tiling[];
  const tiledCases = tilings.flatMap((tiling) => cases.map((shape) => ({ tiling, ...shape })));

  it.each(tiledCases)(
    "are all allowed, tiled $tiling: $loss D=$D L=$L H=$H B=$B N=$N R=$replicaCount",
    async ({ tiling, ...shape }) => {
      const spec = aSpec(shape);
      const run = await createNullRun(spec, tiling);
      const { network, context } = run;

      await run.advance(5);
      const valuesPass = await createValuesPass(context, network.geometry, network.weights);
      const chosen = [shape.replicaCount - 1];
      const [values] = await valuesPass.values(network.trainingInputs, shape.N ?? 0, chosen);
      expect(values).toHaveLength(shape.N ?? 0);
      const start = new Float32Array(4 * network.geometry.weightVectors * shape.replicaCount);
      const distancePass = await createDistancePass(context, network.geometry, network.weights, start);
      distancePass.keepWeights();
      expect(await distancePass.fromKept()).toHaveLength(shape.replicaCount);

      await run.device.queue.onSubmittedWorkDone();
      expect(run.refusals).toEqual([]);
      run.dispose();
      valuesPass.destroy();
      distancePass.destroy();
    },
  );

  it("asks for nothing beyond what every WebGPU device has", async () => {
    const { device, dispose } = await createNullRun(aSpec({ D: 2, L: 1, H: 3, B: 5 }));
    expect(device.limits.maxStorageBuffersPerShaderStage).toBe(8);
    expect(device.limits.maxComputeWorkgroupStorageSize).toBe(16_384);
    dispose();
  });
});
