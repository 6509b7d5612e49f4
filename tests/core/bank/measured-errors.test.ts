import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  chooseFinalists,
  claimCarriedBy,
  designsOf,
  finalistsOf,
  freshInstances,
  selectionInstances,
  summariseFresh,
} from "@/core/bank/bank-protocol";
import { claimSupportedBy, depthEffect } from "@/core/bank/depth-claim";
import { knobEffects } from "@/core/bank/knob-effects";
import measuredErrors from "@/core/bank/measured-errors.json";
import { MeasuredGridSchema } from "@/core/bank/measured-grid";
import { MeasuredErrorsSchema } from "@/core/bank/measured-preset";
import { mean } from "@/core/numerics/statistics";
import type { MeasuredDepth } from "@/core/tasks/deck";
import { decks, findDeck } from "@/core/tasks/decks";
import { presets, presetsOfDeck } from "@/core/tasks/presets";
import { isOnGrid } from "@/core/training/design-grid";

const measuredPresets = presets.filter((preset) => preset.measured.length > 0);
const onFile = MeasuredErrorsSchema.parse(measuredErrors).presets;
/** The first decks: each cell on 2 instances, the best of each depth on more and more, 30 in the end. */
const stagedInstances = Array.from({ length: 30 }, (_, instance) => instance);

describe.each(measuredPresets)("measurements of $presetId", (preset) => {
  const deck = findDeck(preset.deckId);
  if (!deck) throw new Error("a preset names its deck");
  const gridFile = new URL(`../../../core/bank/measured-grid/${preset.presetId}.json`, import.meta.url);
  const grid = MeasuredGridSchema.parse(JSON.parse(readFileSync(gridFile, "utf8")));

  const isStaged = onFile.find((entry) => entry.presetId === preset.presetId)?.finalists === undefined;
  const cellCount = designsOf(deck.designGrid).length;

  it("carry the claim that the preset makes about depth", () => {
    if (preset.claim !== "control") expect(claimCarriedBy(grid.trials)).toBe(preset.claim);
    if (isStaged) expect(claimSupportedBy(preset.measured)).toBe(preset.claim);
  });

  it("have one entry per depth of the deck, each on its grid and over fresh instances only", () => {
    expect(preset.measured.map((entry) => entry.depth)).toEqual(deck.designGrid.depths);
    for (const entry of preset.measured) {
      expect(isOnGrid(entry, deck.designGrid)).toBe(true);
      expect(entry.replicaCount).toBeGreaterThanOrEqual(freshInstances.length);
      expect(entry.standardDeviation).toBeGreaterThan(0);
    }
  });

  it("are the summary of the trials on file", () => {
    for (const { depth, width, learningRate, ...entry } of preset.measured) {
      const design = { depth, width, learningRate };
      expect(summariseFresh(grid.trials, design)).toEqual({ ...design, ...entry });
    }
  });

  it("cover the whole grid and no trial counts twice", () => {
    for (const instance of isStaged ? [0, 1] : selectionInstances) {
      expect(grid.trials.filter((trial) => trial.instance === instance)).toHaveLength(cellCount);
    }
    const keys = grid.trials.map(({ instance, design }) => JSON.stringify([instance, design]));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("choose the best cell of each depth before the fresh instances", () => {
    for (const { depth, width, learningRate } of preset.measured) {
      const chosen = isStaged
        ? bestOfDepth(depth)
        : chooseFinalists(grid.trials, deck.designGrid).find((cell) => cell.depth === depth);
      expect(chosen).toEqual({ depth, width, learningRate });
    }
  });

  it("train exactly the finalists on the fresh instances", () => {
    if (isStaged) return;
    expect(finalistsOf(grid.trials)).toEqual(chooseFinalists(grid.trials, deck.designGrid));
  });

  it("show knobs that matter", () => {
    const effects = knobEffects(grid.trials, deck.designGrid);
    expect(effects.width).toBeGreaterThan(1);
    expect(effects.learningRate).toBeGreaterThan(1);
  });

  function bestOfDepth(depth: number) {
    const errorsOf = new Map<string, number[]>();
    for (const { design, instance, testError } of grid.trials) {
      if (design.depth !== depth || !stagedInstances.includes(instance)) continue;
      const key = JSON.stringify(design);
      errorsOf.set(key, [...(errorsOf.get(key) ?? []), testError]);
    }
    const complete = [...errorsOf].filter(([, errors]) => errors.length === stagedInstances.length);
    const [best] = complete.sort(([, a], [, b]) => mean(a) - mean(b));
    return best && JSON.parse(best[0]);
  }

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

  it.each(decks)("hold a decoy or a task without singularities: $deckId", ({ deckId }) => {
    const families = presetsOfDeck(deckId).map((preset) => preset.task.family);

    expect(families.includes("random-labels") || families.includes("smooth")).toBe(true);
  });

  it("never claim anything about a decoy", () => {
    const decoys = presets.filter((preset) => preset.task.family === "random-labels");

    expect(decoys.map((preset) => preset.claim)).toEqual(decoys.map(() => "control"));
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
