import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import type { Design } from "@/core/training/design";
import { initialWeights } from "@/core/training/initial-weights";
import { type Loss, learningRateAt, type RunStatus, type TrainingRecipe } from "@/core/training/recipe";
import { createReferenceRun, referenceGradient } from "@/core/training/reference-trainer";
import { createSampleOrder } from "@/core/training/sample-order";
import { weightLayout } from "@/core/training/weight-layout";
import { relativeDistance } from "@/tests/fixtures/relative-distance";
import { tfjsEngineInNode } from "@/tests/fixtures/tfjs-engine-in-node";
import { rowsFor, trainingRows } from "@/tests/fixtures/training-rows";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import type { RunSpec, TrainingRun } from "@/trainer/training-engine";

const engines = [
  { name: "javascript", engine: javascriptEngine },
  { name: "wasm", engine: wasmEngine },
  { name: "tfjs on cpu", engine: await tfjsEngineInNode("cpu") },
  { name: "tfjs on wasm", engine: await tfjsEngineInNode("wasm") },
];
const losses: readonly Loss[] = ["logistic", "softmax", "squared"];
const runSeed = SeedSchema.parse("5f0e1d2c3b4a59687786a5b4c3d2e1f0");

function aSpec(design: Design, changes: Partial<TrainingRecipe> = {}, size = { rows: 230, dimension: 11 }) {
  const recipe = { design, loss: "logistic" as Loss, batchSize: 50, stepBudget: 1000, ...changes };
  const training = rowsFor(recipe.loss, size.rows, size.dimension);
  const validation = rowsFor(recipe.loss, 101, size.dimension, "validation");
  return { recipe, training, validation, runSeed, replicaIndex: 3 } satisfies RunSpec;
}

function expectClose(value: number, reference: number, tolerance: number): void {
  expect(Math.abs(value - reference)).toBeLessThanOrEqual(tolerance * Math.abs(reference));
}

/** The same steps, the same state, the same rows seen, and losses that agree to 1e-5. */
function expectSameStatus(status: RunStatus, reference: RunStatus): void {
  const lossSum = reference.seen.lossSum;
  expect({ ...status, seen: { ...status.seen, lossSum } }).toEqual(reference);
  expectClose(status.seen.lossSum, lossSum, 1e-5);
}

async function expectSameFirstSteps(run: TrainingRun, spec: ReturnType<typeof aSpec>): Promise<void> {
  const reference = createReferenceRun(spec.recipe, spec.training, spec);
  for (let step = 1; step <= 5; step += 1) {
    expectSameStatus(await run.advance(1), reference.advance(1));
    expect(relativeDistance(await run.readWeights(), reference.weights())).toBeLessThan(1e-5);
  }
  for (const split of ["training", "validation"] as const) {
    const evaluation = await run.evaluate(split);
    const expected = reference.evaluate(spec[split]);
    expectClose(evaluation.loss, expected.loss, 1e-5);
    expectClose(evaluation.error, expected.error, spec.recipe.loss === "squared" ? 1e-5 : 0);
  }
}

// Sizes below, at and above the blocks of the products; a batch of one row, one of more rows than there are, and
// ones that leave a smaller last batch within the five steps.
const shapes: [inputDimension: number, depth: number, width: number, batchSize: number, rowCount: number][] =
  [
    [8, 0, 1, 20, 70],
    [1, 0, 1, 1, 10],
    [1, 1, 1, 1, 10],
    [1, 2, 1, 3, 10],
    [3, 3, 7, 64, 120],
    [33, 2, 31, 7, 120],
    [5, 2, 9, 1, 30],
    [11, 2, 10, 300, 120],
    [10, 1, 5, 50, 230],
    [11, 7, 50, 50, 120],
    [17, 3, 24, 48, 100],
  ];
const cases = losses.flatMap((loss) =>
  shapes.map(([dimension, depth, width, batchSize, rows]) => ({
    ...{ loss, dimension, depth, width, batchSize, rows },
  })),
);

