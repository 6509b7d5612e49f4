import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import { packBits } from "@/core/tasks/packed-bits";
import { makeSplit } from "@/core/tasks/task-instance";
import type { TaskSpec } from "@/core/tasks/task-spec";
import { errorOfValues } from "@/core/theory/baseline";
import { type BaselineName, baselineNames, baselines } from "@/core/theory/baselines";
import { bayesError } from "@/core/theory/bayes-error";
import { fitFourier } from "@/core/theory/fourier-series";
import { fitKernelRidge, type KernelName } from "@/core/theory/kernel-ridge";
import { monomialCount, monomialsUpTo } from "@/core/theory/monomials";
import { neighbourMeans } from "@/core/theory/nearest-neighbours";
import { fitPath } from "@/core/theory/polynomial-regression";
import golden from "@/tests/fixtures/baselines.json";

const labelled = {
  inputs: Float32Array.from(golden.classification.inputs),
  labels: packBits(golden.classification.labels.map((label) => label > 0)),
  rowCount: golden.classification.labels.length,
  inputDimension: 3,
};
const targeted = {
  inputs: Float32Array.from(golden.regression.inputs),
  targets: Float32Array.from(golden.regression.targets),
  rowCount: golden.regression.targets.length,
  inputDimension: 2,
};
const others = { inputs: Float32Array.from(golden.classification.others), rowCount: 12, inputDimension: 3 };
const points = { inputs: Float32Array.from(golden.regression.others), rowCount: 12, inputDimension: 2 };

function expectClose(
  values: ArrayLike<number> | undefined,
  expected: readonly number[],
  tolerance: number,
): void {
  expect(values).toHaveLength(expected.length);
  for (const [row, value] of expected.entries()) {
    expect(Math.abs((values?.[row] as number) - value)).toBeLessThan(
      tolerance * Math.max(1, Math.abs(value)),
    );
  }
}

describe("against NumPy", () => {
  it.each(golden.classification.logistic)("logistic regression of degree $degree, ridge $ridge", (entry) => {
    const [predict] = fitPath(entry.degree, labelled, [entry.ridge]);

    expectClose(predict?.(others), entry.values, 1e-4);
  });

  it("logistic regression ends at the same weights from a start nearby", () => {
    const [weak] = golden.classification.logistic.filter(({ ridge }) => ridge === 0.0001);
    if (!weak) throw new Error("the golden file has a weak ridge");
    const path = fitPath(weak.degree, labelled, [1, 0.01, weak.ridge]);

    expectClose(path.at(-1)?.(others), weak.values, 1e-4);
  });

  it.each(golden.classification.kernel)("$name kernel on labels", ({ name, scale, ridge, values }) => {
    expectClose(fitKernelRidge(name as KernelName, labelled, { scale, ridge })?.(others), values, 1e-10);
  });

  it.each(golden.regression.kernel)("$name kernel on targets", ({ name, scale, ridge, values }) => {
    expectClose(fitKernelRidge(name as KernelName, targeted, { scale, ridge })?.(points), values, 1e-10);
  });

  it.each(golden.regression.fourier)("Fourier series with $waves waves", ({ waves, values }) => {
    expectClose(fitFourier(targeted, waves)?.(points), values, 1e-8);
  });

  it("nearest neighbours, several numbers at once", () => {
    const votes = neighbourMeans(labelled, others, [1, 5, 9], false);
    for (const [index, { values }] of golden.classification.neighbours.entries()) {
      expectClose(votes[index], values, 1e-12);
    }
    const means = neighbourMeans(targeted, points, [1, 3], false);
    for (const [index, { values }] of golden.regression.neighbours.entries()) {
      expectClose(means[index], values, 1e-12);
    }
  });
});

describe("neighbourMeans", () => {
  it("leaves a row out of its own neighbours when asked to", () => {
    const [own] = neighbourMeans(targeted, targeted, [1], false);
    const [left] = neighbourMeans(targeted, targeted, [1], true);

    expectClose(own, [...targeted.targets], 1e-12);
    expect([...(left as Float64Array)].some((value, row) => value === targeted.targets[row])).toBe(false);
  });
});

describe("monomialsUpTo", () => {
  it("lists every product once, and as many as counted", () => {
    for (const [degree, dimension] of [
      [0, 4],
      [1, 5],
      [2, 6],
      [3, 4],
      [3, 24],
    ] as const) {
      const all = monomialsUpTo(degree, dimension);
      expect(all).toHaveLength(monomialCount(degree, dimension));
      expect(new Set(all.map((factors) => [...factors].sort((a, b) => a - b).join())).size).toBe(all.length);
    }
    expect(monomialsUpTo(2, 2)).toEqual([[], [0], [1], [0, 0], [0, 1], [1, 1]]);
  });
});

