import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { claimSupportedBy, depthEffect } from "@/core/bank/depth-claim";
import { MeasuredGridSchema } from "@/core/bank/measured-grid";
import type { MeasuredDepth } from "@/core/tasks/deck";
import { decks, findDeck } from "@/core/tasks/decks";
import { presets, presetsOfDeck } from "@/core/tasks/presets";
import { isOnGrid } from "@/core/training/design-grid";
import { bestDesigns, choosingStages, summarise } from "@/lab/measure";

const measuredPresets = presets.filter((preset) => preset.measured.length > 0);

describe.each(measuredPresets)("measurements of $presetId", (preset) => {
  const deck = findDeck(preset.deckId);
  if (!deck) throw new Error("a preset names its deck");
  const gridFile = new URL(`../../../core/bank/measured-grid/${preset.presetId}.json`, import.meta.url);
  const grid = MeasuredGridSchema.parse(JSON.parse(readFileSync(gridFile, "utf8")));

  it("carry the claim that the preset makes about depth, by 4 standard errors", () => {
    expect(claimSupportedBy(preset.measured)).toBe(preset.claim);
  });

  it("have one entry per depth of the deck, each on its grid", () => {
    expect(preset.measured.map((entry) => entry.depth)).toEqual(deck.designGrid.depths);
    for (const entry of preset.measured) {
      expect(isOnGrid(entry, deck.designGrid)).toBe(true);
      expect(entry.replicaCount).toBeGreaterThanOrEqual(4);
      expect(entry.standardDeviation).toBeGreaterThan(0);
    }
  });

  it("are the summary of the trials on file", () => {
    for (const { depth, width, learningRate, ...entry } of preset.measured) {
      const design = { depth, width, learningRate };
      expect(summarise(grid.trials, design)).toEqual({ ...design, ...entry });
    }
  });

  it("cover the whole grid and no trial counts twice", () => {
    const { depths, widths, learningRates } = deck.designGrid;
    for (const instance of choosingStages[0]?.instances ?? []) {
      const trials = grid.trials.filter((trial) => trial.instance === instance);
      expect(trials).toHaveLength(depths.length * widths.length * learningRates.length);
    }
    const keys = grid.trials.map(({ instance, design }) => JSON.stringify([instance, design]));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("choose the best cell of each depth over all choosing instances", () => {
    const instances = choosingStages.flatMap((stage) => stage.instances);
    expect(instances.length).toBeGreaterThanOrEqual(6);
    for (const { depth, width, learningRate } of preset.measured)
      expect(bestDesigns(grid.trials, depth, instances)[0]).toEqual({ depth, width, learningRate });
  });

  it("make the house design the best of all depths", () => {
    const best = Math.min(...preset.measured.map((entry) => entry.meanError));
    const house = preset.measured.find((entry) => entry.meanError === best);
    expect(house).toMatchObject(preset.houseDesign);
  });
});

describe("presets of a deck", () => {
  it.each(decks)("deal one where shallow wins and one where deep wins: $deckId", ({ deckId }) => {
    const claims = presetsOfDeck(deckId).map((preset) => preset.claim);

    expect(claims).toContain("shallow-wins");
    expect(claims).toContain("deep-wins");
    for (const preset of presetsOfDeck(deckId)) expect(preset.measured).not.toEqual([]);
  });

  it("hold one control, in the warm-up deck", () => {
    expect(presets.filter((preset) => preset.claim === "control").map((preset) => preset.deckId)).toEqual([
      "warm-up",
    ]);
  });
});

describe("claimSupportedBy", () => {
  const entry = (depth: number, meanError: number, standardDeviation = 0.01): MeasuredDepth => ({
    depth,
    width: 10,
    learningRate: 0.1,
    meanError,
    standardDeviation,
    replicaCount: 4,
  });

  it("measures the gap of the best of each class in standard errors", () => {
    const effect = depthEffect([entry(1, 0.3), entry(2, 0.01), entry(3, 0.2), entry(7, 0.1)]);

    expect(effect).toBeCloseTo(0.2 / Math.sqrt(2 * (0.01 ** 2 / 4)), 10);
  });

  it("claims a winner from 4 standard errors on and nothing below", () => {
    expect(claimSupportedBy([entry(1, 0.3), entry(5, 0.2)])).toBe("deep-wins");
    expect(claimSupportedBy([entry(1, 0.2), entry(5, 0.3)])).toBe("shallow-wins");
    expect(claimSupportedBy([entry(1, 0.2), entry(5, 0.21)])).toBe("control");
    expect(claimSupportedBy([entry(1, 0.2, 0.2), entry(5, 0.5, 0.2)])).toBe("control");
    expect(claimSupportedBy([entry(1, 0.2), entry(2, 0.5)])).toBe("control");
  });
});
