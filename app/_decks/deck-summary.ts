import type { Deck, DeckId } from "@/core/tasks/deck";
import { longestRaceSeconds, referenceFlopsPerSecond } from "@/core/tasks/deck-seconds";
import { dealtPresets } from "@/core/tasks/presets";
import { mostFlops } from "@/core/training/training-flops";

/** What a deck shows and costs: counts over all its presets, which never tell which one is dealt. */
export interface DeckSummary {
  readonly deckId: DeckId;
  readonly shallowWins: number;
  readonly deepWins: number;
  /** Tasks whose depths differ too little for a claim. */
  readonly controls: number;
  /** Random labels: nothing to learn. */
  readonly decoys: number;
  /** Most floating-point operations of one run of the largest design. */
  readonly costliestFlops: number;
  /** Of the longest race on the reference device. */
  readonly longestRaceSeconds: number;
}

/** Apart from the components, so that pages can count on the server and need not load the bank. */
export function deckSummary(deck: Deck): DeckSummary {
  const presets = dealtPresets(deck.deckId);
  const isDecoy = (preset: (typeof presets)[number]) => preset.task.family === "random-labels";
  const { depths, widths } = deck.designGrid;
  const largest = { depth: Math.max(...depths), width: Math.max(...widths), learningRate: 1 };
  return {
    deckId: deck.deckId,
    shallowWins: presets.filter(({ claim }) => claim === "shallow-wins").length,
    deepWins: presets.filter(({ claim }) => claim === "deep-wins").length,
    controls: presets.filter((preset) => preset.claim === "control" && !isDecoy(preset)).length,
    decoys: presets.filter(isDecoy).length,
    costliestFlops: mostFlops(deck, largest),
    longestRaceSeconds: longestRaceSeconds(deck, referenceFlopsPerSecond),
  };
}
