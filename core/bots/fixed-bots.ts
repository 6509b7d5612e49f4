import { uniformBeliefs } from "@/core/clues/posterior";
import type { Design } from "@/core/training/design";
import type { BotStrategy } from "./bot";
import { bestCell, type DeckTable } from "./deck-table";

/** Any cell of the grid, each equally likely; no belief. */
export function randomBot(table: DeckTable): BotStrategy {
  return ({ uniform }) => ({
    design: cellAt(table, Math.floor(uniform() * table.cells.length)),
    belief: uniformBeliefs(table.deck),
  });
}

/** Always the design that does best over the deck's presets, without a look at the round. */
export function constantBot(table: DeckTable): BotStrategy {
  return alwaysBest(table, () => true);
}

/** Always the deepest network, with the width and rate that suit the deck best. */
export function deepBot(table: DeckTable): BotStrategy {
  const deepest = Math.max(...table.deck.designGrid.depths);
  return alwaysBest(table, ({ depth }) => depth === deepest);
}

/** Always one hidden layer, with the width and rate that suit the deck best. */
export function shallowBot(table: DeckTable): BotStrategy {
  return alwaysBest(table, ({ depth }) => depth === 1);
}

/** Knows what was dealt: the house's own design, full belief, nothing spent. */
export function oracleBot(table: DeckTable, presetIndex: number): BotStrategy {
  const design = cellAt(table, table.presets[presetIndex]?.houseCell ?? 0);
  const belief = table.presets.map((_, index) => Number(index === presetIndex));
  return () => ({ design, belief });
}

function alwaysBest(table: DeckTable, isAllowed: (design: Design) => boolean): BotStrategy {
  const belief = uniformBeliefs(table.deck);
  const design = cellAt(table, bestCell(table, belief, isAllowed).cell);
  return () => ({ design, belief });
}

function cellAt(table: DeckTable, cell: number): Design {
  return table.cells[cell] as Design;
}
