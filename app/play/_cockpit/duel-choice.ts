import type { Knob } from "@/core/game/knob";
import type { Sweep } from "@/core/game/sweep-schema";
import type { Design, DesignGrid } from "@/core/training/design";

/** The values of a knob, ascending. */
export function valuesOf(knob: Knob, { depths, widths, learningRates }: DesignGrid): readonly number[] {
  return { depth: depths, width: widths, learningRate: learningRates }[knob];
}

/**
 * The duel of a design with the chosen other value of a knob. Where that is the design's own value, because the knob
 * has been moved since, the next larger value of the grid stands in, or the next smaller one at its end.
 */
export function duelOf(
  { knob, value }: { readonly knob: Knob; readonly value: number | null },
  design: Design,
  grid: DesignGrid,
): Extract<Sweep, { kind: "duel" }> | null {
  const own = design[knob];
  if (value !== null && value !== own) return { kind: "duel", knob, value };
  const values = valuesOf(knob, grid);
  const other =
    values.find((candidate) => candidate > own) ?? values.findLast((candidate) => candidate < own);
  return other === undefined ? null : { kind: "duel", knob, value: other };
}
