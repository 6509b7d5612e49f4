import type { ReportedDirection } from "@/core/theory/reported-claims";

/** Shaft and head of the arrow of a reported direction, as SVG paths. */
export interface ReportedArrowPaths {
  readonly shaft: string;
  readonly head: string;
  /** Where the arrow ends, to the right. */
  readonly endX: number;
}

/**
 * The arrow of a reported direction in the right half of [left, right] around `middleY`: errors fall to the right where
 * deeper is better, and rise where shallower is. It claims no height.
 */
export function reportedArrow(
  better: ReportedDirection,
  [left, right]: readonly [number, number],
  middleY: number,
  labelSize: number,
): ReportedArrowPaths {
  const startX = left + (right - left) * 0.5;
  const endX = left + (right - left) * 0.94;
  const rise = labelSize * 0.9 * (better === "deeper" ? 1 : -1);
  const head = labelSize * 0.5;
  const angle = Math.atan2(2 * rise, endX - startX);
  const wing = (turn: number) =>
    `${(endX - head * Math.cos(angle + turn)).toFixed(1)} ${(middleY + rise - head * Math.sin(angle + turn)).toFixed(1)}`;
  return {
    shaft: `M${startX} ${middleY - rise}L${endX} ${middleY + rise}`,
    head: `M${wing(0.5)}L${endX} ${middleY + rise}L${wing(-0.5)}`,
    endX,
  };
}
