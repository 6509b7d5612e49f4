import { describe, expect, it } from "vitest";
import { runLab } from "@/lab/run-lab";

async function lab(commandLine: string): Promise<{ exitCode: number; text: string; complaints: string }> {
  const lines: string[] = [];
  const said: string[] = [];
  const exitCode = await runLab(commandLine.split(" "), {
    print: (line) => lines.push(line),
    say: (line) => said.push(line),
  });
  return { exitCode, text: lines.join("\n"), complaints: said.join("\n") };
}

describe("runLab", () => {
  it.each(["help", "--help", "dataset --help"])("prints its commands: %s", async (commandLine) => {
    const { exitCode, text } = await lab(commandLine);

    expect(exitCode).toBe(0);
    for (const command of ["dataset", "train", "bank build", "bank check", "bank show"]) {
      expect(text).toContain(`\n  ${command} `);
    }
  });

  it.each([
    ["nonsense", /there are help, dataset, train/],
    ["toString", /there is no command/],
    ["dataset --count 5", /--task is one of k-local/],
    ["dataset --task nothing --count 5", /--task is one of k-local/],
    ["dataset --task k-local --order 6 --dimension 10 --count 5", /from 1 to 5/],
    ["dataset --task k-local --order 5 --dimension 4 --count 5", /at least 5 inputs/],
    ["dataset --task k-local --dimension 4 --count 5", /--order is needed/],
    ["dataset --task k-local --order 2 --count 5", /--dimension is needed/],
    ["dataset --task k-global --order 2 --dimension 9 --count 5", /even number of inputs/],
    ["dataset --task k-local --order 2 --dimension 4 --count 0", /--count is a whole number from 1/],
    ["dataset --task k-local --order 2 --dimension 4 --count 2.5", /--count is a whole number/],
    ["dataset --task k-local --order 2 --dimension 4 --count NaN", /--count is a whole number/],
    ["dataset --task k-local --order 2 --dimension 4000 --count 1000000", /at most 20000000/],
    ["dataset --task disc --count 5 --noise -0.1", /--noise is a number from 0/],
    ["dataset --task disc --count 5 --noise NaN", /--noise is a number from 0/],
    ["dataset --task disc --count 5 --order 2", /--order does not go with --task disc/],
    ["dataset --task disc --count 5 --dimension 3", /2 inputs/],
    ["dataset --task disc --count 5 --seed -1", /--seed is a whole number/],
    ["dataset --task disc --count 5 --split exam", /training, validation or test/],
    ["dataset --task disc --count 5 --no-such-option 1", /no-such-option/],
    ["dataset --task disc --count", /count/],
    ["dataset --task temperature --dimension 8 --count 5 --beta-low 0.3 --beta-high 0.1", /lower beta below/],
    [
      "dataset --task temperature --dimension 8 --count 5 --beta-low -0.6",
      /--beta-low is a number from -0.499/,
    ],
    [
      "dataset --task temperature --dimension 8 --count 5 --beta-high 0.5",
      /--beta-high is a number from -0.499 to 0.499/,
    ],
    ["dataset --task temperature --dimension 8 --count 5 --beta-high NaN", /--beta-high is a number from/],
    ["dataset --task temperature --dimension 2 --count 5", /at least 3 inputs/],
    ["dataset --task k-local --order 2 --dimension 8 --count 5 --beta-low 0", /--beta-low does not go with/],
    [
      "dataset --task hidden-manifold --dimension 3 --latent-dimension 4 --count 5",
      /as many inputs as latent/,
    ],
    ["dataset --task teacher-student --dimension 4 --hidden-count 0 --count 5", /--hidden-count is a whole/],
    ["bank pilots --threads 0", /--threads is a whole number from 1/],
    ["train --depth 1 --width 5 --learning-rate 1", /either --preset or --task/],
    ["train --preset no-such-preset --depth 1 --width 5 --learning-rate 1", /--preset is one of warm-up/],
    ["train --preset warm-up-2-local", /--depth is needed/],
    [
      "train --preset warm-up-2-local --depth 0 --width 5 --learning-rate 1",
      /--depth is a whole number from 1/,
    ],
    ["train --preset warm-up-2-local --depth 1 --width 5 --learning-rate 0", /--learning-rate is a number/],
    ["train --preset warm-up-2-local --count 9 --depth 1 --width 5 --learning-rate 1", /full recipe/],
    [
      "train --preset warm-up-2-local --depth 1 --width 5 --learning-rate 1 --engine abacus",
      /wasm, javascript/,
    ],
    ["train --preset warm-up-2-local --depth 1 --width 5 --learning-rate 1 --replicas 0", /--replicas is/],
    ["train --task ball --dimension 4 --count 50 --batch 0 --epochs 1 --depth 1 --width 5", /--batch is/],
    ["baseline --predictor linear", /--preset is one of/],
    ["baseline --preset warm-up-2-local", /--predictor is one of bayes, /],
    ["baseline --preset warm-up-2-local --predictor oracle", /not "oracle"/],
    ["baseline --preset warm-up-2-local --predictor fourier", /2 inputs/],
    ["baseline --preset warm-up-2-local --predictor constant", /at 0.5/],
    ["bank", /build, pilots, baselines, check or show/],
    ["bank burn", /build, pilots, baselines, check or show/],
    ["bank build --deck no-such-deck", /--deck is one of warm-up/],
    ["bank build --threads 0", /--threads is a whole number from 1/],
    ["bank show --preset warm-up-2-local --deck warm-up", /does not go with --preset/],
    ["bank check twice", /nothing called "twice"/],
  ])("says what is allowed instead of: %s", async (commandLine, words) => {
    const { exitCode, text, complaints } = await lab(commandLine);

    expect(exitCode).toBe(2);
    expect(text).toBe("");
    expect(complaints).toMatch(words);
  });
});

