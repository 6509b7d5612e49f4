import { median } from "@/core/numerics/statistics";

/** Last validation errors of both designs of a duel, seed by seed. */
export interface DuelErrors {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

export interface DuelVerdict {
  /** `same`: medians that print alike with two digits; `overlaps`: some seed of the worse beats one of the better. */
  readonly kind: "differs" | "overlaps" | "same";
  readonly better: "first" | "second";
  readonly lowError: number;
  readonly highError: number;
  /** Seeds on which the better design was lower, of those that both have. */
  readonly wins: number;
  readonly count: number;
}

/** How a duel ended; null while one side has no result. */
export function duelVerdict({ first, second }: DuelErrors): DuelVerdict | null {
  if (first.length === 0 || second.length === 0) return null;
  const better = median(second) < median(first) ? "second" : "first";
  const [low, high] = better === "first" ? [first, second] : [second, first];
  const [lowError, highError] = [median(low), median(high)];
  const pairs = low.slice(0, high.length).map((error, seed) => [error, high[seed] ?? error] as const);
  const isSame = Math.round(lowError * 100) === Math.round(highError * 100);
  const overlaps = Math.max(...low) >= Math.min(...high);
  return {
    kind: isSame ? "same" : overlaps ? "overlaps" : "differs",
    better,
    lowError,
    highError,
    wins: pairs.filter(([left, right]) => left < right).length,
    count: pairs.length,
  };
}
