import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import type { Design } from "@/core/training/design";
import type { LabelledRows, TrainingRecipe } from "@/core/training/recipe";
import { createReferenceRun } from "@/core/training/reference-trainer";
import { tfjsEngineInNode } from "@/tests/fixtures/tfjs-engine-in-node";
import { trainingRows } from "@/tests/fixtures/training-rows";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import type { RunSpec } from "@/trainer/training-engine";

const engines = [
  { name: "javascript", engine: javascriptEngine },
  { name: "wasm", engine: wasmEngine },
  { name: "tfjs on cpu", engine: await tfjsEngineInNode("cpu") },
  { name: "tfjs on wasm", engine: await tfjsEngineInNode("wasm") },
];
const runSeed = SeedSchema.parse("5f0e1d2c3b4a59687786a5b4c3d2e1f0");
const rows = trainingRows({ family: "k-local", k: 3 }, 230, 11);
const validation = trainingRows({ family: "k-local", k: 3 }, 101, 11, "validation");

function aSpec(
  design: Design,
  changes: Partial<TrainingRecipe> = {},
  training: LabelledRows = rows,
): RunSpec {
  const recipe = { design, batchSize: 50, stepBudget: 1000, ...changes };
  return { recipe, training, validation, runSeed, replicaIndex: 3 };
}

/** |a - b| / |b| of two weight vectors. */
function relativeDistance(a: ArrayLike<number>, b: Float64Array): number {
  let difference = 0;
  let size = 0;
  for (const [index, value] of b.entries()) {
    difference += ((a[index] as number) - value) ** 2;
    size += value ** 2;
  }
  return Math.sqrt(difference / size);
}

describe.each(engines)("engine $name", ({ engine }) => {
  // Odd and even widths, batches of 50 and a last one of 30: every edge of the blocked products is used.
  it.each([
    { depth: 1, width: 5, learningRate: 1 },
    { depth: 2, width: 10, learningRate: 0.3 },
    { depth: 3, width: 7, learningRate: 0.3 },
    { depth: 7, width: 50, learningRate: 0.1 },
  ])("agrees with the float64 reference through 5 steps of $depth x $width", async (design) => {
    const spec = aSpec(design);
    const run = await engine.createRun(spec);
    const reference = createReferenceRun(spec.recipe, rows, spec);

    for (let step = 1; step <= 5; step += 1) {
      expect(await run.advance(1)).toEqual(reference.advance(1));
      expect(relativeDistance(await run.readWeights(), reference.weights())).toBeLessThan(1e-5);
    }
    const evaluation = await run.evaluate("training");
    expect(evaluation.error).toBe(reference.evaluate(rows).error);
    expect(evaluation.loss).toBeCloseTo(reference.evaluate(rows).loss, 5);
    expect((await run.evaluate("validation")).loss).toBeCloseTo(reference.evaluate(validation).loss, 5);
  });

  it("agrees with an odd batch size", async () => {
    const spec = aSpec({ depth: 2, width: 6, learningRate: 0.1 }, { batchSize: 33 });
    const run = await engine.createRun(spec);
    const reference = createReferenceRun(spec.recipe, rows, spec);

    await run.advance(9);
    reference.advance(9);

    expect(relativeDistance(await run.readWeights(), reference.weights())).toBeLessThan(1e-5);
  });

  it("stays close to the reference's loss for 300 steps", async () => {
    const spec = aSpec({ depth: 2, width: 20, learningRate: 0.1 });
    const run = await engine.createRun(spec);
    const reference = createReferenceRun(spec.recipe, rows, spec);

    await run.advance(300);
    reference.advance(300);

    const ratio = (await run.evaluate("training")).loss / reference.evaluate(rows).loss;
    expect(Math.abs(ratio - 1)).toBeLessThan(0.02);
  });

  it("gives the same run twice, however its steps are cut", async () => {
    const spec = aSpec({ depth: 3, width: 20, learningRate: 0.3 });
    const one = await engine.createRun(spec);
    const other = await engine.createRun(spec);

    await one.advance(100);
    for (let call = 0; call < 20; call += 1) await other.advance(5);

    expect(await other.readWeights()).toEqual(await one.readWeights());
  });

  it("gives each replica its own run", async () => {
    const spec = aSpec({ depth: 1, width: 10, learningRate: 0.3 });
    const one = await engine.createRun(spec);
    const other = await engine.createRun({ ...spec, replicaIndex: 4 });

    expect(await other.readWeights()).not.toEqual(await one.readWeights());
  });

  it.each([0, 3, 5, 12])("continues a checkpoint of step %i bit by bit", async (cut) => {
    const spec = aSpec({ depth: 2, width: 10, learningRate: 0.3 });
    const whole = await engine.createRun(spec);
    const first = await engine.createRun(spec);
    await first.advance(cut);
    const second = await engine.createRun(spec, structuredClone(await first.checkpoint()));

    await whole.advance(40);
    await first.advance(1); // a checkpoint is a copy
    await second.advance(40 - cut);

    expect(await second.checkpoint()).toEqual(await whole.checkpoint());
  });

  it("stops with zero training error where the reference does", async () => {
    const easy = trainingRows({ family: "k-local", k: 1 }, 150, 5);
    const spec = aSpec({ depth: 1, width: 8, learningRate: 0.3 }, { batchSize: 20, stepBudget: 5000 }, easy);
    const run = await engine.createRun(spec);

    const status = await run.advance(10_000);

    expect(status).toEqual(createReferenceRun(spec.recipe, easy, spec).advance(10_000));
    expect(status.state).toBe("converged");
    expect((await run.evaluate("training")).error).toBe(0);
  });

  it("ends at its budget and stays there", async () => {
    const run = await engine.createRun(aSpec({ depth: 1, width: 5, learningRate: 0.01 }, { stepBudget: 12 }));

    expect(await run.advance(100)).toEqual({ step: 12, state: "budget-spent" });
    const weights = await run.readWeights();
    expect(await run.advance(1)).toEqual({ step: 12, state: "budget-spent" });
    expect(await run.readWeights()).toEqual(weights);
  });

  it("reports a run that blows up as diverged", async () => {
    const run = await engine.createRun(aSpec({ depth: 5, width: 50, learningRate: 100 }));

    expect((await run.advance(1000)).state).toBe("diverged");
  });

  it("gives the logits of any rows, whose signs make the error", async () => {
    const run = await engine.createRun(aSpec({ depth: 2, width: 9, learningRate: 0.3 }));
    await run.advance(60);

    const logits = await run.logitsOf(validation.inputs, validation.rowCount);
    const wrongCount = Array.from(logits).filter((logit, row) => {
      const label = ((validation.labels[row >> 3] as number) >> (row & 7)) & 1;
      return logit >= 0 !== (label === 1);
    }).length;

    expect((await run.evaluate("validation")).error).toBe(wrongCount / validation.rowCount);
    const firstHalf = await run.logitsOf(validation.inputs.subarray(0, 50 * 11), 50);
    expect(firstHalf).toEqual(logits.subarray(0, 50));
  });
});
