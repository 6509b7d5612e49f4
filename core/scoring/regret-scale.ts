import { raceReplicaCount } from "@/core/game/race";
import type { MeasuredDepth } from "@/core/tasks/deck";

/**
 * Error above the oracle at which accuracy is worth nothing: the best design at the worst depth minus the best of
 * all, but never below four standard errors of a race mean (design 2). From the bank's measurements of the preset.
 */
export function regretScale(measured: readonly MeasuredDepth[]): number {
  const best = bestMeasured(measured);
  if (best === null) return 0;
  const worst = Math.max(...measured.map((depth) => depth.meanError));
  const noise = (4 * best.standardDeviation) / Math.sqrt(raceReplicaCount);
  return Math.max(worst - best.meanError, noise);
}

/** The measured depth with the lowest mean error; null without measurements. */
export function bestMeasured(measured: readonly MeasuredDepth[]): MeasuredDepth | null {
  return measured.reduce<MeasuredDepth | null>(
    (best, depth) => (best === null || depth.meanError < best.meanError ? depth : best),
    null,
  );
}
