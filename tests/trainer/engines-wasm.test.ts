import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import type { Design } from "@/core/training/design";
import { initialWeights } from "@/core/training/initial-weights";
import type { LabelledRows, Loss, TrainingRecipe, TrainingRows } from "@/core/training/recipe";
import { createReferenceRun } from "@/core/training/reference-trainer";
import { createSampleOrder } from "@/core/training/sample-order";
import { relativeDistance } from "@/tests/fixtures/relative-distance";
import { rowsFor, trainingRows } from "@/tests/fixtures/training-rows";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { borrowKernel, returnKernel } from "@/trainer/engines/wasm/kernel-instance";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import { createWasmKernel } from "@/trainer/engines/wasm/wasm-kernel";
import type { RunCheckpoint, RunSpec } from "@/trainer/training-engine";

const runSeed = SeedSchema.parse("0123456789abcdef0123456789abcdef");
const tolerance = 3e-6;

/** 3-local rows. */
function rowsOf(inputDimension: number, rowCount: number): LabelledRows {
  return trainingRows({ family: "k-local", k: 3 }, rowCount, inputDimension);
}

function aSpec(design: Design, training: TrainingRows, changes: Partial<TrainingRecipe> = {}): RunSpec {
  const recipe: TrainingRecipe = { design, loss: "logistic", batchSize: 50, stepBudget: 1000, ...changes };
  return { recipe, training, validation: null, runSeed, replicaIndex: 1 };
}

