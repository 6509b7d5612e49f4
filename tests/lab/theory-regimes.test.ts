import { describe, expect, it } from "vitest";
import { runLab } from "@/lab/run-lab";

async function lab(commandLine: string): Promise<{ exitCode: number; text: string; complaints: string }> {
  const lines: string[] = [];
  const said: string[] = [];
  const exitCode = await runLab(`theory ${commandLine}`.split(" "), {
    print: (line) => lines.push(line),
    say: (line) => said.push(line),
  });
  return { exitCode, text: lines.join("\n"), complaints: said.join("\n") };
}

async function json(commandLine: string) {
  const { exitCode, text } = await lab(`${commandLine} --json`);
  expect(exitCode).toBe(0);
  return JSON.parse(text);
}

describe("theory degrees-of-freedom", () => {
  const design = "--preset warm-up-2-local --depth 2 --width 20 --learning-rate 0.3";

  it("says what the layers of a trained network use, and what pruning changes", async () => {
    const { layers, prunings, testError, parameterCount } = await json(`degrees-of-freedom ${design}`);

    expect(testError).toBeLessThan(0.15);
    expect(parameterCount).toBe(10 * 20 + 20 + 20 * 20 + 20 + 21);
    expect(layers.map(({ eigenvalues }: { eigenvalues: number[] }) => eigenvalues.length)).toEqual([20, 20]);
    for (const { degreesOfFreedom } of layers) {
      const values = degreesOfFreedom.map(({ value }: { value: number }) => value);
      expect(values).toEqual(values.toSorted((a: number, b: number) => a - b));
      expect(values.at(-1)).toBeLessThanOrEqual(20);
    }
    const errors = prunings.map((pruning: { testError: number }) => pruning.testError);
    expect(Math.abs(errors.at(-1) - testError)).toBeLessThan(0.01);
    expect(prunings[0].parameterCount).toBeLessThan(parameterCount);
  });

  it("takes one regularisation and one share", async () => {
    const { layers, prunings } = await json(`degrees-of-freedom ${design} --lambda 0.5 --share 1`);

    expect(layers[0].degreesOfFreedom).toHaveLength(1);
    expect(layers[0].degreesOfFreedom[0].lambda).toBe(0.5);
    expect(prunings).toHaveLength(1);
    expect((await lab(`degrees-of-freedom ${design}`)).text).toContain("suzuki-poster.pruning: ");
  });
});

describe("other topics of what is learned when", () => {
  it("prints double descent", async () => {
    const { points } = await json("double-descent --features 10,40,160 --count 40 --replicas 5");

    const errors = points.map(({ medianError }: { medianError: number }) => medianError);
    expect(Math.max(...errors)).toBe(errors[1]);
  });

  it("prints jamming", async () => {
    const { points, criticalRatio, parameterCount } = await json(
      "jamming --width 6 --steps 800 --ratios 0.1,2 --replicas 3",
    );

    expect(parameterCount).toBe(114);
    expect(points[0].runs).toHaveLength(3);
    for (const { unsatisfiedCount } of points[1].runs) expect(unsatisfiedCount).toBeGreaterThan(114 / 4);
    expect(criticalRatio).toBeGreaterThan(points[0].ratio);
    expect(criticalRatio).toBeLessThan(2);
  });

  it("prints the effective dimension of a preset's inputs and of a cloud", async () => {
    const { estimate, calibrated } = await json("effective-dimension --dimension 3");

    expect(Math.abs(calibrated - 3)).toBeLessThan(0.3);
    expect(Math.abs(estimate - 3)).toBeLessThan(0.3);
    expect((await lab("effective-dimension --preset pictures-disc")).text).toMatch(
      /estimate (1\.9|2\.0)\d of 2 inputs/,
    );
  });

  it.each([
    ["degrees-of-freedom --preset warm-up-2-local", /--depth is needed/],
    ["degrees-of-freedom --preset warm-up-2-local --depth 1 --width 4 --learning-rate 90", /diverged/],
    ["degrees-of-freedom --depth 1 --width 4 --learning-rate 1", /--preset is one of/],
    ["double-descent --features 20,10", /--features is an ascending list/],
    ["double-descent --features 20,x", /--features is an ascending list/],
    ["double-descent --features 2.5", /whole numbers/],
    ["double-descent --ridge 1e-12", /--ridge is 0 or at least/],
    ["jamming --ratios 0,1", /--ratios is an ascending list/],
    ["jamming --width 1", /--width is a whole number from 2/],
    ["effective-dimension", /--dimension is needed/],
    ["effective-dimension --preset pictures-disc --dimension 2", /--dimension does not go/],
  ])("says what is allowed instead of: %s", async (commandLine, words) => {
    const { exitCode, complaints } = await lab(commandLine);

    expect(complaints).toMatch(words);
    expect(exitCode).toBe(2);
  });
});
