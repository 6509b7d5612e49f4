import { positionOf, type Scale, valueAt } from "@/core/figures/scale";

/** Index of the depth whose column is nearest to a pixel. */
export function nearestPosition(x: Scale, depths: readonly number[], pixel: number): number {
  let nearest = 0;
  depths.forEach((depth, index) => {
    const best = depths[nearest] ?? depth;
    if (Math.abs(positionOf(x, depth) - pixel) < Math.abs(positionOf(x, best) - pixel)) nearest = index;
  });
  return nearest;
}

/** Error at a pixel of the drawing, in steps of 0.01, inside the axis. */
export function drawnValue(y: Scale, pixel: number): number {
  const [low, high] = y.domain;
  const inside = Math.min(high, Math.max(low, valueAt(y, pixel)));
  return Math.floor(Math.round(inside * 1e4) / 100 + 0.5) / 100;
}
