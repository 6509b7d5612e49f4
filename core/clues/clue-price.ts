import type { Deck } from "@/core/tasks/deck";
import type { Clue } from "./clue";
import type { ClueKey } from "./clue-key";
import { clueLikelihoodOf } from "./clue-likelihoods";
import { clueKeyOf } from "./clue-offer";

/** A bit costs this many credits: a quarter of what a team may spend in a round (`creditBudget`). */
export const creditsPerBit = 10;

/**
 * Price of a clue in whole credits: 10 per bit that it tells on average about the deck's hypotheses, all equally likely
 * beforehand; at least 1. The same for every team and every repeat.
 */
export function cluePrice(deck: Pick<Deck, "deckId">, clue: Clue | ClueKey): number {
  const clueKey = typeof clue === "string" ? clue : clueKeyOf(clue);
  return priceOfBits(clueLikelihoodOf(deck.deckId, clueKey)?.bits ?? 0);
}

/** The price of so many bits. */
export function priceOfBits(bits: number): number {
  return Math.max(1, Math.round(creditsPerBit * bits));
}
