import type { MeasuredDepth } from "@/core/tasks/deck";
import type { DepthClaim } from "@/core/tasks/preset";

/** A difference counts as shown from this many standard errors on. */
export const requiredStandardErrors = 4;

/** The depth classes that a claim compares; depth 2 belongs to neither, neighbours are never compared. */
const isShallow = ({ depth }: MeasuredDepth) => depth === 1;
const isDeep = ({ depth }: MeasuredDepth) => depth >= 3;

/**
 * (error of the best shallow design - error of the best deep design) in standard errors of that difference (Welch:
 * unequal variances). Positive when deep networks do better. Null when a class was not measured.
 */
export function depthEffect(measured: readonly MeasuredDepth[]): number | null {
  const shallow = bestOf(measured.filter(isShallow));
  const deep = bestOf(measured.filter(isDeep));
  if (!shallow || !deep) return null;
  return (shallow.meanError - deep.meanError) / Math.sqrt(squaredError(shallow) + squaredError(deep));
}

/** The strongest claim about depth that the measurements of a preset carry. */
export function claimSupportedBy(measured: readonly MeasuredDepth[]): DepthClaim {
  const effect = depthEffect(measured) ?? 0;
  if (effect >= requiredStandardErrors) return "deep-wins";
  return effect <= -requiredStandardErrors ? "shallow-wins" : "control";
}

function bestOf(measured: readonly MeasuredDepth[]): MeasuredDepth | undefined {
  return measured.toSorted((a, b) => a.meanError - b.meanError)[0];
}

function squaredError({ standardDeviation, replicaCount }: MeasuredDepth): number {
  return standardDeviation ** 2 / replicaCount;
}
