import { readFileSync } from "node:fs";
import { MeasuredGridSchema } from "@/core/bank/measured-grid";
import { MeasuredPilotsSchema } from "@/core/bank/measured-pilots";
import type { SimulatedDeck } from "@/core/bots/play-round";
import { simulatedDeckOf } from "@/core/bots/simulated-deck";
import type { Deck, DeckId, PresetId } from "@/core/tasks/deck";
import { presetsOfDeck } from "@/core/tasks/presets";

const known = new Map<DeckId, SimulatedDeck>();

/** What the bots know of a deck: the shipped bank, read once. Throws for a deck that the bank has not measured. */
export function deckKnowledge(deck: Deck): SimulatedDeck {
  const before = known.get(deck.deckId);
  if (before !== undefined) return before;
  const presets = presetsOfDeck(deck.deckId);
  const grids = presets.map(({ presetId }) => MeasuredGridSchema.parse(readBank("measured-grid", presetId)));
  const pilots = presets.map(({ presetId }) =>
    MeasuredPilotsSchema.parse(readBank("measured-pilots", presetId)),
  );
  const knowledge = simulatedDeckOf(deck, grids, pilots);
  known.set(deck.deckId, knowledge);
  return knowledge;
}

function readBank(folder: string, presetId: PresetId): unknown {
  const file = new URL(`../../core/bank/${folder}/${presetId}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}
