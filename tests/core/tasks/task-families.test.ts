import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import { packedByteCount, unpackBit } from "@/core/tasks/packed-bits";
import { publicInputs, type Split } from "@/core/tasks/public-inputs";
import { RuleSchema } from "@/core/tasks/rule";
import { makeSplit, ruleOfInstance, type TaskInstance } from "@/core/tasks/task-instance";
import {
  dealRule,
  hypothesisOf,
  labelsOf,
  ruleValue,
  taskFamilies,
  taskRefusal,
} from "@/core/tasks/task-registry";
import { TaskSpecSchema } from "@/core/tasks/task-spec";
import type { TrainingRows } from "@/core/training/recipe";

const publicSeed = SeedSchema.parse("00112233445566778899aabbccddeeff");
const otherPublicSeed = SeedSchema.parse("10112233445566778899aabbccddeeff");
const secretSeed = SeedSchema.parse("5ec2e75eed5ec2e75eed5ec2e75eed99");
const otherSecretSeed = SeedSchema.parse("70c2e75eed5ec2e75eed5ec2e75eed99");
const splits: readonly Split[] = ["training", "validation", "test"];
const rowCount = 400;
const familiesWithOneRule = ["temperature", "ball", "random-labels"];

function outputsOf(rows: TrainingRows): number[] {
  if ("targets" in rows) return [...rows.targets];
  return Array.from({ length: rows.rowCount }, (_, row) => (unpackBit(rows.labels, row) === 1 ? 1 : -1));
}

/** Standard deviations between a share of ones and a half. */
function imbalance(signs: readonly number[]): number {
  const positive = signs.filter((sign) => sign > 0).length;
  return Math.abs(positive - signs.length / 2) / Math.sqrt(signs.length / 4);
}

