import { designsOf, isSameDesign } from "@/core/bank/bank-protocol";
import type { MeasuredGrid, Trial } from "@/core/bank/measured-grid";
import { mean } from "@/core/numerics/statistics";
import { regretScaleOf } from "@/core/scoring/regret-scale";
import { accuracyPoints } from "@/core/scoring/score-teams";
import type { Deck } from "@/core/tasks/deck";
import type { Preset } from "@/core/tasks/preset";
import type { Design } from "@/core/training/design";

/** What the bank knows of one preset, cell by cell, in the order of `DeckTable.cells`. */
export interface PresetTable {
  readonly preset: Preset;
  /** Error above the house run's at which accuracy is worth nothing. */
  readonly regretScale: number;
  /** Test errors per cell, by instance; a promising cell has been trained on more of them than a poor one. */
  readonly errors: readonly (readonly number[])[];
  /** Place of the house design among the cells. */
  readonly houseCell: number;
  /** Accuracy points per cell by its mean error. */
  readonly expectedAccuracy: readonly number[];
}

/** A deck with everything that was measured of its presets: what a player of long experience knows of it. */
export interface DeckTable {
  readonly deck: Deck;
  readonly cells: readonly Design[];
  /** One per hypothesis of the deck, in the order of its ballot. */
  readonly presets: readonly PresetTable[];
}

/**
 * Lines up the bank's trials of a deck, those of the choice and the fresh ones. Throws when a preset of the deck has no grid: the bank and the decks are shipped together.
 */
export function deckTable(deck: Deck, presets: readonly Preset[], grids: readonly MeasuredGrid[]): DeckTable {
  const cells = designsOf(deck.designGrid);
  return {
    deck,
    cells,
    presets: deck.hypotheses.map((hypothesis) => {
      const preset = presets.find((other) => other.deckId === deck.deckId && other.hypothesis === hypothesis);
      const grid = grids.find((other) => other.presetId === preset?.presetId);
      if (preset === undefined || grid === undefined) {
        throw new Error(`The bank has no grid of ${deck.deckId} ${hypothesis}`);
      }
      return presetTable(preset, cells, grid.trials);
    }),
  };
}

function presetTable(preset: Preset, cells: readonly Design[], trials: readonly Trial[]): PresetTable {
  const byCell = new Map<string, Trial[]>();
  for (const trial of trials) {
    const key = cellKey(trial.design);
    byCell.set(key, [...(byCell.get(key) ?? []), trial]);
  }
  const errors = cells.map((cell) =>
    (byCell.get(cellKey(cell)) ?? [])
      .sort((left, right) => left.instance - right.instance)
      .map((trial) => trial.testError),
  );
  const gap = errors.findIndex((row) => row.length === 0);
  if (gap >= 0) throw new Error(`The bank lacks ${JSON.stringify(cells[gap])} of ${preset.presetId}`);
  const houseCell = cells.findIndex((cell) => isSameDesign(cell, preset.houseDesign));
  const regretScale = regretScaleOf(preset);
  const houseError = mean(errors[houseCell] ?? []);
  const expectedAccuracy = errors.map((row) => accuracyPoints(mean(row), houseError, regretScale));
  return { preset, regretScale, errors, houseCell, expectedAccuracy };
}

function cellKey({ depth, width, learningRate }: Design): string {
  return `${depth}/${width}/${learningRate}`;
}

/** Accuracy that a cell promises when each preset is believed in with the given probability. */
export function promisedAccuracy(table: DeckTable, beliefs: readonly number[], cell: number): number {
  return table.presets.reduce(
    (sum, preset, index) => sum + (beliefs[index] ?? 0) * (preset.expectedAccuracy[cell] ?? 0),
    0,
  );
}

/** The cell that promises most among those that `isAllowed` lets pass, and what it promises; the first of equals. */
export function bestCell(
  table: DeckTable,
  beliefs: readonly number[],
  isAllowed: (cell: Design) => boolean = () => true,
): { readonly cell: number; readonly accuracy: number } {
  return table.cells.reduce(
    (best, design, cell) => {
      if (!isAllowed(design)) return best;
      const accuracy = promisedAccuracy(table, beliefs, cell);
      return accuracy > best.accuracy ? { cell, accuracy } : best;
    },
    { cell: 0, accuracy: Number.NEGATIVE_INFINITY },
  );
}
