import { clueLikelihoodOf } from "@/core/clues/clue-likelihoods";
import { clueOfKey } from "@/core/clues/clue-of-key";
import { clueKindsOf, mostPurchases } from "@/core/clues/clue-offer";
import { cluePrice } from "@/core/clues/clue-price";
import { outcomeShares } from "@/core/clues/posterior";
import type { Deck } from "@/core/tasks/deck";
import type { SoldClue } from "./bayes-bot";

/** Everything that a deck sells, with what was measured of it. */
export function soldCluesOf(deck: Deck): SoldClue[] {
  return clueKindsOf(deck).flatMap((key) => {
    const likelihood = clueLikelihoodOf(deck.deckId, key);
    if (likelihood === null) return [];
    const { counts } = likelihood;
    const outcomes = [...new Set(Object.values(counts).flatMap((row) => Object.keys(row)))];
    const ask = (purchase: number) => clueOfKey(key, purchase, deck);
    const isScore = key.startsWith("baseline");
    return [
      {
        key,
        ask,
        price: cluePrice(deck, key),
        limit: isScore ? 1 : mostPurchases[ask(0).kind],
        likelihoods: new Map(
          outcomes.map((outcome) => [outcome, outcomeShares(counts, deck.hypotheses, outcome)]),
        ),
      },
    ];
  });
}
