import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import type { Design } from "@/core/training/design";
import type { Loss } from "@/core/training/recipe";
import { relativeDistance } from "@/tests/fixtures/relative-distance";
import { tfjsEngineInNode } from "@/tests/fixtures/tfjs-engine-in-node";
import { rowsFor } from "@/tests/fixtures/training-rows";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import type { RunSpec } from "@/trainer/training-engine";

const runSeed = SeedSchema.parse("5f0e1d2c3b4a59687786a5b4c3d2e1f0");
const design: Design = { depth: 2, width: 9, learningRate: 0.3 };

function aSpec(loss: Loss = "logistic"): RunSpec {
  const rows = rowsFor(loss, 230, 8);
  const recipe = { design, loss, batchSize: 50, stepBudget: 1000 };
  return { recipe, training: rows, validation: rows, runSeed, replicaIndex: 2 };
}

// Agreement with the reference, repetition and checkpoints and divergence are in engines.test.ts, for all engines.
describe("the tfjs engine", () => {
  it.each([
    ["cpu", "logistic"],
    ["cpu", "softmax"],
    ["wasm", "softmax"],
    ["wasm", "squared"],
  ] as const)("keeps no tensor of a step on %s, and none of a run that ended: %s", async (name, loss) => {
    const engine = await tfjsEngineInNode(name);
    const before = tf.memory().numTensors;
    const run = await engine.createRun(aSpec(loss));
    await run.advance(7);
    const during = tf.memory().numTensors;

    await run.advance(20);
    await run.evaluate("validation");
    await run.valuesOf(aSpec(loss).training.inputs, 10);
    await run.checkpoint();
    expect(tf.memory().numTensors).toBe(during);

    run.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it("says on which backend it runs, and really runs there", async () => {
    const engine = await tfjsEngineInNode("wasm");
    await (await engine.createRun(aSpec())).advance(1);

    expect(engine.id).toBe("tfjs");
    expect(engine.backend).toBe("wasm");
    expect(tf.getBackend()).toBe("wasm");
  });

  it("keeps two backends apart that train in turns", async () => {
    const engines = [await tfjsEngineInNode("cpu"), await tfjsEngineInNode("wasm")];
    const alone = [];
    for (const engine of engines) {
      const run = await engine.createRun(aSpec());
      await run.advance(12);
      alone.push(await run.readWeights());
    }

    const runs = await Promise.all(engines.map((engine) => engine.createRun(aSpec())));
    for (let step = 0; step < 12; step += 1) await Promise.all(runs.map((run) => run.advance(1)));

    expect(await Promise.all(runs.map((run) => run.readWeights()))).toEqual(alone);
  });

  it.each(["webgpu", "webgl"] as const)(
    "refuses %s where it does not run, and stays usable",
    async (name) => {
      const engine = await tfjsEngineInNode("cpu");

      await expect(tfjsEngineInNode(name)).rejects.toThrow(`tfjs has no ${name} here`);

      const status = await (await engine.createRun(aSpec())).advance(3);
      expect(status).toMatchObject({ step: 3, state: "running" });
      expect(tf.getBackend()).toBe("cpu");
    },
  );

  it("continues a checkpoint of the wasm engine in the middle of an epoch", async () => {
    const engine = await tfjsEngineInNode("cpu");
    const first = await wasmEngine.createRun(aSpec());
    await first.advance(7);
    const second = await engine.createRun(aSpec(), await first.checkpoint());

    const { lossSum } = (await first.advance(5)).seen;
    expect((await second.advance(5)).seen.lossSum / lossSum).toBeCloseTo(1, 5);
    expect(relativeDistance(await second.readWeights(), await first.readWeights())).toBeLessThan(1e-5);
  });
});
