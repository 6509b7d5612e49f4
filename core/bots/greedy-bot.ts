import { uniformBeliefs } from "@/core/clues/posterior";
import type { Design } from "@/core/training/design";
import type { BotStrategy } from "./bot";
import { bestCell, type DeckTable, promisedAccuracy } from "./deck-table";

/**
 * Pilots only: tries designs in the order of what they promise over the whole deck until the credits are spent, commits
 * to the one with the lowest validation error, and believes nothing. `pilotCells` are the places of the cells to try.
 */
export function greedyBot(table: DeckTable, pilotCells: readonly number[]): BotStrategy {
  const belief = uniformBeliefs(table.deck);
  const order = [...pilotCells].sort(
    (left, right) => promisedAccuracy(table, belief, right) - promisedAccuracy(table, belief, left),
  );
  const fallback = table.cells[bestCell(table, belief).cell] as Design;
  return (round) => {
    let best: { design: Design; error: number } | null = null;
    for (const cell of order) {
      const design = table.cells[cell] as Design;
      const error = round.runPilot(design);
      if (error !== null && (best === null || error < best.error)) best = { design, error };
    }
    return { design: best?.design ?? fallback, belief };
  };
}
