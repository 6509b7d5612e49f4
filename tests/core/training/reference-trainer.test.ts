import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import { initialWeights } from "@/core/training/initial-weights";
import type { Loss, TrainingRecipe } from "@/core/training/recipe";
import { createReferenceRun, evaluateReference, referenceGradient } from "@/core/training/reference-trainer";
import { weightLayout } from "@/core/training/weight-layout";
import { rowsFor, targetRows, trainingRows } from "@/tests/fixtures/training-rows";

const runSeed = SeedSchema.parse("5f0e1d2c3b4a59687786a5b4c3d2e1f0");
const replica = { runSeed, replicaIndex: 0 };
const losses: readonly Loss[] = ["logistic", "softmax", "squared"];

describe("referenceGradient", () => {
  const cases = losses.flatMap((loss) => [0, 1, 2, 3].map((depth) => ({ loss, depth })));

  it.each(cases)("agrees with central differences of the $loss loss at depth $depth", ({ loss, depth }) => {
    const rows = rowsFor(loss, 12, 4);
    const design = { depth, width: 5, learningRate: 0.1 };
    const network = { loss, layout: weightLayout({ design, loss }, 4) };
    const weights = Float64Array.from(initialWeights({ design, loss }, 4, runSeed, 0));
    for (const [index, weight] of weights.entries()) weights[index] = weight + 0.05 * Math.sin(index);
    const batch = Array.from({ length: rows.rowCount }, (_, row) => row);
    const lossWith = (index: number, change: number) => {
      const moved = weights.slice();
      moved[index] = (moved[index] as number) + change;
      return evaluateReference(moved, network, rows).loss;
    };

    const { gradient, meanLoss } = referenceGradient(weights, network, rows, batch);

    expect(meanLoss).toBeCloseTo(evaluateReference(weights, network, rows).loss, 12);
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
    const run = createReferenceRun(
      aRecipe({ depth: 1, width: 8, learningRate: 0.3 }, { stepBudget: 3000 }),
      rows,
      replica,
    );

    const status = run.advance(10_000);

    expect(status.state).toBe("converged");
    expect(status.step % 3).toBe(0);
    expect(status.step).toBeLessThan(3000);
    expect(run.evaluate(rows).error).toBe(0);
    expect(run.advance(5)).toEqual(status);
  });

  it("ends at the step budget and counts what it saw", () => {
    const rows = trainingRows({ family: "k-global", k: 3 }, 60, 5);
    const recipe = aRecipe({ depth: 1, width: 2, learningRate: 0.01 }, { stepBudget: 7 });

    const { step, state, seen } = createReferenceRun(recipe, rows, replica).advance(100);

    expect({ step, state, rowCount: seen.rowCount }).toEqual({
      step: 7,
      state: "budget-spent",
      rowCount: 140,
    });
    expect(seen.wrongCount).toBeGreaterThan(0);
    expect(seen.lossSum / seen.rowCount).toBeGreaterThan(0.3);
  });

  it("counts a whole epoch as the evaluation does when nothing moves", () => {
    for (const loss of losses) {
      const rows = rowsFor(loss, 60, 5);
      const design = { depth: 2, width: 6, learningRate: 1e-300 };
      const run = createReferenceRun(aRecipe(design, { loss }), rows, replica);

      const { seen } = run.advance(3);
      const { error, loss: meanLoss } = run.evaluate(rows);

      expect(seen.rowCount).toBe(60);
      expect(seen.lossSum / 60).toBeCloseTo(meanLoss, 12);
      if (loss === "squared") expect(error).toBeCloseTo(Math.sqrt(2 * meanLoss), 12);
      else expect(seen.wrongCount / 60).toBe(error);
    }
  });

  it("lowers the error of a regression, never stops it early, and slows down in its second half", () => {
    const rows = targetRows(60, 2);
    const stepBudget = 400;
    const recipe = aRecipe({ depth: 1, width: 20, learningRate: 0.1 }, { loss: "squared", stepBudget });
    const run = createReferenceRun(recipe, rows, replica);
    const before = run.evaluate(rows).error;

    run.advance(stepBudget - 1);
    const weights = run.weights();
    const status = run.advance(1);
    const lastMove = Math.hypot(...run.weights().map((weight, index) => weight - (weights[index] as number)));

    expect(status).toMatchObject({ step: stepBudget, state: "budget-spent" });
    expect(status.seen.wrongCount).toBe(0);
    expect(run.evaluate(rows).error).toBeLessThan(before / 2);
    // The last rate is 2 / stepBudget of the first, so the last step is tiny and not zero.
    expect(lastMove).toBeGreaterThan(0);
    expect(lastMove).toBeLessThan(0.1 * (2 / stepBudget) * 20);
  });

  it("refuses rows that do not have what the loss needs", () => {
    const design = { depth: 1, width: 2, learningRate: 0.1 };
    const labelled = trainingRows({ family: "k-local", k: 1 }, 60, 5);

    const squared = createReferenceRun(aRecipe(design, { loss: "squared" }), labelled, replica);
    expect(() => squared.advance(1)).toThrow("regression needs rows with targets");
    const logistic = createReferenceRun(aRecipe(design), targetRows(60, 5), replica);
    expect(() => logistic.advance(1)).toThrow("classification needs rows with labels");
  });

  it.each(losses)("calls a %s run that blows up diverged", (loss) => {
    const design = { depth: 5, width: 30, learningRate: 100 };
    const run = createReferenceRun(aRecipe(design, { loss, stepBudget: 500 }), rowsFor(loss, 60, 6), replica);

    expect(run.advance(500).state).toBe("diverged");
  });
});

function aRecipe(design: TrainingRecipe["design"], changes: Partial<TrainingRecipe> = {}): TrainingRecipe {
  return { design, loss: "logistic", batchSize: 20, stepBudget: 1000, ...changes };
}
