import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import { makeSplit } from "@/core/tasks/task-instance";
import {
  compressibleWidth,
  covarianceEigenvalues,
  degreesOfFreedom,
  estimationTerm,
  layerCovariance,
  sufficientWidth,
} from "@/core/theory/degrees-of-freedom";
import { denseLayers, denseParameterCount, layerValues, networkValues } from "@/core/theory/dense-network";
import { orderUnits, pruneNetwork, refitLayer, unitsForShare } from "@/core/theory/pruning";
import { initialWeights } from "@/core/training/initial-weights";
import type { Loss } from "@/core/training/recipe";
import { createReferenceRun } from "@/core/training/reference-trainer";
import { weightLayout } from "@/core/training/weight-layout";
import golden from "@/tests/fixtures/theory2/golden-theory-2.json";

const known = golden.layers;
const values = { values: Float64Array.from(known.values), rowCount: known.rows, width: known.width };
const seed = SeedSchema.parse("00112233445566778899aabbccddeeff");
const dealt = {
  task: { family: "k-local" as const, k: 1 },
  inputDimension: 6,
  publicSeed: seed,
  secretSeed: seed,
};
const rows = makeSplit(dealt, "training", 200);

function randomNetwork(loss: Loss, depth = 2) {
  const design = { depth, width: 10, learningRate: 0.1 };
  return denseLayers(initialWeights({ design, loss }, 6, seed, 0), weightLayout({ design, loss }, 6));
}

describe("degrees of freedom", () => {
  const covariance = layerCovariance(values);
  const eigenvalues = covarianceEigenvalues(covariance, known.width);

  it("come from the covariance that is not centred", () => {
    for (const [index, value] of known.covariance.entries()) expect(covariance[index]).toBeCloseTo(value, 12);
    for (const [index, value] of known.eigenvalues.entries())
      expect(eigenvalues[index]).toBeCloseTo(value, 11);
  });

  it.each(known.degreesOfFreedom)("are the trace that NumPy finds for $ridge", ({ ridge, value }) => {
    expect(degreesOfFreedom(eigenvalues, ridge)).toBeCloseTo(value, 10);
  });

  it("fall from the rank to 0", () => {
    expect(degreesOfFreedom([3, 1, 0], 1e-12)).toBeCloseTo(2, 10);
    expect(degreesOfFreedom([3, 1, 0], 1e12)).toBeLessThan(1e-11);
    expect(degreesOfFreedom([2, 2], 2)).toBe(1);
  });

  it("give the widths of the theorems", () => {
    expect(compressibleWidth(3)).toBe(Math.ceil(15 * Math.log(240)));
    expect(sufficientWidth(3, 0.1)).toBe(Math.ceil(15 * Math.log(960)));
    expect(compressibleWidth(0.001)).toBe(1);
    expect(estimationTerm([10, 20, 1], 1000)).toBeCloseTo((220 * Math.log(1000)) / 1000, 12);
  });
});

describe("orderUnits", () => {
  it("chooses as the search with explicit inverses does", () => {
    const { units, shares } = orderUnits(layerCovariance(values), known.width);

    expect(units).toEqual(known.order);
    for (const [index, share] of known.shares.entries()) expect(shares[index]).toBeCloseTo(share, 10);
  });

  it("captures more with every unit, and all with all", () => {
    const { shares } = orderUnits(layerCovariance(values), known.width);

    for (const [index, share] of shares.entries())
      expect(share).toBeGreaterThanOrEqual(shares[index - 1] ?? 0);
    expect(shares.at(-1)).toBeCloseTo(1, 12);
  });

  it("stops when the other units add nothing", () => {
    // Unit 1 is twice unit 0, unit 2 is dead.
    const twins = { values: Float64Array.of(1, 2, 0, 3, 6, 0), rowCount: 2, width: 3 };
    const order = orderUnits(layerCovariance(twins), 3);

    expect(order.units).toHaveLength(1);
    expect(order.shares[0]).toBeCloseTo(1, 12);
    expect(orderUnits(new Float64Array(4), 2)).toEqual({ units: [], shares: [] });
  });

  it("takes just enough units for a share", () => {
    const order = { units: [4, 0, 2], shares: [0.5, 0.9, 1] };

    expect(unitsForShare(order, 0.4)).toEqual([4]);
    expect(unitsForShare(order, 0.9)).toEqual([0, 4]);
    expect(unitsForShare(order, 1)).toEqual([0, 2, 4]);
  });
});