const publicSeed = SeedSchema.parse("00112233445566778899aabbccddeeff");
const secretSeed = SeedSchema.parse("5ec2e75eed5ec2e75eed5ec2e75eed99");

function errorOn(task: TaskSpec, inputDimension: number, name: BaselineName, rowCount: number): number {
  const dealt = { task, inputDimension, publicSeed, secretSeed };
  const test = makeSplit(dealt, "test", 2000);
  const fitted = baselines[name].fit(makeSplit(dealt, "training", rowCount));
  return errorOfValues(fitted.predict(test), test);
}

describe("baselines", () => {
  it("that are linear learn linear rules, and none with products", () => {
    expect(errorOn({ family: "k-global", k: 1 }, 8, "linear", 800)).toBeLessThan(0.04);
    expect(Math.abs(errorOn({ family: "k-local", k: 2 }, 8, "linear", 800) - 0.5)).toBeLessThan(0.06);
  });

  it("that are quadratic learn products of two, and cubic ones products of three", () => {
    expect(errorOn({ family: "k-global", k: 2 }, 8, "quadratic", 1000)).toBeLessThan(0.08);
    expect(Math.abs(errorOn({ family: "k-local", k: 3 }, 6, "quadratic", 1000) - 0.5)).toBeLessThan(0.06);
    expect(errorOn({ family: "k-local", k: 3 }, 6, "cubic", 1000)).toBeLessThan(0.15);
  });

  it("that are local or smooth learn pictures, each its own kind", () => {
    const picture = (family: "disc" | "smooth", name: BaselineName) =>
      errorOn({ family, noise: 0.1 }, 2, name, 300);
    // Measured independently with other code on similar pictures: disc Laplace .152, smooth RBF .024, Fourier .028,
    // neighbours .067.
    expect(picture("disc", "laplace-kernel")).toBeLessThan(0.22);
    const [kernel, series, neighbours] = (["rbf-kernel", "fourier", "nearest-neighbours"] as const).map(
      (name) => picture("smooth", name),
    ) as [number, number, number];
    expect(kernel).toBeLessThan(0.05);
    expect(series).toBeLessThan(0.06);
    expect(neighbours).toBeLessThan(0.1);
    expect(kernel).toBeLessThan(neighbours);
    expect(picture("disc", "constant")).toBeGreaterThan(0.4);
  });

  it("learn nothing from random labels", () => {
    for (const name of ["quadratic", "nearest-neighbours"] as const) {
      expect(Math.abs(errorOn({ family: "random-labels" }, 5, name, 300) - 0.5)).toBeLessThan(0.05);
    }
  });

  it("say what they cannot be fitted to", () => {
    const wide = {
      inputs: new Float32Array(300),
      targets: new Float32Array(10),
      rowCount: 10,
      inputDimension: 30,
    };

    expect(baselines.fourier.refusal(labelled)).toMatch(/2 inputs/);
    expect(baselines.fourier.refusal(targeted)).toBeNull();
    expect(baselines.cubic.refusal(wide)).toMatch(/at most 3500/);
    for (const name of baselineNames.filter((some) => some !== "fourier" && some !== "cubic")) {
      expect(baselines[name].refusal(wide)).toBeNull();
    }
  });
});

describe("bayesError", () => {
  it("is 0 where the answer is a function of the inputs and 1/2 for coin tosses", () => {
    expect(bayesError({ family: "k-local", k: 3 }, 10, publicSeed)).toEqual({ error: 0, standardError: 0 });
    expect(bayesError({ family: "rings", noise: 0.1 }, 2, publicSeed)).toEqual({
      error: 0,
      standardError: 0,
    });
    expect(bayesError({ family: "random-labels" }, 10, publicSeed)).toEqual({ error: 0.5, standardError: 0 });
  });

  it.each([
    [0, 0.1, 20, 0.41],
    [0, 0.3, 20, 0.227],
    [0, 0.3, 50, 0.117],
    [0.1, 0.2, 50, 0.35],
    [-0.2, 0.2, 50, 0.08],
  ])(
    "of temperatures %d and %d with %d inputs is what was measured independently",
    (betaLow, betaHigh, dimension, known) => {
      const { error, standardError } = bayesError(
        { family: "temperature", betaLow, betaHigh },
        dimension,
        publicSeed,
      );

      // Both are Monte Carlo values from 40,000 rows: five standard errors of their difference.
      expect(Math.abs(error - known)).toBeLessThan(5 * Math.SQRT2 * 0.0025);
      expect(standardError).toBeGreaterThan(0.0005);
      expect(standardError).toBeLessThan(0.003);
    },
  );
});