describe("the wasm engine", () => {
  // The grids of the decks, and sizes below, at and above a vector and a block, each with one of the losses.
  const shapes: [inputDimension: number, depth: number, width: number, batchSize: number][] = [];
  for (const inputDimension of [10, 16, 24]) {
    for (const depth of [1, 2, 7]) {
      for (const width of [5, 10, 20, 50]) shapes.push([inputDimension, depth, width, 50]);
    }
  }
  shapes.push([1, 1, 1, 1], [1, 2, 1, 3], [2, 3, 7, 64], [3, 1, 4, 500], [4, 2, 8, 2], [5, 3, 9, 13]);
  shapes.push([7, 2, 13, 6], [9, 2, 12, 119], [8, 5, 3, 120], [13, 3, 16, 121], [33, 2, 31, 7]);
  shapes.push([6, 16, 6, 20], [40, 0, 1, 50], [3, 0, 1, 7], [5, 1, 33, 200], [2, 3, 50, 64]);
  const cases = shapes.flatMap((shape, index) =>
    lossesOf(index).map((loss) => [loss, ...shape] as [Loss, ...typeof shape]),
  );

  it.each(cases)(
    "takes the reference's first steps: %s D=%i L=%i H=%i B=%i",
    async (loss, D, depth, width, batchSize) => {
      const rows = rowsFor(loss, 120, D);
      const spec = aSpec({ depth, width, learningRate: 0.1 }, rows, { loss, batchSize });
      const run = await wasmEngine.createRun(spec);
      const reference = createReferenceRun(spec.recipe, rows, spec);

      for (let step = 1; step <= 5; step += 1) {
        const status = await run.advance(1);
        const expected = reference.advance(1);
        expect(status).toMatchObject({ step, state: expected.state });
        expect(status.seen.wrongCount).toBe(expected.seen.wrongCount);
        expect(Math.abs(status.seen.lossSum / expected.seen.lossSum - 1)).toBeLessThan(tolerance);
        expect(relativeDistance(await run.readWeights(), reference.weights())).toBeLessThan(tolerance);
      }
      const evaluation = await run.evaluate("training");
      expect(Math.abs(evaluation.loss / reference.evaluate(rows).loss - 1)).toBeLessThan(1e-5);
      run.dispose();
    },
  );

  it.each([
    { inputDimension: 100, depth: 3, width: 100 },
    { inputDimension: 130, depth: 2, width: 203 },
  ])(
    "takes the javascript engine's first steps on wide layers: $width",
    async ({ inputDimension, ...size }) => {
      const rows = rowsOf(inputDimension, 180);
      const spec = aSpec({ ...size, learningRate: 0.1 }, rows);
      const run = await wasmEngine.createRun(spec);
      const other = await javascriptEngine.createRun(spec);

      await run.advance(4);
      await other.advance(4);

      expect(relativeDistance(await run.readWeights(), await other.readWeights())).toBeLessThan(tolerance);
    },
  );

  it("learns as the javascript engine does", async () => {
    const rows = rowsOf(10, 1000);
    const spec = aSpec({ depth: 2, width: 20, learningRate: 0.1 }, rows, { stepBudget: 1500 });
    const run = await wasmEngine.createRun(spec);
    const other = await javascriptEngine.createRun(spec);
    const before = (await run.evaluate("training")).loss;

    await run.advance(1500);
    await other.advance(1500);

    const { loss } = await run.evaluate("training");
    const otherLoss = (await other.evaluate("training")).loss;
    expect(loss).toBeLessThan(before / 2);
    expect(Math.abs(loss - otherLoss)).toBeLessThan(0.05 * before);
  });

  // Pinned: the bank, the server and every device must compute these very bits. A change here means a new bank.
  it.each([
    ["logistic", "f51520dc0eaa5739f117effc82a436d554a836d5b15d823300a0b498cc8d01ff"],
    ["softmax", "3c1bc58e084397a3beaddd473734c4bc692784fcf0fa04c1eb8a077fc05688fe"],
    ["squared", "901840ff8e6c3e309de31a89f8d7d05812cf31b37c28775eafbd6debc27bf07f"],
  ] as const)("computes the same bits on every machine: %s", async (loss, expected) => {
    const recipe = { loss, stepBudget: 300 };
    const learningRate = loss === "squared" ? 0.05 : 0.3;
    const spec = aSpec({ depth: 3, width: 13, learningRate }, rowsFor(loss, 330, 11), recipe);
    const run = await wasmEngine.createRun(spec);

    const { step } = await run.advance(200);

    const hash = createHash("sha256").update(new Uint8Array((await run.readWeights()).buffer));
    expect({ step, hash: hash.digest("hex") }).toEqual({ step: 200, hash: expected });
  });

  it("knows the loss and moves a bias by its exact slope, however sure the network is", async () => {
    for (const margin of [-100, -50, -20, -5, -1, -0.3, -1e-3, 0, 1e-3, 0.3, 1, 5, 20, 50, 86]) {
      for (const label of [0, 1] as const) {
        // One unit that passes the input 1 on, and an output weight that makes it the logit.
        const logit = label === 1 ? margin : -margin;
        const rows = {
          inputs: Float32Array.of(1),
          labels: Uint8Array.of(label),
          rowCount: 1,
          inputDimension: 1,
        };
        const start = aCheckpoint(Float32Array.of(1, 0, logit, 0));
        const spec = aSpec({ depth: 1, width: 1, learningRate: 1 }, rows, { batchSize: 1 });
        const run = await wasmEngine.createRun(spec, start);

        const { seen } = await run.advance(1);

        const bias = (await run.readWeights())[3] as number;
        const slope = (label === 1 ? 1 : -1) / (1 + Math.exp(Math.fround(margin)));
        expect(Math.abs(bias / slope - 1)).toBeLessThan(4e-7);
        const loss = Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(Math.fround(margin))));
        expect(Math.abs(seen.lossSum / loss - 1)).toBeLessThan(4e-7);
        run.dispose();
      }
    }
  });

  it("continues a checkpoint of the javascript engine", async () => {
    const spec = aSpec({ depth: 2, width: 10, learningRate: 0.1 }, rowsOf(10, 230));
    const first = await javascriptEngine.createRun(spec);
    await first.advance(7);
    const second = await wasmEngine.createRun(spec, await first.checkpoint());

    expect(await second.readWeights()).toEqual(await first.readWeights());
    const { lossSum } = (await first.advance(3)).seen;
    expect((await second.advance(3)).seen.lossSum / lossSum).toBeCloseTo(1, 5);
    expect(relativeDistance(await second.readWeights(), await first.readWeights())).toBeLessThan(tolerance);
  });

  it("leaves nothing of a run to the one that gets its memory next", async () => {
    const small = aSpec({ depth: 2, width: 7, learningRate: 0.3 }, rowsOf(5, 90));
    const fresh = await wasmEngine.createRun(small);
    await fresh.advance(30);
    const large = await wasmEngine.createRun(
      aSpec({ depth: 5, width: 40, learningRate: 100 }, rowsOf(20, 300)),
    );
    expect((await large.advance(500)).state).toBe("diverged");
    large.dispose();

    const run = await wasmEngine.createRun(small);
    await run.advance(30);

    expect(await run.checkpoint()).toEqual(await fresh.checkpoint());
  });

  it("keeps runs apart that train in turns", async () => {
    const specs = [0.1, 0.3].map((learningRate) =>
      aSpec({ depth: 2, width: 10, learningRate }, rowsOf(8, 120)),
    );
    const alone = await Promise.all(specs.map((spec) => wasmEngine.createRun(spec)));
    for (const run of alone) await run.advance(12);
    const together = await Promise.all(specs.map((spec) => wasmEngine.createRun(spec)));
    for (let step = 0; step < 12; step += 1) for (const run of together) await run.advance(1);

    for (const [index, run] of together.entries()) {
      expect(await run.checkpoint()).toEqual(await alone[index]?.checkpoint());
    }
  });

  it("refuses rows, weights and sizes that cannot be", async () => {
    const rows = rowsOf(8, 120);
    const design = { depth: 2, width: 10, learningRate: 0.1 };
    const huge = aSpec({ depth: 16, width: 4096, learningRate: 0.1 }, rows);
    const longer = { ...rows, rowCount: 121 };

    await expect(wasmEngine.createRun(aSpec(design, longer))).rejects.toThrow("fewer training inputs");
    const unlabelled = { ...rows, labels: rows.labels.subarray(1) };
    await expect(wasmEngine.createRun(aSpec(design, unlabelled))).rejects.toThrow("fewer training labels");
    const targets = new Float32Array(119);
    const untargeted = aSpec(design, { ...rows, targets }, { loss: "squared" });
    await expect(wasmEngine.createRun(untargeted)).rejects.toThrow("fewer training targets");
    await expect(wasmEngine.createRun(aSpec(design, rows), aCheckpoint(new Float32Array(3)))).rejects.toThrow(
      "weights of another network",
    );
    await expect(wasmEngine.createRun(huge, aCheckpoint(new Float32Array(3)))).rejects.toThrow(
      "do not fit into the engine's memory",
    );

    const run = await wasmEngine.createRun(aSpec(design, rows));
    expect(await run.readWeights()).toEqual(initialWeights({ design, loss: "logistic" }, 8, runSeed, 1));
    await expect(run.valuesOf(rows.inputs, 121)).rejects.toThrow("fewer inputs than rows");
  });
});

