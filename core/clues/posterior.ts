import type { Deck } from "@/core/tasks/deck";
import { entropyBits, type OutcomeCounts } from "./clue-information";
import type { ClueKey } from "./clue-key";
import { clueLikelihoodOf } from "./clue-likelihoods";

/** One answered clue, as `clueOutcome` reads it. */
export interface ClueEvidence {
  readonly clueKey: ClueKey;
  readonly outcome: string;
}

type BelievingDeck = Pick<Deck, "deckId" | "hypotheses">;

/** Equal belief in every hypothesis of the deck. */
export function uniformBeliefs({ hypotheses }: Pick<Deck, "hypotheses">): number[] {
  return hypotheses.map(() => 1 / hypotheses.length);
}

/**
 * Probabilities of the deck's hypotheses, in their order, after the evidence; `prior` in the same order. Answers count
 * as independent given the hypothesis, which is exact for fresh points and different inputs up to what two answers of
 * the same instance share. Evidence of clues that were not measured changes nothing.
 */
export function posterior(
  deck: BelievingDeck,
  evidence: readonly ClueEvidence[],
  prior: readonly number[] = uniformBeliefs(deck),
): number[] {
  return evidence.reduce<number[]>(
    (beliefs, { clueKey, outcome }) => {
      const likelihood = clueLikelihoodOf(deck.deckId, clueKey);
      if (likelihood === null) return beliefs;
      return updatedBeliefs(beliefs, outcomeShares(likelihood.counts, deck.hypotheses, outcome));
    },
    [...prior],
  );
}

/**
 * Bits by which the answer to a clue is expected to lower the entropy of these beliefs (in the deck's order); 0 for a
 * clue that was not measured.
 */
export function expectedInformation(
  deck: BelievingDeck,
  clueKey: ClueKey,
  beliefs: readonly number[],
): number {
  const likelihood = clueLikelihoodOf(deck.deckId, clueKey);
  if (likelihood === null) return 0;
  const { counts } = likelihood;
  const outcomes = outcomesOf(counts);
  // Whatever was never seen is one outcome more, so that the shares sum to one.
  const remaining = [...outcomes, unseen].map((outcome) => {
    const shares = outcomeShares(counts, deck.hypotheses, outcome);
    const probability = shares.reduce((sum, share, place) => sum + share * (beliefs[place] ?? 0), 0);
    return probability === 0 ? 0 : probability * entropyBits(updatedBeliefs(beliefs, shares));
  });
  return Math.max(0, entropyBits(beliefs) - remaining.reduce((sum, bits) => sum + bits, 0));
}

const unseen = "";

/**
 * The probability of an outcome under each hypothesis: (count + 1/k) / (trials + 1) with k outcomes, the last of which is
 * "none of those that were ever seen". Laplace's smoothing with one trial's weight in all (Perks 1947), so that 20 fits
 * of a predictor are not drowned. A hypothesis that was not measured says nothing: all outcomes alike.
 */
export function outcomeShares(
  counts: OutcomeCounts,
  hypotheses: readonly string[],
  outcome: string,
): number[] {
  const pseudoCount = 1 / (outcomesOf(counts).length + 1);
  return hypotheses.map((hypothesis) => {
    const row = counts[hypothesis] ?? {};
    const trials = Object.values(row).reduce((sum, count) => sum + count, 0);
    return ((row[outcome] ?? 0) + pseudoCount) / (trials + 1);
  });
}

function outcomesOf(counts: OutcomeCounts): string[] {
  return [...new Set(Object.values(counts).flatMap((row) => Object.keys(row)))];
}

/**
 * Bayes' rule: the beliefs after an outcome of this likelihood under each hypothesis. They stay as they are where the
 * outcome is impossible under everything believed.
 */
export function updatedBeliefs(beliefs: readonly number[], likelihood: readonly number[]): number[] {
  const weights = beliefs.map((belief, place) => belief * (likelihood[place] ?? 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? weights.map((weight) => weight / total) : [...beliefs];
}
