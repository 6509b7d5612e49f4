import type { Design, DesignGrid } from "@/core/training/design";
import { defaultDesign } from "@/core/training/design-grid";

export function isSameDesign(left: Design | null, right: Design | null): boolean {
  if (left === null || right === null) return left === right;
  return left.depth === right.depth && left.width === right.width && left.learningRate === right.learningRate;
}

/**
 * What stands on the knobs: own movements first, then the team's draft, then what stood there before (a server that
 * was restarted has no drafts), then the default design.
 */
export function draftInView(
  parts: { readonly moved: Design | null; readonly team: Design | null; readonly before: Design | null },
  grid: DesignGrid,
): Design {
  return parts.moved ?? parts.team ?? parts.before ?? defaultDesign(grid);
}