describe("the order of the rows in the wasm engine", () => {
  /** Epochs of a kernel and of core; both open at the position of the second epoch. */
  async function compareEpochs(rowCount: number, seed: typeof runSeed, replicaIndex: number) {
    const exports = await borrowKernel();
    const rows = {
      inputs: new Float32Array(rowCount),
      targets: new Float32Array(rowCount),
      rowCount,
      inputDimension: 1,
    };
    const { recipe } = aSpec({ depth: 0, width: 1, learningRate: 0.1 }, rows, { loss: "squared" });
    const kernel = createWasmKernel(exports, recipe, rows, new Float32Array(2));
    const expected = new Uint32Array(rowCount);
    const skipped = createSampleOrder(seed, replicaIndex);
    skipped.nextEpoch(expected);
    const start = skipped.position();
    const core = createSampleOrder(seed, replicaIndex, start);
    const order = kernel.openSampleOrder?.(seed, replicaIndex, start);
    for (let epoch = 0; epoch < 2; epoch += 1) {
      core.nextEpoch(expected);
      order?.nextEpoch(kernel.order);
      expect(kernel.order.every((row, place) => row === expected[place])).toBe(true);
      expect(order?.position()).toBe(core.position());
    }
    returnKernel(exports);
    return core.position() - start;
  }

  it.each([1, 2, 3, 6, 50, 101, 4000])("is core's, bit by bit: %i rows", async (rowCount) => {
    const otherSeed = SeedSchema.parse("fedcba9876543210ffffffff00000001");
    expect(await compareEpochs(rowCount, runSeed, 0)).toBe(2 * (rowCount - 1));
    await compareEpochs(rowCount, otherSeed, 4_294_967_295);
  });

  it("is core's where words are passed over because they would favour some rows", async () => {
    const rowCount = 60_000;
    expect(await compareEpochs(rowCount, runSeed, 14)).toBe(2 * (rowCount - 1) + 2);
  });
});

/** One loss of three in turn; all of them for the last twelve shapes, which have the edges. */
function lossesOf(index: number): Loss[] {
  const losses: Loss[] = ["logistic", "softmax", "squared"];
  return index < 36 ? [losses[index % 3] as Loss] : losses;
}

function aCheckpoint(weights: Float32Array): RunCheckpoint {
  return {
    status: { step: 0, state: "running", seen: { rowCount: 0, wrongCount: 0, lossSum: 0 } },
    weights,
    epochPosition: 0,
    placeInEpoch: 0,
    wrongInEpoch: 0,
  };
}