describe("dataset", () => {
  const threeLocal = "dataset --task k-local --order 3 --dimension 8 --count 200 --seed 7";

  it("prints inputs from which the secret's indices give every label", async () => {
    for (const task of [
      "k-local --order 3 --dimension 8",
      "k-global --order 2 --dimension 8",
      "parity --order 4 --dimension 9",
    ]) {
      const { exitCode, text } = await lab(`dataset --task ${task} --count 300 --seed 11 --reveal --json`);
      const { inputs, labels, secret, parameters } = JSON.parse(text);

      expect(exitCode).toBe(0);
      expect(inputs).toHaveLength(300);
      for (const [row, values] of inputs.entries()) {
        const product = (shift: number) =>
          secret.indices.reduce(
            (value: number, index: number) => value * values[(index + shift) % parameters.dimension],
            1,
          );
        const shifts = secret.family === "k-global" ? parameters.dimension : 1;
        const sum = Array.from({ length: shifts }, (_, shift) => product(shift)).reduce((a, b) => a + b, 0);
        expect(labels[row]).toBe(sum >= 0 ? 1 : -1);
      }
    }
  });

  it("names task and parameters, and tells the secret only when asked", async () => {
    const { task, parameters, secret } = JSON.parse((await lab(`${threeLocal} --json`)).text);

    expect({ task, parameters, secret }).toEqual({
      task: "k-local",
      parameters: { order: 3, dimension: 8 },
      secret: undefined,
    });
    expect((await lab(threeLocal)).complaints).toBe("");
    expect((await lab(`${threeLocal} --reveal`)).complaints).toContain('"indices"');
  });

  it("prints the same numbers as CSV, one row per sample under a head", async () => {
    const csv = (await lab(threeLocal)).text.split("\n").map((line) => line.split(","));
    const { inputs, labels } = JSON.parse((await lab(`${threeLocal} --json`)).text);

    expect(csv[0]).toEqual([..."01234567"].map((index) => `x${index}`).concat("label"));
    expect(csv.slice(1).map((line) => line.map(Number))).toEqual(
      inputs.map((values: number[], row: number) => [...values, labels[row]]),
    );
  });

  it("gives regression tasks targets, noisy in training only", async () => {
    const { targets } = JSON.parse((await lab("dataset --task disc --count 50 --noise 0.5 --json")).text);
    const test = JSON.parse(
      (await lab("dataset --task disc --count 50 --noise 0.5 --json --split test")).text,
    );

    expect(new Set(targets).size).toBe(50);
    expect(new Set(test.targets)).toEqual(new Set([0, 1]));
  });

  it("takes negative numbers and hexadecimal seeds", async () => {
    const chain = "dataset --task temperature --dimension 6 --beta-low -0.2 --beta-high 0.2 --count 3 --json";
    const { parameters } = JSON.parse((await lab(chain)).text);

    expect(parameters).toEqual({ betaLow: -0.2, betaHigh: 0.2, dimension: 6 });
    const seed = "0123456789abcdef0123456789abcdef";
    expect(JSON.parse((await lab(`${threeLocal.replace("7", seed)} --json`)).text).seed).toBe(seed);
  });
});