describe.each(Object.entries(taskFamilies))("the family %s", (name, family) => {
  const { task, inputDimension } = family.example;
  const instance: TaskInstance = { task, inputDimension, publicSeed, secretSeed };
  const rowsOf = (split: Split, count = rowCount, given: Partial<TaskInstance> = {}) =>
    makeSplit({ ...instance, ...given }, split, count);

  it("declares an example that its schema and its own refusal let pass, and a name on the ballot", () => {
    expect(task.family).toBe(name);
    expect(TaskSpecSchema.parse(task)).toEqual(task);
    expect(taskRefusal(task, inputDimension)).toBeNull();
    expect(hypothesisOf(task).length).toBeGreaterThan(2);
  });

  it("is determined by its seeds", () => {
    const rule = ruleOfInstance(instance);
    expect(RuleSchema.parse(JSON.parse(JSON.stringify(rule)))).toEqual(rule);
    expect(ruleOfInstance(instance)).toEqual(rule);
    for (const split of splits) expect(rowsOf(split)).toEqual(rowsOf(split));
  });

  it("deals another rule to another secret seed, if the family has more than one", () => {
    const same = familiesWithOneRule.includes(name);
    const isEqual =
      JSON.stringify(dealRule(task, secretSeed, inputDimension)) ===
      JSON.stringify(dealRule(task, otherSecretSeed, inputDimension));
    expect(isEqual).toBe(same);
    const before = outputsOf(rowsOf("test"));
    const after = outputsOf(rowsOf("test", rowCount, { secretSeed: otherSecretSeed }));
    expect(after.every((output, row) => output === before[row])).toBe(name === "ball");
  });

  it("makes finite float32 rows of the declared shape and kind", () => {
    for (const split of splits) {
      const rows = rowsOf(split);
      expect(rows.inputs).toHaveLength(rowCount * inputDimension);
      expect(rows.inputs.every(Number.isFinite)).toBe(true);
      expect(rows).toMatchObject({ rowCount, inputDimension });
      expect("labels" in rows ? "classification" : "regression").toBe(family.kind);
      if ("labels" in rows) expect(rows.labels).toHaveLength(packedByteCount(rowCount));
      else {
        expect(rows.targets).toHaveLength(rowCount);
        expect(rows.targets.every(Number.isFinite)).toBe(true);
        expect(new Set(rows.targets).size).toBeGreaterThan(1);
      }
    }
  });

  it("keeps its splits apart", () => {
    const seen = splits.flatMap((split) => {
      const { inputs } = rowsOf(split);
      return Array.from({ length: rowCount }, (_, row) =>
        inputs.subarray(row * inputDimension, (row + 1) * inputDimension).join(),
      );
    });
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("makes a shorter split the beginning of a longer one", () => {
    for (const split of splits) {
      const [short, long] = [rowsOf(split, 64), rowsOf(split, rowCount)];
      expect(short.inputs).toEqual(long.inputs.subarray(0, 64 * inputDimension));
      expect(outputsOf(short)).toEqual(outputsOf(long).slice(0, 64));
    }
  });

  it("balances its classes, or has targets with a spread", () => {
    const outputs = outputsOf(rowsOf("test", 20_000));
    if (family.kind === "classification") {
      expect(imbalance(outputs)).toBeLessThan(4);
      return;
    }
    const mean = outputs.reduce((sum, value) => sum + value, 0) / outputs.length;
    const variance = outputs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / outputs.length;
    expect(Math.sqrt(variance)).toBeGreaterThan(0.2);
    expect(Math.sqrt(variance)).toBeLessThan(2);
  });

  it("lets devices make its public inputs without the secret, and only these", () => {
    const { inputs } = rowsOf("training", rowCount, { secretSeed: otherSecretSeed });
    if (family.inputs === "sent") {
      expect(inputs).not.toEqual(rowsOf("training").inputs);
      expect(rowsOf("training", rowCount, { publicSeed: otherPublicSeed })).toEqual(rowsOf("training"));
      return;
    }
    expect(inputs).toEqual(rowsOf("training").inputs);
    expect(inputs).toEqual(publicInputs(publicSeed, "training", rowCount, inputDimension, family.inputs));
  });

  it("adds noise to training targets only, from the secret seed", () => {
    if (family.kind === "classification") return;
    const rule = ruleOfInstance(instance);
    for (const split of splits) {
      const rows = rowsOf(split, 2000);
      const values = Array.from({ length: rows.rowCount }, (_, row) =>
        ruleValue(rule, rows.inputs, row * inputDimension, inputDimension),
      );
      const distances = outputsOf(rows).map((target, row) => target - (values[row] as number));
      const deviation = Math.sqrt(distances.reduce((sum, value) => sum + value ** 2, 0) / rows.rowCount);
      const noise = "noise" in task ? task.noise : 0;
      if (split !== "training") expect(deviation).toBeLessThan(1e-6);
      else expect(Math.abs(deviation / noise - 1)).toBeLessThan(0.08); // five standard errors
    }
  });

  it("gives labels that follow from the rule where they are a function of the inputs", () => {
    if (family.kind === "regression") return;
    const rows = rowsOf("validation");
    const rule = ruleOfInstance(instance);
    if ("rowSampler" in family) {
      expect(() => labelsOf(rule, rows.inputs, rowCount, inputDimension)).toThrow(/no labels/);
      return;
    }
    expect("labels" in rows && rows.labels).toEqual(labelsOf(rule, rows.inputs, rowCount, inputDimension));
  });
});

describe("publicInputs", () => {
  it("keeps its bits from version to version", () => {
    expect([...publicInputs(publicSeed, "test", 1, 3)]).toMatchInlineSnapshot(`
      [
        -0.1095784530043602,
        -0.7734076976776123,
        0.8073148131370544,
      ]
    `);
    expect([...publicInputs(publicSeed, "test", 1, 3, "symmetric-cube")]).toMatchInlineSnapshot(`
      [
        -0.0872562974691391,
        -0.560718834400177,
        0.5805149078369141,
      ]
    `);
  });

  it.each([
    { distribution: "normal", mean: 0, variance: 1, low: -7, high: 7 },
    { distribution: "symmetric-cube", mean: 0, variance: 1 / 3, low: -1, high: 1 },
    { distribution: "unit-cube", mean: 0.5, variance: 1 / 12, low: 0, high: 1 },
    { distribution: "signs", mean: 0, variance: 1, low: -1, high: 1 },
  ] as const)("has the law $distribution", ({ distribution, mean, variance, low, high }) => {
    const values = [...publicInputs(publicSeed, "training", 20_000, 2, distribution)];
    const average = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;

    expect(Math.abs(average - mean)).toBeLessThan(0.025);
    expect(Math.abs(spread / variance - 1)).toBeLessThan(0.04);
    expect(Math.min(...values.slice(0, 5000))).toBeGreaterThanOrEqual(low);
    expect(Math.max(...values.slice(0, 5000))).toBeLessThanOrEqual(high);
  });
});

describe("taskRefusal", () => {
  it.each([
    [{ family: "k-local", k: 5 }, 4, /at least 5 inputs/],
    [{ family: "k-global", k: 3 }, 2, /at least 3 inputs/],
    [{ family: "k-global", k: 2 }, 9, /even number of inputs/],
    [{ family: "k-global", k: 2 }, 2, /at least 4/],
    [{ family: "parity", k: 7 }, 6, /at least 7/],
    [{ family: "temperature", betaLow: 0.3, betaHigh: 0.1 }, 10, /lower beta below/],
    [{ family: "temperature", betaLow: 0.1, betaHigh: 0.3 }, 2, /at least 3/],
    [{ family: "disc", noise: 0.1 }, 3, /2 inputs/],
    [{ family: "singular", alpha: 1, beta: 1, jump: 1, noise: 0 }, 1, /2 to 100/],
    [{ family: "hidden-manifold", latentDimension: 8 }, 7, /at least as many inputs/],
    [{ family: "teacher-student", hiddenCount: 50, noise: 0 }, 401, /at most 20000/],
    [{ family: "ball" }, 1001, /at most 1000/],
    [{ family: "ball" }, 0, /from 1 on/],
    [{ family: "ball" }, 2.5, /whole number/],
  ] as const)("says what is allowed: %o with %d inputs", (task, inputDimension, words) => {
    expect(taskRefusal(task, inputDimension)).toMatch(words);
    expect(() => dealRule(task, secretSeed, inputDimension)).toThrow(words);
  });

  it.each([
    { family: "k-local", k: 0 },
    { family: "k-local", k: 6 },
    { family: "k-global", k: 1.5 },
    { family: "temperature", betaLow: -0.5, betaHigh: 0.2 },
    { family: "temperature", betaLow: Number.NaN, betaHigh: 0.2 },
    { family: "disc", noise: -0.1 },
    { family: "disc", noise: Number.NaN },
    { family: "singular", alpha: 0, beta: 1, jump: 1, noise: 0.1 },
    { family: "nothing" },
  ])("has a schema before it that refuses %o", (task) => {
    expect(TaskSpecSchema.safeParse(task).success).toBe(false);
  });
});
