/** Counts of outcomes by hypothesis. */
export type OutcomeCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Entropy in bits of probabilities that sum to one. */
export function entropyBits(probabilities: readonly number[]): number {
  return probabilities.reduce((sum, share) => (share > 0 ? sum - share * Math.log2(share) : sum), 0);
}

/**
 * Mutual information in bits of outcome and hypothesis when all hypotheses are equally likely beforehand, from counts of
 * about equally many trials each. Chance alone makes it too large by (cells - hypotheses - outcomes + 1) / (2 n ln 2) in
 * the mean, counting cells that occurred (Miller 1955); that is taken off, and what is left is never below 0.
 */
export function informationBits(counts: OutcomeCounts): number {
  const rows = Object.values(counts);
  const totals = rows.map((row) => Object.values(row).reduce((sum, count) => sum + count, 0));
  const outcomes = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const shares = rows.map((row, place) =>
    outcomes.map((outcome) => (row[outcome] ?? 0) / (totals[place] as number)),
  );
  const mixture = outcomes.map(
    (_, place) => shares.reduce((sum, share) => sum + (share[place] as number), 0) / rows.length,
  );
  const meanEntropy = shares.reduce((sum, share) => sum + entropyBits(share), 0) / rows.length;
  const cellCount = shares.flat().filter((share) => share > 0).length;
  const trialCount = totals.reduce((sum, total) => sum + total, 0);
  const excess = (cellCount - rows.length - outcomes.length + 1) / (2 * trialCount * Math.LN2);
  return Math.max(0, entropyBits(mixture) - meanEntropy - excess);
}