describe("baseline", () => {
  it("fits a predictor to instances of a preset", async () => {
    const { exitCode, text } = await lab(
      "baseline --preset warm-up-2-local --predictor quadratic --replicas 2 --json",
    );
    const { replicas, meanTestError } = JSON.parse(text);

    expect(exitCode).toBe(0);
    expect(replicas).toHaveLength(2);
    expect(replicas[0].choices.ridge).toBeGreaterThan(0);
    expect(meanTestError).toBeGreaterThan(0);
    expect(meanTestError).toBeLessThan(0.1);
  });

  it("knows the floor", async () => {
    expect((await lab("baseline --preset warm-up-2-local --predictor bayes")).text).toContain("0.0000");
  });
});

describe("train", () => {
  it("trains every replica on an instance of its own and tells how it ended", async () => {
    const commandLine =
      "train --preset warm-up-2-local --depth 1 --width 10 --learning-rate 0.3 --replicas 2 --json";
    const { exitCode, text } = await lab(commandLine);
    const { replicas, meanTestError } = JSON.parse(text);

    expect(exitCode).toBe(0);
    expect(replicas).toHaveLength(2);
    expect(replicas[0].testError).not.toBe(replicas[1].testError);
    for (const replica of replicas) {
      expect(replica.testError).toBeLessThan(0.1);
      expect(replica.validationError).toBeLessThan(0.1);
      expect(replica.trainError).toBeLessThan(0.1);
      expect(replica.stopped).toMatch(/^(converged|budget-spent)$/);
      expect(replica.seconds).toBeGreaterThan(0);
      // 4 D H + 6 H operations per row, 50 rows per step.
      expect(replica.flops).toBe(replica.steps * 50 * (4 * 10 * 10 + 6 * 10));
    }
    expect(meanTestError).toBeCloseTo((replicas[0].testError + replicas[1].testError) / 2, 12);
  });

  it("trains any task, and counts a diverged run as chance", async () => {
    const task = "train --task disc --count 100 --batch 50 --epochs 30 --depth 2 --width 10 --json";
    const fine = JSON.parse((await lab(`${task} --learning-rate 0.1 --replicas 1 --engine javascript`)).text);
    const broken = JSON.parse((await lab(`${task} --learning-rate 90 --replicas 1`)).text);

    expect(fine.loss).toBe("squared");
    expect(fine.replicas[0]).toMatchObject({ steps: 60, stopped: "budget-spent" });
    expect(broken.replicas[0].stopped).toBe("diverged");
    expect(broken.replicas[0].testError).toBeGreaterThan(0.4);
    expect(broken.replicas[0].testError).toBeLessThanOrEqual(0.5);
  });
});