describe.each(engines)("engine $name", ({ engine }) => {
  it.each(cases)(
    "takes the reference's first 5 steps: $loss, D=$dimension L=$depth H=$width B=$batchSize N=$rows",
    async ({ loss, depth, width, batchSize, ...size }) => {
      const spec = aSpec({ depth, width, learningRate: 0.1 }, { loss, batchSize }, size);

      await expectSameFirstSteps(await engine.createRun(spec), spec);
    },
  );

  it("slows down in the second half of a regression as the reference does", async () => {
    const spec = aSpec({ depth: 1, width: 10, learningRate: 0.1 }, { loss: "squared", stepBudget: 5 });

    await expectSameFirstSteps(await engine.createRun(spec), spec);
  });

  it.each(losses)("stays within 1 %% of the reference's loss for 100 steps: %s", async (loss) => {
    const spec = aSpec({ depth: 2, width: 20, learningRate: 0.05 }, { loss, stepBudget: 150 });
    const run = await engine.createRun(spec);
    const reference = createReferenceRun(spec.recipe, spec.training, spec);

    const status = await run.advance(100);
    const expected = reference.advance(100);

    expectClose(status.seen.lossSum, expected.seen.lossSum, 0.01);
    expectClose((await run.evaluate("training")).loss, reference.evaluate(spec.training).loss, 0.01);
  });

  it.each(losses)("moves by the reference's gradient and observes its norm: %s", async (loss) => {
    const spec = aSpec({ depth: 2, width: 9, learningRate: 0.1 }, { loss, stepBudget: 12 });
    const run = await engine.createRun(spec);
    const plain = await engine.createRun(spec);
    const reference = createReferenceRun(spec.recipe, spec.training, spec);
    expect((await run.observe()).gradientNorm).toBeNull();
    expect((await run.observe()).displacement).toEqual([0, 0, 0]);

    // The last of ten steps is the last of the second epoch, in the slow half of a regression.
    await run.advance(10, { observeLastStep: true });
    await plain.advance(10);
    reference.advance(9);
    const { displacement, gradientNorm } = await run.observe();

    expect(await run.checkpoint()).toEqual(await plain.checkpoint());
    const network = { loss, layout: weightLayout(spec.recipe, 11) };
    const batch = lastBatch(spec, 2);
    const { gradient } = referenceGradient(reference.weights(), network, spec.training, batch);
    // Rounding of the weights, seen through a small rate.
    expectClose(gradientNorm as number, Math.hypot(...gradient), 1e-4);
    expect(learningRateAt(spec.recipe, 9) < 0.1).toBe(loss === "squared");
    reference.advance(1);
    const start = initialWeights(spec.recipe, 11, runSeed, 3);
    for (const [index, { weightOffset, biasOffset, fanOut }] of network.layout.layers.entries()) {
      const layer = [weightOffset, biasOffset + fanOut] as const;
      const expected = relativeDistance(reference.weights().subarray(...layer), start.subarray(...layer));
      expectClose(displacement[index] as number, expected, 1e-4);
    }
  });

  it.each(losses)("gives the same run twice, however its steps are cut: %s", async (loss) => {
    const spec = aSpec({ depth: 3, width: 20, learningRate: 0.1 }, { loss, stepBudget: 120 });
    const one = await engine.createRun(spec);
    const other = await engine.createRun(spec);

    const status = await one.advance(100);
    for (let call = 0; call < 19; call += 1) await other.advance(5);

    expect(await other.advance(5)).toEqual(status);
    expect(await other.readWeights()).toEqual(await one.readWeights());
  });

  it("gives each replica its own run", async () => {
    const spec = aSpec({ depth: 1, width: 10, learningRate: 0.3 });
    const one = await engine.createRun(spec);
    const other = await engine.createRun({ ...spec, replicaIndex: 4 });

    expect(await other.readWeights()).not.toEqual(await one.readWeights());
  });

  it.each(losses.flatMap((loss) => [0, 3, 5, 12, 30].map((cut) => ({ loss, cut }))))(
    "continues a checkpoint of step $cut bit by bit: $loss",
    async ({ loss, cut }) => {
      const spec = aSpec({ depth: 2, width: 10, learningRate: 0.1 }, { loss, stepBudget: 44 });
      const whole = await engine.createRun(spec);
      const first = await engine.createRun(spec);
      await first.advance(cut);
      const second = await engine.createRun(spec, structuredClone(await first.checkpoint()));

      await whole.advance(40);
      await first.advance(1); // a checkpoint is a copy
      await second.advance(40 - cut);

      expect(await second.checkpoint()).toEqual(await whole.checkpoint());
    },
  );

  it.each(["logistic", "softmax"] as const)(
    "stops with zero training error where the reference does: %s",
    async (loss) => {
      const easy = trainingRows({ family: "k-local", k: 1 }, 150, 5);
      const recipe = {
        design: { depth: 1, width: 8, learningRate: 0.3 },
        loss,
        batchSize: 20,
        stepBudget: 5000,
      };
      const spec = { recipe, training: easy, validation: null, runSeed, replicaIndex: 3 };
      const run = await engine.createRun(spec);

      const status = await run.advance(10_000);

      const { step, state, seen } = createReferenceRun(recipe, easy, spec).advance(10_000);
      expect(status).toMatchObject({ step, state: "converged" });
      expect(state).toBe("converged");
      expect(status.seen.rowCount).toBe(seen.rowCount);
      expect((await run.evaluate("training")).error).toBe(0);
    },
  );

  it.each(losses)("ends at its budget and stays there: %s", async (loss) => {
    const spec = aSpec({ depth: 1, width: 5, learningRate: 0.01 }, { loss, stepBudget: 12 });
    const run = await engine.createRun(spec);

    const status = await run.advance(100);
    expect(status).toMatchObject({ step: 12, state: "budget-spent" });
    const weights = await run.readWeights();
    expect(await run.advance(1, { observeLastStep: true })).toEqual(status);
    expect(await run.readWeights()).toEqual(weights);
  });

  it.each(losses)("ends a run that blows up as diverged, with what it saw before: %s", async (loss) => {
    const spec = aSpec({ depth: 7, width: 50, learningRate: 100 }, { loss });
    const expected = createReferenceRun(spec.recipe, spec.training, spec).advance(1000);
    const whole = await engine.createRun(spec);
    const cut = await engine.createRun(spec);

    await whole.advance(1, { observeLastStep: true });
    expect((await whole.observe()).gradientNorm).toBeGreaterThan(0);
    const status = await whole.advance(1000, { observeLastStep: true });
    let last = await cut.advance(1);
    while (last.state === "running") last = await cut.advance(1);

    expect(expected.state).toBe("diverged");
    expect(status.state).toBe("diverged");
    // float32 overflows at the reference's step or, where only a weight has, at the next.
    expect(status.step - expected.step).toBeGreaterThanOrEqual(0);
    expect(status.step - expected.step).toBeLessThanOrEqual(1);
    expect(last).toEqual(status);
    expect(Number.isFinite(status.seen.lossSum)).toBe(true);
    expect((await whole.observe()).gradientNorm).toBeNull();
    expect(await whole.advance(5)).toEqual(status);
  });

  it("gives the values of any rows, which make the error", async () => {
    for (const loss of losses) {
      const spec = aSpec({ depth: 2, width: 9, learningRate: 0.1 }, { loss });
      const run = await engine.createRun(spec);
      await run.advance(60);
      const { validation } = spec;

      const values = await run.valuesOf(validation.inputs, validation.rowCount);
      const distances = Array.from(values, (value, row) => {
        if ("targets" in validation) return value - (validation.targets[row] as number);
        const label = ((validation.labels[row >> 3] as number) >> (row & 7)) & 1;
        return value >= 0 !== (label === 1) ? 1 : 0;
      });

      const mean = distances.reduce((sum, distance) => sum + distance ** 2, 0) / validation.rowCount;
      const { error } = await run.evaluate("validation");
      expect(error).toBeCloseTo(loss === "squared" ? Math.sqrt(mean) : mean, 10);
      expect(await run.valuesOf(validation.inputs.subarray(0, 50 * 11), 50)).toEqual(values.subarray(0, 50));
    }
  });

  it("refuses rows that do not have what the loss needs", async () => {
    const design = { depth: 1, width: 5, learningRate: 0.1 };
    const { training: labelled } = aSpec(design);
    const { training: measured } = aSpec(design, { loss: "squared" });

    const squared = { ...aSpec(design, { loss: "squared" }), training: labelled };
    await expect(engine.createRun(squared)).rejects.toThrow("regression needs rows with targets");
    const softmax = { ...aSpec(design, { loss: "softmax" }), training: measured };
    await expect(engine.createRun(softmax)).rejects.toThrow("classification needs rows with labels");
  });
});

/** The rows of the last step of epoch number `epochCount`. */
function lastBatch({ training, recipe, replicaIndex }: RunSpec, epochCount: number): number[] {
  const order = new Uint32Array(training.rowCount);
  const sampleOrder = createSampleOrder(runSeed, replicaIndex);
  for (let epoch = 0; epoch < epochCount; epoch += 1) sampleOrder.nextEpoch(order);
  const rest = training.rowCount % recipe.batchSize;
  return Array.from(order.subarray(training.rowCount - (rest || recipe.batchSize)));
}
