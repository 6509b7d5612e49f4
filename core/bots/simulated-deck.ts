import type { MeasuredGrid } from "@/core/bank/measured-grid";
import type { MeasuredPilots } from "@/core/bank/measured-pilots";
import type { Deck } from "@/core/tasks/deck";
import { presetsOfDeck } from "@/core/tasks/presets";
import { deckTable } from "./deck-table";
import { pilotTable } from "./pilot-table";
import type { SimulatedDeck } from "./play-round";
import { soldCluesOf } from "./sold-clues";

/** What bots know of a deck, from the bank's files of its presets. Throws as `deckTable` does. */
export function simulatedDeckOf(
  deck: Deck,
  grids: readonly MeasuredGrid[],
  pilots: readonly MeasuredPilots[],
): SimulatedDeck {
  const table = deckTable(deck, presetsOfDeck(deck.deckId), grids);
  return { table, pilots: pilotTable(table, pilots), clues: soldCluesOf(deck) };
}
