import type { useTranslations } from "next-intl";
import type { Deck, DeckId } from "@/core/tasks/deck";

export type DecksTranslator = ReturnType<typeof useTranslations<"decks">>;

const messageKeys = [
  ["warm-up", "warmUp"],
  ["sixteen-inputs", "sixteenInputs"],
  ["twenty-inputs", "twentyInputs"],
  ["pictures", "pictures"],
  ["five-factors", "fiveFactors"],
  ["thirty-neighbours", "thirtyNeighbours"],
  ["majority", "majority"],
  ["warm-chain", "warmChain"],
] as const;

/** The name of a deck; its id where nobody has named it. */
export function deckLabel(translate: DecksTranslator, deckId: DeckId): string {
  const entry = messageKeys.find(([id]) => id === deckId);
  return entry === undefined ? deckId : translate(entry[1]);
}

/** What a deck is good for, in one or two sentences; its sizes where nobody has described it. */
export function deckText(translate: DecksTranslator, deck: Deck): string {
  const entry = messageKeys.find(([id]) => id === deck.deckId);
  return entry === undefined ? deckSizes(translate, deck) : translate(`${entry[1]}Text`);
}

/** The sizes of a deck as a sentence of its own. */
export function deckSizesSentence(translate: DecksTranslator, deck: Deck): string {
  const { inputDimension, trainingSampleCount } = deck;
  return translate("sizesSentence", { inputDimension, samples: trainingSampleCount });
}

/** The sizes of a deck, which everybody may see. */
export function deckSizes(translate: DecksTranslator, deck: Deck): string {
  return translate("sizes", { inputDimension: deck.inputDimension, samples: deck.trainingSampleCount });
}
