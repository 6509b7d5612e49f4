import type { Trial } from "@/core/bank/measured-grid";
import type { DeckTable, PresetTable } from "@/core/bots/deck-table";
import { deckTable } from "@/core/bots/deck-table";
import type { Deck } from "@/core/tasks/deck";
import { decks } from "@/core/tasks/decks";
import { everyPreset } from "@/core/tasks/presets";
import type { Design } from "@/core/training/design";

const warmUp = decks[0] as Deck;
const presets = everyPreset.filter(({ presetId }) =>
  ["warm-up-3-local", "warm-up-2-global"].includes(presetId),
);

/** Two presets of the first deck on a grid of two depths: the deeper cell suits 3-local, the shallower one 2-global. */
export const smallDeck: Deck = {
  ...warmUp,
  hypotheses: presets.map(({ hypothesis }) => hypothesis),
  designGrid: { depths: [1, 3], widths: [20], learningRates: [0.1] },
};

/** The table of `smallDeck` with errors of our own making: 0.1 where a cell suits, 0.3 where it does not. */
export function smallTable(): DeckTable {
  const house = (depth: number): Design => ({ depth, width: 20, learningRate: 0.1 });
  const ours = presets.map((preset) => ({
    ...preset,
    houseDesign: house(preset.presetId === "warm-up-3-local" ? 3 : 1),
    measured: [
      {
        ...house(1),
        meanError: preset.presetId === "warm-up-3-local" ? 0.3 : 0.1,
        standardDeviation: 0.001,
        replicaCount: 15,
      },
      {
        ...house(3),
        meanError: preset.presetId === "warm-up-3-local" ? 0.1 : 0.3,
        standardDeviation: 0.001,
        replicaCount: 15,
      },
    ],
  }));
  const trial = (depth: number, testError: number, instance: number): Trial => ({
    instance,
    design: house(depth),
    testError,
    trainingError: 0,
    step: 1,
    state: "converged",
  });
  const grids = ours.map(({ presetId }) => ({
    presetId,
    engine: "wasm",
    trials: [0, 1].flatMap((instance) => [
      trial(1, presetId === "warm-up-3-local" ? 0.3 : 0.1, instance),
      trial(3, presetId === "warm-up-3-local" ? 0.1 : 0.3, instance),
    ]),
  }));
  return deckTable(smallDeck, ours, grids);
}

/** Place of a hypothesis in a table. */
export function placeOf(table: DeckTable, hypothesis: string): number {
  return table.presets.findIndex(({ preset }: PresetTable) => preset.hypothesis === hypothesis);
}
