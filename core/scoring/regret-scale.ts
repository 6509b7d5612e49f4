import { raceReplicaCount } from "@/core/game/race";
import type { MeasuredDepth } from "@/core/tasks/deck";
import type { Preset } from "@/core/tasks/preset";

/**
 * How far towards the best design at the worst depth accuracy is worth anything. With the whole way, a design that suits
 * a deck on average earns more than 55 points a lesson (`npm run lab -- audit`; docs/decisions/0013).
 */
export const regretShare = 0.6;

/**
 * Error above the oracle at which accuracy is worth nothing: `regretShare` of the way from the best of all to the best
 * design at the worst depth, but never below four standard errors of a race mean (design 2). From the bank's
 * measurements of the preset.
 */
export function regretScale(measured: readonly MeasuredDepth[]): number {
  const best = bestMeasured(measured);
  if (best === null) return 0;
  const worst = Math.max(...measured.map((depth) => depth.meanError));
  const noise = (4 * best.standardDeviation) / Math.sqrt(raceReplicaCount);
  return Math.max(regretShare * (worst - best.meanError), noise);
}

/**
 * The scale that a round of this preset is scored with. 0 for random labels, whatever the bank's noise: there is nothing
 * to be accurate about, so accuracy is full for all and belief and thrift decide (design 2).
 */
export function regretScaleOf({ task, measured }: Pick<Preset, "task" | "measured">): number {
  return task.family === "random-labels" ? 0 : regretScale(measured);
}

/** The measured depth with the lowest mean error; null without measurements. */
export function bestMeasured(measured: readonly MeasuredDepth[]): MeasuredDepth | null {
  return measured.reduce<MeasuredDepth | null>(
    (best, depth) => (best === null || depth.meanError < best.meanError ? depth : best),
    null,
  );
}
