import { afterAll, describe, expect, it } from "vitest";
import type { TrainingRows } from "@/core/training/recipe";
import { createReferenceRun } from "@/core/training/reference-trainer";
import { openNodeGpu } from "@/tests/fixtures/webgpu-in-node";
import {
  aSpec,
  expectAgreement,
  otherSeed,
  populationOf,
  relativeDistance,
  runSeed,
  tolerance,
} from "@/tests/trainer/support/webgpu-runs";
import { createWebgpuEngine } from "@/trainer/engines/webgpu/webgpu-engine";

// The kernels that GPUs use for wide layers, here for layers of every size.
const nodeGpu = await openNodeGpu();
if (!nodeGpu)
  console.warn("engines-webgpu-tiled.test.ts: skipped, because Node finds no WebGPU adapter on this machine");

describe.skipIf(!nodeGpu)(
  `the webgpu engine's tiled kernels on ${nodeGpu?.name}`,
  { timeout: 180_000 },
  async () => {
    const engine = nodeGpu
      ? await createWebgpuEngine({
          gpu: nodeGpu.gpu,
          now: () => performance.now(),
          onDeviceLost() {},
          tiling: "always",
        })
      : (null as never);
    afterAll(() => engine?.device.destroy());

    // A network of ones, many narrow layers with a batch larger than the rows, several blocks with rests each way.
    const sizes = [
      { loss: "logistic", D: 1, L: 1, H: 1, N: 1, B: 1 },
      { loss: "squared", D: 2, L: 7, H: 7, N: 55, B: 500 },
      { loss: "softmax", D: 37, L: 2, H: 70, N: 75, B: 66 },
    ] as const;

    it.each(sizes)(
      "take the reference's first steps: $loss D=$D L=$L H=$H N=$N B=$B",
      async ({ loss, ...size }) => {
        const spec = aSpec(loss, size, { stepBudget: 6 });
        const run = await engine.createRun(spec);
        const reference = createReferenceRun(spec.recipe, spec.training, spec);

        for (let step = 1; step <= 5; step += 1) {
          expectAgreement(await run.advance(1), reference.advance(1));
          expect(relativeDistance(await run.readWeights(), reference.weights())).toBeLessThan(tolerance);
        }
        const { loss: validationLoss } = await run.evaluate("validation");
        const expected = reference.evaluate(spec.validation as TrainingRows).loss;
        expect(Math.abs(validationLoss / expected - 1)).toBeLessThan(tolerance);
        run.dispose();
      },
    );

    // One size for the rest: adapters in software are slow to compile these kernels.
    const spec = aSpec("logistic", { D: 6, L: 3, H: 41, N: 70, B: 20 });
    const replicasAt = (rates: readonly number[]) =>
      rates.map((learningRate, replicaIndex) => ({
        runSeed: replicaIndex === 0 ? runSeed : otherSeed,
        replicaIndex,
        learningRate,
      }));

    it("train replicas side by side, each as if alone", async () => {
      const replicas = replicasAt([0.02, 0.06]);
      const population = await engine.createPopulation(populationOf(spec, replicas));

      const statuses = await population.advance(7);

      const weights = await population.readWeights();
      for (const [index, { learningRate, ...replica }] of replicas.entries()) {
        const design = { ...spec.recipe.design, learningRate };
        const reference = createReferenceRun({ ...spec.recipe, design }, spec.training, replica);
        expectAgreement(statuses[index], reference.advance(7));
        expect(relativeDistance(weights[index] as Float32Array, reference.weights())).toBeLessThan(tolerance);
      }
      population.dispose();
    });

    it("stand still once a run diverges, and leave its neighbour alone", async () => {
      const replicas = replicasAt([100, 0.06]);
      const population = await engine.createPopulation(populationOf(spec, replicas));
      const exploding = { ...spec.recipe.design, learningRate: 100 };
      const { runSeed: seed, replicaIndex } = replicas[0] as (typeof replicas)[number];
      const expected = createReferenceRun({ ...spec.recipe, design: exploding }, spec.training, {
        runSeed: seed,
        replicaIndex,
      }).advance(30);

      const [exploded, calm] = await population.advance(30);

      expect(expected.state).toBe("diverged");
      expect(exploded?.state).toBe("diverged");
      // float32 overflows at the reference's step or at the next.
      expect((exploded?.step ?? 0) - expected.step).toBeGreaterThanOrEqual(0);
      expect((exploded?.step ?? 0) - expected.step).toBeLessThanOrEqual(1);
      const { learningRate, ...replica } = replicas[1] as (typeof replicas)[number];
      const design = { ...spec.recipe.design, learningRate };
      const reference = createReferenceRun({ ...spec.recipe, design }, spec.training, replica);
      expect(calm).toMatchObject({ step: 30, state: "running" });
      expect(calm?.seen.lossSum).toBeCloseTo(reference.advance(30).seen.lossSum, 1);
      population.dispose();
    });

    it("give the same run twice, however its steps are cut", async () => {
      const replicas = replicasAt([0.1, 0.3]);
      const one = await engine.createPopulation(populationOf(spec, replicas));
      const other = await engine.createPopulation(populationOf(spec, replicas));

      await one.advance(20);
      for (const part of [1, 2, 10, 7]) await other.advance(part);

      expect(await other.checkpoint()).toEqual(await one.checkpoint());
    });
  },
);

// Layers that are too narrow for workgroup memory, with the kernels that GPUs use for them.
describe.skipIf(!nodeGpu)(`the webgpu engine's small tiles on ${nodeGpu?.name}`, async () => {
  const engine = nodeGpu
    ? await createWebgpuEngine({
        gpu: nodeGpu.gpu,
        now: () => performance.now(),
        onDeviceLost() {},
        tiling: "wide",
      })
    : (null as never);
  afterAll(() => engine?.device.destroy());

  it.each([
    { loss: "logistic", D: 1, L: 1, H: 1, N: 1, B: 1 },
    { loss: "squared", D: 11, L: 3, H: 29, N: 55, B: 500 },
    { loss: "softmax", D: 37, L: 2, H: 27, N: 75, B: 33 },
  ] as const)(
    "take the reference's first steps: $loss D=$D L=$L H=$H N=$N B=$B",
    async ({ loss, ...size }) => {
      const spec = aSpec(loss, size, { stepBudget: 6 });
      const run = await engine.createRun(spec);
      const reference = createReferenceRun(spec.recipe, spec.training, spec);

      for (let step = 1; step <= 5; step += 1) {
        expectAgreement(await run.advance(1), reference.advance(1));
        expect(relativeDistance(await run.readWeights(), reference.weights())).toBeLessThan(tolerance);
      }
      run.dispose();
    },
  );
});
