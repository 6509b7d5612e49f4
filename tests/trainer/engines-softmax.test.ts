import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import type { Design } from "@/core/training/design";
import type { Loss } from "@/core/training/recipe";
import { relativeDistance } from "@/tests/fixtures/relative-distance";
import { tfjsEngineInNode } from "@/tests/fixtures/tfjs-engine-in-node";
import { rowsFor } from "@/tests/fixtures/training-rows";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import type { RunSpec } from "@/trainer/training-engine";

const engines = [
  { name: "javascript", engine: javascriptEngine },
  { name: "wasm", engine: wasmEngine },
  { name: "tfjs on cpu", engine: await tfjsEngineInNode("cpu") },
];
const runSeed = SeedSchema.parse("5f0e1d2c3b4a59687786a5b4c3d2e1f0");

function aSpec(design: Design, loss: Loss): RunSpec {
  const recipe = { design, loss, batchSize: 50, stepBudget: 1000 };
  return { recipe, training: rowsFor(loss, 230, 11), validation: null, runSeed, replicaIndex: 3 };
}

// With f = z1 - z0 the cross entropy of two logits is the logistic loss of f, and its slopes by z1 and z0 are opposite.
// So f's own weights w1 - w0 move twice as far as those of one logit would, and the layers below as far.
describe.each(engines)("the softmax of engine $name", ({ engine }) => {
  it("is the logistic loss at twice the rate where there is no hidden layer", async () => {
    const softmax = aSpec({ depth: 0, width: 1, learningRate: 0.05 }, "softmax");
    const logistic = aSpec({ depth: 0, width: 1, learningRate: 0.1 }, "logistic");
    const run = await engine.createRun(softmax);
    const start = await run.checkpoint();
    const other = await engine.createRun(logistic, { ...start, weights: joinedLogits(start.weights, 0) });

    const status = await run.advance(30);
    const { step, state, seen } = await other.advance(30);

    expect({ step, state }).toEqual({ step: status.step, state: status.state });
    expect(seen.wrongCount).toBe(status.seen.wrongCount);
    expect(seen.lossSum / status.seen.lossSum).toBeCloseTo(1, 5);
    expect(
      relativeDistance(joinedLogits(await run.readWeights(), 0), await other.readWeights()),
    ).toBeLessThan(1e-5);
  });

  it("moves hidden layers as the logistic loss does, and its logits apart by twice that", async () => {
    const design = { depth: 2, width: 9, learningRate: 0.1 };
    const hiddenCount = 11 * 9 + 9 + 9 * 9 + 9;
    const run = await engine.createRun(aSpec(design, "softmax"));
    const start = await run.checkpoint();
    const joined = joinedLogits(start.weights, hiddenCount);
    const other = await engine.createRun(aSpec(design, "logistic"), { ...start, weights: joined });

    await run.advance(1);
    await other.advance(1);

    const after = await run.readWeights();
    const otherMoves = movesOf(joined, await other.readWeights());
    const moves = movesOf(start.weights, after);
    const joinedMoves = movesOf(joined, joinedLogits(after, hiddenCount));
    const hidden = [0, hiddenCount] as const;
    expect(relativeDistance(moves.slice(...hidden), otherMoves.slice(...hidden))).toBeLessThan(1e-4);
    const twice = otherMoves.slice(hiddenCount).map((move) => 2 * move);
    expect(relativeDistance(joinedMoves.slice(hiddenCount), twice)).toBeLessThan(1e-4);
    for (let index = hiddenCount; index < moves.length; index += 2) {
      expect((moves[index] as number) + (moves[index + 1] as number)).toBeCloseTo(0, 6);
    }
  });
});

/** The weights of one logit that is the second of a softmax minus the first. */
function joinedLogits(weights: Float32Array, hiddenCount: number): Float32Array {
  const joined = weights.slice(0, hiddenCount + (weights.length - hiddenCount) / 2);
  for (let unit = 0; unit < joined.length - hiddenCount; unit += 1) {
    const at = hiddenCount + 2 * unit;
    joined[hiddenCount + unit] = (weights[at + 1] as number) - (weights[at] as number);
  }
  return joined;
}

function movesOf(before: Float32Array, after: Float32Array): number[] {
  return Array.from(after, (weight, index) => weight - (before[index] as number));
}