describe("refitLayer", () => {
  const layer = {
    fanIn: known.width,
    fanOut: known.outputs,
    weights: Float64Array.from(known.nextWeights),
    biases: Float64Array.from(known.nextBiases),
  };

  it("is the least-squares solution", () => {
    const refitted = refitLayer(layer, values, known.kept);

    for (const [index, value] of known.keptWeights.entries())
      expect(refitted.weights[index]).toBeCloseTo(value, 9);
    for (const [index, value] of known.keptBiases.entries())
      expect(refitted.biases[index]).toBeCloseTo(value, 9);
  });

  it("changes nothing when all units are kept", () => {
    const refitted = refitLayer(layer, values, [...Array(known.width).keys()]);

    for (const [index, value] of layer.weights.entries())
      expect(refitted.weights[index]).toBeCloseTo(value, 8);
    for (const [index, value] of layer.biases.entries()) expect(refitted.biases[index]).toBeCloseTo(value, 8);
  });

  it("keeps the biases when a unit is constant already", () => {
    const constant = { values: Float64Array.of(2, 1, 2, 5, 2, 3), rowCount: 3, width: 2 };
    const simple = { fanIn: 2, fanOut: 1, weights: Float64Array.of(3, 1), biases: Float64Array.of(0.5) };
    const refitted = refitLayer(simple, constant, [0]);

    // 3 * 2 + mean of (1, 5, 3) = 9 = 4.5 * 2.
    expect(refitted.weights[0]).toBeCloseTo(4.5, 12);
    expect([...refitted.biases]).toEqual([0.5]);
  });
});

describe("pruneNetwork", () => {
  it.each(["logistic", "softmax"] as const)("leaves the function alone at a share of 1, for %s", (loss) => {
    const layers = randomNetwork(loss);
    const pruned = pruneNetwork(layers, rows, 1);
    const before = networkValues(layers, rows);

    for (const [row, value] of networkValues(pruned.layers, rows).entries())
      expect(value).toBeCloseTo(before[row] as number, 6);
  });

  it("keeps fewer units for a smaller share, and the shapes fit", () => {
    const layers = randomNetwork("logistic", 3);
    const [few, many] = [pruneNetwork(layers, rows, 0.8), pruneNetwork(layers, rows, 0.99)];

    for (const [index, kept] of few.kept.entries())
      expect(kept.length).toBeLessThanOrEqual(many.kept[index]?.length ?? 0);
    expect(denseParameterCount(few.layers)).toBeLessThan(denseParameterCount(many.layers));
    expect(denseParameterCount(many.layers)).toBeLessThanOrEqual(denseParameterCount(layers));
    expect(layerValues(few.layers, rows).map(({ width }) => width)).toEqual([
      ...few.kept.map((kept) => kept.length),
      1,
    ]);
  });

  it("changes the test error of a trained network by less than a point at a share of 0.999", () => {
    const design = { depth: 2, width: 12, learningRate: 0.3 };
    const recipe = { design, loss: "logistic" as const, batchSize: 20, stepBudget: 1500 };
    const run = createReferenceRun(recipe, rows, { runSeed: seed, replicaIndex: 0 });
    run.advance(recipe.stepBudget);
    const layers = denseLayers(run.weights(), weightLayout(recipe, 6));
    const pruned = pruneNetwork(layers, rows, 0.999);
    const test = makeSplit(dealt, "test", 4000);
    const [before, after] = [networkValues(layers, test), networkValues(pruned.layers, test)];
    const changed = before.reduce(
      (sum, value, row) => sum + (value >= 0 === (after[row] as number) >= 0 ? 0 : 1),
      0,
    );

    expect(pruned.kept.some((kept) => kept.length < 12)).toBe(true);
    expect(changed / 4000).toBeLessThan(0.01);
  });
});
