import { describe, expect, it } from "vitest";
import { type Seed, SeedSchema } from "@/core/random/seed";
import { unpackBit } from "@/core/tasks/packed-bits";
import { publicInputs } from "@/core/tasks/public-inputs";
import type { Rule, RuleOf } from "@/core/tasks/rule";
import { dealRule, labelsOf, ruleValue } from "@/core/tasks/task-registry";
import type { TaskSpec } from "@/core/tasks/task-spec";

type ProductTask = Extract<TaskSpec, { family: "k-local" | "k-global" }>;
type ProductRule = RuleOf<"k-local"> | RuleOf<"k-global">;

const publicSeed = SeedSchema.parse("00112233445566778899aabbccddeeff");
const secretSeeds = Array.from({ length: 20 }, (_, index) =>
  SeedSchema.parse((index + 1).toString(16).padStart(32, "c")),
);
const [secretSeed] = secretSeeds as [Seed];
const rowCount = 400;

const tasks = ([1, 2, 3, 4, 5] as const).flatMap((k): { task: ProductTask; dimension: number }[] => [
  { task: { family: "k-local", k }, dimension: 10 },
  { task: { family: "k-global", k }, dimension: k === 4 ? 12 : 10 },
]);

function dealt(task: ProductTask, seed: Seed, dimension: number): ProductRule {
  const rule = dealRule(task, seed, dimension);
  if (rule.family !== "k-local" && rule.family !== "k-global") throw new Error("a product rule");
  return rule;
}

describe.each(tasks)("$task.k $task.family", ({ task, dimension }) => {
  const inputs = publicInputs(publicSeed, "training", rowCount, dimension);
  const rule = dealt(task, secretSeed, dimension);
  const signs = (someRule: Rule, rows: Float32Array) =>
    Array.from({ length: rowCount }, (_, row) =>
      unpackBit(labelsOf(someRule, rows, rowCount, dimension), row),
    );
  const mapRows = (value: (row: number, column: number) => number) =>
    Float32Array.from({ length: rowCount * dimension }, (_, index) =>
      value(Math.floor(index / dimension), index % dimension),
    );
  const at = (row: number, column: number) => inputs[row * dimension + (column % dimension)] as number;

  it("deals k distinct coordinates inside the input, and more than one rule", () => {
    const rules = secretSeeds.map((seed) => dealt(task, seed, dimension));
    for (const some of rules) {
      const places = some.family === "k-local" ? some.indices : some.offsets;
      expect(new Set(places).size).toBe(task.k);
      expect(places.every((place) => place >= 0 && place < dimension)).toBe(true);
    }
    const isAlwaysTheSame = task.family === "k-global" && task.k === 1;
    expect(new Set(rules.map((some) => JSON.stringify(some))).size > 1).toBe(!isAlwaysTheSame);
  });

  it("is exactly balanced: a measure-preserving change of the inputs turns every label", () => {
    // Along the ring, coordinate j * unit is number j; every product has one of each k numbers in a row.
    const unit = rule.family === "k-global" ? (rule.offsets[1] ?? 1) : 1;
    const numberOf = new Map(Array.from({ length: dimension }, (_, j) => [(j * unit) % dimension, j]));
    const isTurned = (column: number) => {
      if (rule.family === "k-local") return column === rule.indices[0];
      return task.k % 2 === 1 || (numberOf.get(column) as number) % task.k === 0;
    };
    const turned = mapRows((row, column) => (isTurned(column) ? -at(row, column) : at(row, column)));

    expect(signs(rule, turned)).toEqual(signs(rule, inputs).map((bit) => 1 - bit));
  });

  it("keeps its labels under the symmetry of its family", () => {
    if (rule.family === "k-global") {
      const value = (rows: Float32Array) => ruleValue(rule, rows, 0, dimension);
      for (let shift = 1; shift < dimension; shift += 1) {
        const shifted = mapRows((row, column) => at(row, column + shift));
        expect(value(shifted)).toBeCloseTo(value(inputs), 10);
      }
      return;
    }
    const others = Array.from({ length: dimension }, (_, index) => index).filter(
      (index) => !rule.indices.includes(index),
    );
    const source = Array.from({ length: dimension }, (_, index) => index);
    for (const [position, other] of others.entries()) {
      source[other] = others[(position + 1) % others.length] as number;
    }
    const permuted = mapRows((row, column) => at(row, source[column] as number));
    expect(signs(rule, permuted)).toEqual(signs(rule, inputs));
  });

  it("agrees with the definition written out in plain arithmetic", () => {
    for (let row = 0; row < 50; row += 1) {
      const product = (columns: number[]) => columns.reduce((value, column) => value * at(row, column), 1);
      const expected =
        rule.family === "k-local"
          ? product(rule.indices)
          : Array.from({ length: dimension }, (_, shift) =>
              product(rule.offsets.map((offset) => offset + shift)),
            ).reduce((sum, term) => sum + term, 0);
      expect(ruleValue(rule, inputs, row * dimension, dimension)).toBe(expected);
    }
  });
});

describe("2-global", () => {
  it("has an odd offset coprime to D and never D/2", () => {
    for (const dimension of [4, 10, 16, 24, 30]) {
      for (const seed of secretSeeds) {
        const rule = dealt({ family: "k-global", k: 2 }, seed, dimension);
        const offset = rule.family === "k-global" ? (rule.offsets[1] as number) : Number.NaN;
        expect(offset % 2).toBe(1);
        expect(offset).not.toBe(dimension / 2);
        const reached = new Set(Array.from({ length: dimension }, (_, step) => (step * offset) % dimension));
        expect(reached.size).toBe(dimension);
      }
    }
  });
});

describe("the rules of the first decks", () => {
  it("keep the coordinates that they had before there were other families", () => {
    const seed = SeedSchema.parse("b2258761d4b2f9d2a1e7c9f304d5e6a7");
    expect(dealRule({ family: "k-local", k: 4 }, seed, 16)).toMatchInlineSnapshot(`
      {
        "family": "k-local",
        "indices": [
          3,
          7,
          10,
          14,
        ],
      }
    `);
    expect(dealRule({ family: "k-global", k: 3 }, seed, 16)).toMatchInlineSnapshot(`
      {
        "family": "k-global",
        "offsets": [
          0,
          11,
          6,
        ],
      }
    `);
  });
});
