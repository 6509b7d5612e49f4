import { afterAll, describe, expect, it } from "vitest";
import { initialWeights } from "@/core/training/initial-weights";
import type { TrainingRows } from "@/core/training/recipe";
import { createReferenceRun, referenceGradient } from "@/core/training/reference-trainer";
import { createSampleOrder } from "@/core/training/sample-order";
import { weightLayout } from "@/core/training/weight-layout";
import { trainingRows } from "@/tests/fixtures/training-rows";
import { openNodeGpu } from "@/tests/fixtures/webgpu-in-node";
import {
  aSpec,
  expectAgreement,
  firstStepCases,
  losses,
  otherSeed,
  populationOf,
  relativeDistance,
  runSeed,
  tolerance,
} from "@/tests/trainer/support/webgpu-runs";
import { createWebgpuEngine } from "@/trainer/engines/webgpu/webgpu-engine";

const nodeGpu = await openNodeGpu();
if (!nodeGpu)
  console.warn("engines-webgpu.test.ts: skipped, because Node finds no WebGPU adapter on this machine");

describe.skipIf(!nodeGpu)(`the webgpu engine on ${nodeGpu?.name}`, async () => {
  const { gpu } = nodeGpu ?? { gpu: null as never };
  const engine = nodeGpu ? await openEngine() : (null as never);
  afterAll(() => engine?.device.destroy());

  function openEngine(onDeviceLost = () => {}) {
    return createWebgpuEngine({ gpu, now: () => performance.now(), onDeviceLost });
  }

  it.each(firstStepCases)(
    "takes the reference's first steps: $loss D=$D L=$L H=$H N=$N B=$B",
    async ({ loss, ...size }) => {
      // In regression the rate already falls at the fourth step.
      const spec = aSpec(loss, size, { stepBudget: 6 });
      const run = await engine.createRun(spec);
      const reference = createReferenceRun(spec.recipe, spec.training, spec);

      for (let step = 1; step <= 5; step += 1) {
        expectAgreement(await run.advance(1), reference.advance(1));
        expect(relativeDistance(await run.readWeights(), reference.weights())).toBeLessThan(tolerance);
      }
      for (const split of ["training", "validation"] as const) {
        const evaluation = await run.evaluate(split);
        const expected = reference.evaluate(spec[split] as TrainingRows);
        expect(Math.abs(evaluation.loss / expected.loss - 1)).toBeLessThan(tolerance);
        expect(evaluation.error).toBeCloseTo(expected.error, 5);
      }
      run.dispose();
    },
  );

  it.each(losses)("trains replicas side by side, each as if alone: %s", async (loss) => {
    const spec = aSpec(loss, { D: 6, L: 2, H: 9, N: 70, B: 20 }, { stepBudget: 9 });
    const replicas = [0, 1, 2, 3, 4].map((index) => ({
      runSeed: index % 2 === 0 ? runSeed : otherSeed,
      replicaIndex: index,
      learningRate: 0.02 * (index + 1),
    }));
    const population = await engine.createPopulation(populationOf(spec, replicas));

    const statuses = await population.advance(7);

    const weights = await population.readWeights();
    const evaluations = await population.evaluate("validation", 31);
    for (const [index, { learningRate, ...replica }] of replicas.entries()) {
      const design = { ...spec.recipe.design, learningRate };
      const reference = createReferenceRun({ ...spec.recipe, design }, spec.training, replica);
      expectAgreement(statuses[index], reference.advance(7));
      expect(relativeDistance(weights[index] as Float32Array, reference.weights())).toBeLessThan(tolerance);
      const first31 = { ...(spec.validation as TrainingRows), rowCount: 31 };
      expect(evaluations[index]?.loss).toBeCloseTo(reference.evaluate(first31).loss, 5);
    }
    population.dispose();
  });

  it("stays close to the reference's loss for 200 steps", async () => {
    const spec = aSpec("logistic", { D: 11, L: 2, H: 20, N: 230, B: 50 });
    const run = await engine.createRun(spec);
    const reference = createReferenceRun(spec.recipe, spec.training, spec);

    const status = await run.advance(200);
    const expected = reference.advance(200);

    expect(Math.abs(status.seen.lossSum / expected.seen.lossSum - 1)).toBeLessThan(0.01);
    const ratio = (await run.evaluate("training")).loss / reference.evaluate(spec.training).loss;
    expect(Math.abs(ratio - 1)).toBeLessThan(0.01);
    run.dispose();
  });

  it("gives the same run twice, however its steps are cut", async () => {
    const spec = aSpec("squared", { D: 3, L: 2, H: 8, N: 50, B: 20 }, { stepBudget: 100 });
    const one = await engine.createRun(spec);
    const other = await engine.createRun(spec);

    await one.advance(100);
    for (const part of [1, 2, 3, 30, 64]) await other.advance(part);

    expect(await other.checkpoint()).toEqual(await one.checkpoint());
  });

  it("stops each replica with zero training error where the reference does, and goes on with the others", async () => {
    const easy = trainingRows({ family: "k-local", k: 1 }, 90, 5);
    const spec = {
      ...aSpec("logistic", { D: 5, L: 1, H: 8, N: 90, B: 20 }, { stepBudget: 900 }),
      training: easy,
    };
    const rates = [0.3, 0.03, 0.0001];
    const replicas = rates.map((learningRate, replicaIndex) => ({ runSeed, replicaIndex, learningRate }));
    const population = await engine.createPopulation(populationOf(spec, replicas));

    const statuses = await population.advance(Number.MAX_SAFE_INTEGER);

    for (const [replicaIndex, learningRate] of rates.entries()) {
      const design = { ...spec.recipe.design, learningRate };
      const reference = createReferenceRun({ ...spec.recipe, design }, easy, { runSeed, replicaIndex });
      const expected = reference.advance(10_000);
      expect(statuses[replicaIndex]?.step).toBe(expected.step);
      expect(statuses[replicaIndex]?.state).toBe(expected.state);
    }
    expect(statuses.map(({ state }) => state)).toEqual(["converged", "converged", "budget-spent"]);
    const [evaluation] = await population.evaluate("training");
    expect(evaluation?.error).toBe(0);
    const atTheEnd = await population.checkpoint();
    expect(await population.advance(5, { observeLastStep: true })).toEqual(statuses);
    expect((await population.observe()).map(({ gradientNorm }) => gradientNorm)).toEqual([null, null, null]);
    expect(await population.checkpoint()).toEqual(atTheEnd);
    population.dispose();
  });

  it.each(losses)(
    "names the step at which a run diverges, and leaves its neighbour alone: %s",
    async (loss) => {
      const spec = aSpec(loss, { D: 6, L: 5, H: 16, N: 60, B: 20 });
      const replicas = [100, 0.01].map((learningRate) => ({ runSeed, replicaIndex: 1, learningRate }));
      const population = await engine.createPopulation(populationOf(spec, replicas));
      const design = { ...spec.recipe.design, learningRate: 100 };
      const reference = createReferenceRun({ ...spec.recipe, design }, spec.training, {
        runSeed,
        replicaIndex: 1,
      });
      const expected = reference.advance(60);
      expect(expected.state).toBe("diverged");

      const [exploded, calm] = await population.advance(60);

      expect(exploded?.state).toBe("diverged");
      // float32 overflows at the reference's step or at the next.
      expect((exploded?.step ?? 0) - expected.step).toBeGreaterThanOrEqual(0);
      expect((exploded?.step ?? 0) - expected.step).toBeLessThanOrEqual(1);
      expect(exploded?.seen.lossSum).toSatisfy(Number.isFinite);
      expect(calm).toMatchObject({ step: 60, state: "running" });
      const alone = await engine.createRun({
        ...spec,
        recipe: { ...spec.recipe, design: { ...design, learningRate: 0.01 } },
        replicaIndex: 1,
      });
      expect(await alone.advance(60)).toEqual(calm);
      expect(await alone.readWeights()).toEqual((await population.readWeights())[1]);
      population.dispose();
      alone.dispose();
    },
  );

  it.each([0, 3, 5, 12])("continues a checkpoint of step %i bit by bit", async (cut) => {
    const spec = aSpec("softmax", { D: 7, L: 2, H: 10, N: 90, B: 20 });
    const whole = await engine.createRun(spec);
    const first = await engine.createRun(spec);
    await first.advance(cut);
    const second = await engine.createRun(spec, structuredClone(await first.checkpoint()));

    await whole.advance(25);
    await first.advance(1); // a checkpoint is a copy
    await second.advance(25 - cut);

    expect(await second.checkpoint()).toEqual(await whole.checkpoint());
    for (const run of [whole, first, second]) run.dispose();
  });

  it("continues replicas that stand at different places together", async () => {
    const spec = aSpec("logistic", { D: 7, L: 1, H: 6, N: 50, B: 20 });
    const replicas = [0, 1].map((replicaIndex) => ({ runSeed, replicaIndex, learningRate: 0.1 }));
    const early = await engine.createRun({ ...spec, replicaIndex: 0 });
    await early.advance(4);
    const population = await engine.createPopulation(populationOf(spec, replicas), [
      await early.checkpoint(),
      null,
    ]);

    expect((await population.advance(6)).map(({ step }) => step)).toEqual([10, 6]);

    await early.advance(6);
    const fresh = await engine.createRun({ ...spec, replicaIndex: 1 });
    await fresh.advance(6);
    expect(await population.checkpoint()).toEqual([await early.checkpoint(), await fresh.checkpoint()]);
  });

  it("observes how far the weights have come, and the gradient of the last step", async () => {
    const spec = aSpec("squared", { D: 5, L: 2, H: 7, N: 60, B: 20 }, { stepBudget: 8 });
    const run = await engine.createRun(spec);
    const before = createReferenceRun(spec.recipe, spec.training, spec);
    before.advance(6);
    expect((await run.observe()).gradientNorm).toBeNull();

    await run.advance(7, { observeLastStep: true });

    const { displacement, gradientNorm } = await run.observe();
    const layout = weightLayout(spec.recipe, 5);
    const order = new Uint32Array(60);
    const sampleOrder = createSampleOrder(runSeed, spec.replicaIndex);
    for (let epoch = 0; epoch < 3; epoch += 1) sampleOrder.nextEpoch(order);
    const batch = Array.from(order.subarray(0, 20));
    const network = { loss: "squared", layout } as const;
    const { gradient } = referenceGradient(before.weights(), network, spec.training, batch);
    expect((gradientNorm as number) / Math.hypot(...gradient)).toBeCloseTo(1, 4);
    before.advance(1);
    const start = initialWeights(spec.recipe, 5, runSeed, spec.replicaIndex);
    const end = before.weights();
    for (const [layer, { weightOffset, biasOffset, fanOut }] of layout.layers.entries()) {
      const from = start.subarray(weightOffset, biasOffset + fanOut);
      const change = from.map((weight, index) => (end[weightOffset + index] as number) - weight);
      expect((displacement[layer] as number) / (Math.hypot(...change) / Math.hypot(...from))).toBeCloseTo(
        1,
        4,
      );
    }
    run.dispose();
  });

  it("refuses what cannot be, in words", async () => {
    const spec = aSpec("logistic", { D: 6, L: 1, H: 5, N: 40, B: 20 });
    const { training } = spec;
    await expect(engine.createRun({ ...spec, training: { ...training, rowCount: 41 } })).rejects.toThrow(
      "fewer training inputs than rows",
    );
    await expect(engine.createRun({ ...spec, recipe: { ...spec.recipe, loss: "squared" } })).rejects.toThrow(
      "regression needs rows with targets",
    );
    const other = await engine.createRun(aSpec("logistic", { D: 6, L: 1, H: 4, N: 40, B: 20 }));
    await expect(engine.createRun(spec, await other.checkpoint())).rejects.toThrow(
      "weights of another network",
    );
    const huge = aSpec("logistic", { D: 6, L: 16, H: 4096, N: 40, B: 20 });
    await expect(engine.createRun(huge)).rejects.toThrow("too large for one launch");
    const run = await engine.createRun(spec);
    await expect(run.valuesOf(training.inputs, 41)).rejects.toThrow("fewer inputs than rows");
    expect(await run.advance(1)).toMatchObject({ step: 1 });
  });

  it("rejects when the device is lost, says so once, and starts nothing more", async () => {
    let lostCount = 0;
    const doomed = await openEngine(() => {
      lostCount += 1;
    });
    const spec = aSpec("logistic", { D: 6, L: 1, H: 5, N: 40, B: 20 });
    const run = await doomed.createRun(spec);
    await run.advance(2);
    const checkpoint = await run.checkpoint();

    const pending = run.advance(500);
    doomed.device.destroy();

    await expect(pending).rejects.toThrow(/GPU was lost/);
    await expect(run.advance(1)).rejects.toThrow(/GPU was lost/);
    await expect(doomed.createRun(spec)).rejects.toThrow(/GPU was lost/);
    expect(lostCount).toBe(1);
    const rescued = await engine.createRun(spec, checkpoint);
    expect(await rescued.advance(3)).toMatchObject({ step: 5, state: "running" });
  });

  it("rejects when the device refuses a command instead of giving wonderful results", async () => {
    let lostCount = 0;
    const refused = await openEngine(() => {
      lostCount += 1;
    });
    const run = await refused.createRun(aSpec("logistic", { D: 6, L: 1, H: 5, N: 40, B: 20 }));
    const { createCommandEncoder } = refused.device;
    refused.device.createCommandEncoder = function (descriptor) {
      const encoder = createCommandEncoder.call(this, descriptor);
      const buffer = refused.device.createBuffer({ size: 4, usage: 4 });
      encoder.copyBufferToBuffer(buffer, 0, buffer, 0, 4); // the same buffer on both sides is not allowed
      return encoder;
    };

    await expect(run.advance(10)).rejects.toThrow(/GPU refused a command/);
    await expect(run.readWeights()).rejects.toThrow(/GPU refused a command/);
    expect(lostCount).toBe(1);
  });
});
