import { mean } from "@/core/numerics/statistics";

/** Counts of outcomes by hypothesis. */
export type OutcomeCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Entropy in bits of probabilities that sum to one. */
export function entropyBits(probabilities: readonly number[]): number {
  return probabilities.reduce((sum, share) => (share > 0 ? sum - share * Math.log2(share) : sum), 0);
}

/**
 * Mutual information in bits of outcome and hypothesis when all hypotheses are equally likely beforehand, from counts of
 * about equally many trials each. Chance alone makes it too large in the mean; to first order (as in Miller 1955, here
 * with the number of trials of each hypothesis fixed) by
 *   (cells - hypotheses - sum over outcomes of (1 - mean p^2 / mean p)) / (2 n ln 2),
 * with the cells that occurred and the share p of the outcome under each hypothesis. That is taken off, and what is left
 * is never below 0.
 */
export function informationBits(counts: OutcomeCounts): number {
  const rows = Object.values(counts);
  const outcomes = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const shares = rows.map((row) => {
    const total = trialsOf(row);
    return outcomes.map((outcome) => (row[outcome] ?? 0) / total);
  });
  const meanOver = (value: (share: number) => number) =>
    outcomes.map((_, place) => mean(shares.map((row) => value(row[place] as number))));
  const mixture = meanOver((share) => share);
  const meanSquares = meanOver((share) => share ** 2);
  const cellCount = shares.flat().filter((share) => share > 0).length;
  const spreads = mixture.map((share, place) => 1 - (meanSquares[place] as number) / share);
  const excess = cellCount - rows.length - spreads.reduce((sum, spread) => sum + spread, 0);
  const trialCount = rows.reduce((sum, row) => sum + trialsOf(row), 0);
  const bits = entropyBits(mixture) - mean(shares.map(entropyBits));
  return Math.max(0, bits - excess / (2 * trialCount * Math.LN2));
}

function trialsOf(row: Readonly<Record<string, number>>): number {
  return Object.values(row).reduce((sum, count) => sum + count, 0);
}
