import { z } from "zod/mini";
import type { DeckId } from "@/core/tasks/deck";
import { ClueKeySchema } from "./clue";
import type { ClueKey } from "./clue-key";
import likelihoodsFile from "./clue-likelihoods.json";

const counts = z.record(z.string(), z.record(z.string(), z.int().check(z.positive())));

/** How often each outcome of a clue was seen under each hypothesis of a deck, and the bits that follow from it. */
export const ClueLikelihoodSchema = z.strictObject({
  clueKey: ClueKeySchema,
  /** Mutual information with the deck's hypotheses, all equally likely beforehand (`informationBits`). */
  bits: z.number().check(z.nonnegative()),
  /** Hypothesis, then outcome (`clueOutcome`), then the number of instances that gave it. */
  counts,
});
export type ClueLikelihood = z.infer<typeof ClueLikelihoodSchema>;

/** `core/clues/clue-likelihoods.json`, written by `npm run lab -- clues build` and by nothing else. */
export const ClueLikelihoodsSchema = z.strictObject({
  howMade: z.string(),
  decks: z.array(z.strictObject({ deckId: z.string(), clues: z.array(ClueLikelihoodSchema) })),
});
export type ClueLikelihoods = z.infer<typeof ClueLikelihoodsSchema>;

/** What is shipped with the game. */
export const clueLikelihoods: ClueLikelihoods = ClueLikelihoodsSchema.parse(likelihoodsFile);

const byDeckAndKey = new Map(
  clueLikelihoods.decks.flatMap(({ deckId, clues }) =>
    clues.map((clue) => [`${deckId} ${clue.clueKey}`, clue] as const),
  ),
);

/** What was measured of a clue in a deck; null where it was not. */
export function clueLikelihoodOf(deckId: DeckId, clueKey: ClueKey): ClueLikelihood | null {
  return byDeckAndKey.get(`${deckId} ${clueKey}`) ?? null;
}
