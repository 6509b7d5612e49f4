import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import { initialWeights } from "@/core/training/initial-weights";
import { createReferenceRun, evaluateReference, referenceGradient } from "@/core/training/reference-trainer";
import { weightLayout } from "@/core/training/weight-layout";
import { trainingRows } from "@/tests/fixtures/training-rows";

const runSeed = SeedSchema.parse("5f0e1d2c3b4a59687786a5b4c3d2e1f0");
const replica = { runSeed, replicaIndex: 0 };

describe("referenceGradient", () => {
  it.each([1, 2, 3])("agrees with central differences of the loss at depth %i", (depth) => {
    const rows = trainingRows({ family: "k-local", k: 2 }, 12, 4);
    const design = { depth, width: 5, learningRate: 0.1 };
    const layout = weightLayout(design, 4);
    const weights = Float64Array.from(initialWeights(design, 4, runSeed, 0));
    for (const [index, weight] of weights.entries()) weights[index] = weight + 0.05 * Math.sin(index);
    const batch = Array.from({ length: rows.rowCount }, (_, row) => row);
    const lossWith = (index: number, change: number) => {
      const moved = weights.slice();
      moved[index] = (moved[index] as number) + change;
      return evaluateReference(moved, layout, rows).loss;
    };

    const { gradient, loss } = referenceGradient(weights, layout, rows, batch);

    expect(loss).toBeCloseTo(evaluateReference(weights, layout, rows).loss, 12);
    const step = 1e-6;
    for (const [index, slope] of gradient.entries()) {
      const difference = (lossWith(index, step) - lossWith(index, -step)) / (2 * step);
      expect(Math.abs(slope - difference)).toBeLessThan(1e-8);
    }
  });
});

describe("createReferenceRun", () => {
  it("learns an easy rule and stops at exactly zero training error, at the end of an epoch", () => {
    const rows = trainingRows({ family: "k-local", k: 1 }, 60, 5);
    const recipe = { design: { depth: 1, width: 8, learningRate: 0.3 }, batchSize: 20, stepBudget: 3000 };
    const run = createReferenceRun(recipe, rows, replica);

    const status = run.advance(10_000);

    expect(status.state).toBe("converged");
    expect(status.step % 3).toBe(0);
    expect(status.step).toBeLessThan(3000);
    expect(run.evaluate(rows).error).toBe(0);
    expect(run.advance(5)).toEqual(status);
  });

  it("ends at the step budget", () => {
    const rows = trainingRows({ family: "k-global", k: 3 }, 60, 5);
    const recipe = { design: { depth: 1, width: 2, learningRate: 0.01 }, batchSize: 20, stepBudget: 7 };

    expect(createReferenceRun(recipe, rows, replica).advance(100)).toEqual({
      step: 7,
      state: "budget-spent",
    });
  });

  it("calls a run that blows up diverged", () => {
    const rows = trainingRows({ family: "k-global", k: 2 }, 60, 6);
    const recipe = { design: { depth: 5, width: 30, learningRate: 100 }, batchSize: 20, stepBudget: 500 };

    expect(createReferenceRun(recipe, rows, replica).advance(500).state).toBe("diverged");
  });
});
