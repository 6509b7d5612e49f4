import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import { decks, findDeck } from "@/core/tasks/decks";
import { unpackBit } from "@/core/tasks/packed-bits";
import { findPreset, presets, presetsOfDeck } from "@/core/tasks/presets";
import { publicInputs } from "@/core/tasks/public-inputs";
import { dealRule, labelsOf, type Rule, RuleSchema, ruleValue } from "@/core/tasks/task-registry";

const publicSeed = SeedSchema.parse("00112233445566778899aabbccddeeff");
const secretSeeds = Array.from({ length: 20 }, (_, index) =>
  SeedSchema.parse((index + 1).toString(16).padStart(32, "c")),
);
const [secretSeed] = secretSeeds as [(typeof secretSeeds)[0]];

describe("decks", () => {
  it("have distinct ids and hold exactly one preset for each of their hypotheses", () => {
    expect(new Set(decks.map((deck) => deck.deckId)).size).toBe(decks.length);
    for (const deck of decks) {
      expect(findDeck(deck.deckId)).toBe(deck);
      expect(presetsOfDeck(deck.deckId).map((preset) => preset.hypothesis)).toEqual(deck.hypotheses);
      expect(deck.trainingSampleCount % deck.batchSize).toBe(0);
    }
  });
});

describe.each(presets)("preset $presetId", (preset) => {
  const deck = findDeck(preset.deckId);
  if (!deck) throw new Error("a preset names its deck");
  const dimension = deck.inputDimension;
  const rowCount = 400;
  const inputs = publicInputs(publicSeed, "training", rowCount, dimension);
  const rule = dealRule(preset.task, secretSeed, dimension);
  const signs = (someRule: Rule, rows: Float32Array) =>
    Array.from({ length: rowCount }, (_, row) =>
      unpackBit(labelsOf(someRule, rows, rowCount, dimension), row),
    );
  const mapRows = (value: (row: number, column: number) => number) =>
    Float32Array.from({ length: rowCount * dimension }, (_, index) =>
      value(Math.floor(index / dimension), index % dimension),
    );
  const at = (row: number, column: number) => inputs[row * dimension + (column % dimension)] as number;

  it("is found by its id", () => {
    expect(findPreset(preset.presetId)).toBe(preset);
  });

  it("is determined by its seeds", () => {
    expect(publicInputs(publicSeed, "training", rowCount, dimension)).toEqual(inputs);
    expect(dealRule(preset.task, secretSeed, dimension)).toEqual(rule);
    expect(RuleSchema.parse(JSON.parse(JSON.stringify(rule)))).toEqual(rule);
  });

  it("makes finite float32 inputs and one bit per row", () => {
    expect(inputs).toHaveLength(rowCount * dimension);
    expect(inputs.every(Number.isFinite)).toBe(true);
    expect(labelsOf(rule, inputs, rowCount, dimension)).toHaveLength(rowCount / 8);
  });

  it("deals k distinct coordinates inside the input, and more than one rule", () => {
    const rules = secretSeeds.map((seed) => dealRule(preset.task, seed, dimension));
    for (const dealt of rules) {
      const places = dealt.family === "k-local" ? dealt.indices : dealt.offsets;
      expect(new Set(places).size).toBe(preset.task.k);
      expect(places.every((place) => place >= 0 && place < dimension)).toBe(true);
    }
    expect(new Set(rules.map((dealt) => JSON.stringify(dealt))).size).toBeGreaterThan(1);
  });

  it("is exactly balanced: a measure-preserving change of the inputs turns every label", () => {
    const turns = (row: number, column: number) => {
      const { family, k } = preset.task;
      if (family === "k-global") return k % 2 === 1 || column % 2 === 0 ? -at(row, column) : at(row, column);
      const used = rule.family === "k-local" ? rule.indices[0] : -1;
      return column === used ? -at(row, column) : at(row, column);
    };

    expect(signs(rule, mapRows(turns))).toEqual(signs(rule, inputs).map((bit) => 1 - bit));
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

describe("publicInputs", () => {
  it("gives disjoint streams for training, validation and test", () => {
    const values = (["training", "validation", "test"] as const).flatMap((split) => [
      ...publicInputs(publicSeed, split, 100, 10),
    ]);

    expect(new Set(values).size).toBe(values.length);
  });

  it("makes a shorter split the beginning of a longer one", () => {
    const long = publicInputs(publicSeed, "test", 50, 7);

    expect(publicInputs(publicSeed, "test", 20, 7)).toEqual(long.subarray(0, 140));
  });
});

describe("dealRule", () => {
  it("gives 2-global an odd offset coprime to D and never D/2", () => {
    for (const dimension of [4, 10, 16, 24, 30]) {
      for (const seed of secretSeeds) {
        const rule = dealRule({ family: "k-global", k: 2 }, seed, dimension);
        const offset = rule.family === "k-global" ? (rule.offsets[1] as number) : Number.NaN;
        expect(offset % 2).toBe(1);
        expect(offset).not.toBe(dimension / 2);
        const reached = new Set(Array.from({ length: dimension }, (_, step) => (step * offset) % dimension));
        expect(reached.size).toBe(dimension);
      }
    }
  });

  it("refuses sizes at which a rule degenerates", () => {
    expect(() => dealRule({ family: "k-global", k: 2 }, secretSeed, 9)).toThrow(/even/);
    expect(() => dealRule({ family: "k-local", k: 5 }, secretSeed, 4)).toThrow(/at least 5/);
  });
});
