import { describe, expect, it } from "vitest";
import { mean, standardError } from "@/core/numerics/statistics";
import { SeedSchema } from "@/core/random/seed";
import { packBits } from "@/core/tasks/packed-bits";
import { makeSplit } from "@/core/tasks/task-instance";
import type { TaskSpec } from "@/core/tasks/task-spec";
import { answersOf, errorOfValues } from "@/core/theory/baseline";
import { heNetwork, type LimitKernel } from "@/core/theory/ntk-kernel";
import { fitLimitRegression } from "@/core/theory/ntk-regression";
import { createReferenceRun } from "@/core/training/reference-trainer";
import golden from "@/tests/fixtures/theory/golden-theory.json";

const labelled = {
  inputs: Float32Array.from(golden.regression.inputs),
  labels: packBits(golden.regression.labels.map((label) => label > 0)),
  rowCount: 40,
  inputDimension: 5,
};
const others = { inputs: Float32Array.from(golden.regression.others), rowCount: 10, inputDimension: 5 };

function seedNumber(number: number) {
  return SeedSchema.parse(number.toString(16).padStart(32, "0"));
}

function splits(
  task: TaskSpec,
  [inputDimension, rowCount]: [number, number],
  number: number,
  testCount = 1000,
) {
  const dealt = {
    task,
    inputDimension,
    publicSeed: seedNumber(number),
    secretSeed: seedNumber(number + 1000),
  };
  return { training: makeSplit(dealt, "training", rowCount), test: makeSplit(dealt, "test", testCount) };
}

function ntkError(
  task: TaskSpec,
  [inputDimension, rowCount]: [number, number],
  depth: number,
  number: number,
) {
  const { training, test } = splits(task, [inputDimension, rowCount], number);
  const fitted = fitLimitRegression(training, { kernel: "ntk", network: heNetwork(depth) });
  if (fitted === null) throw new Error("random inputs have a regular kernel matrix");
  return errorOfValues(fitted.predict(test), test);
}

describe("fitLimitRegression", () => {
  it.each(golden.regression.cases)(
    "predicts what NumPy does: $kernel, depth $depth, ridge $ridge",
    ({ kernel, depth, biasVariance, ridge, values }) => {
      const network = { depth, weightVariance: 2, biasVariance };
      const fitted = fitLimitRegression(labelled, { kernel: kernel as LimitKernel, network, ridge });
      const predicted = fitted?.predict(others) ?? [];

      for (const [row, value] of values.entries()) expect(predicted[row]).toBeCloseTo(value, 9);
    },
  );

  it("hits its own training rows without a ridge, and says how far it misses them with one", () => {
    const answers = answersOf(labelled);
    for (const ridge of [0, 1e-10, 0.1]) {
      const fitted = fitLimitRegression(labelled, { kernel: "ntk", network: heNetwork(2), ridge });
      const values = fitted?.predict(labelled) ?? new Float64Array(40);
      const residuals = values.map((value, row) => Math.abs(value - (answers[row] as number)));
      expect(Math.max(...residuals)).toBeCloseTo(fitted?.largestResidual ?? Number.NaN, 9);
      expect(Math.max(...residuals) > 0.01).toBe(ridge === 0.1);
    }
  });

  it("says that there is none for equal rows without a ridge", () => {
    const pairs = [1, 2, 1, 2, 1, 2, 1, 2];
    const twice = {
      inputs: Float32Array.from(pairs),
      labels: Uint8Array.of(1),
      rowCount: 4,
      inputDimension: 2,
    };

    expect(fitLimitRegression(twice, { kernel: "ntk", network: heNetwork(1), ridge: 0 })).toBeNull();
  });

  // NTK min-norm regression computed independently with other code; two seeds each, s.e. of an entry about 0.011.
  it.each([
    ["k-local", 2, 40, 500, 1, [0.396, 0.405]],
    ["k-global", 2, 40, 500, 1, [0.31, 0.367]],
    ["k-global", 2, 40, 500, 7, [0.388, 0.42]],
    ["k-global", 3, 20, 1000, 7, [0.444, 0.418]],
  ] as const)("has the error of the check table: %s of order %d, D = %d, N = %d, depth %d", (...entry) => {
    const [family, k, inputDimension, rowCount, depth, known] = entry;
    const errors = [1, 2, 3].map((number) =>
      ntkError({ family, k }, [inputDimension, rowCount], depth, number),
    );

    // Instances differ by about 0.03, as the table's own pairs do: four standard errors of the difference.
    expect(Math.abs(mean(errors) - mean(known))).toBeLessThan(4 * 0.03);
  });

  it("of one hidden layer without biases learns nothing of odd rules of order 3, deeper ones do", () => {
    const errors = (depth: number) =>
      [4, 5].map((number) => ntkError({ family: "k-global", k: 3 }, [14, 700], depth, number));

    expect(Math.abs(mean(errors(1)) - 0.5)).toBeLessThan(0.03);
    expect(mean(errors(3))).toBeLessThan(0.44);
  });
});

describe("1-local and 1-global labels", () => {
  it("are the same for the NTK, up to the draw of the data", () => {
    const difference = (depth: number) =>
      Array.from({ length: 12 }, (_, index) => {
        const local = ntkError({ family: "k-local", k: 1 }, [20, 150], depth, 100 + index);
        return local - ntkError({ family: "k-global", k: 1 }, [20, 150], depth, 200 + index);
      });

    for (const depth of [1, 4]) {
      const differences = difference(depth);
      expect(Math.abs(mean(differences))).toBeLessThan(3.5 * standardError(differences));
      // The comparison is worth something: a difference of two points would be seen.
      expect(standardError(differences)).toBeLessThan(0.01);
    }
  });

  it("are the same for trained networks, up to the draw of data and start", () => {
    const error = (family: "k-local" | "k-global", number: number) => {
      const { training, test } = splits({ family, k: 1 }, [10, 100], number, 500);
      const design = { depth: 2, width: 8, learningRate: 0.1 };
      const recipe = { design, loss: "logistic" as const, batchSize: 10, stepBudget: 400 };
      const run = createReferenceRun(recipe, training, { runSeed: seedNumber(number), replicaIndex: 0 });
      run.advance(recipe.stepBudget);
      return run.evaluate(test).error;
    };
    const differences = Array.from(
      { length: 16 },
      (_, index) => error("k-local", 300 + index) - error("k-global", 400 + index),
    );

    expect(Math.abs(mean(differences))).toBeLessThan(3.5 * standardError(differences));
    expect(standardError(differences)).toBeLessThan(0.016);
  });
});
