import { designsOf, rankedCells } from "@/core/bank/bank-protocol";
import type { Trial } from "@/core/bank/measured-grid";
import { mean, median } from "@/core/numerics/statistics";
import type { Design, DesignGrid } from "@/core/training/design";

/** How much a knob matters: best error where it stands worst over best error where it stands best, others free. */
export interface KnobEffects {
  readonly depth: number;
  readonly width: number;
  readonly learningRate: number;
}

/** Ratios of mean selection errors; 1 means that a knob does not matter, NaN that nothing was measured. */
export function knobEffects(trials: readonly Trial[], grid: DesignGrid): KnobEffects {
  const ranked = rankedCells(trials, designsOf(grid));
  const errorOf = (cell: Design | undefined) =>
    cell === undefined ? Number.NaN : mean(cellErrors(trials, cell));
  const ratio = (knob: keyof Design, values: readonly number[]) => {
    const best = values.map((value) => errorOf(ranked.find((cell) => cell[knob] === value)));
    return Math.max(...best) / Math.min(...best);
  };
  return {
    depth: ratio("depth", grid.depths),
    width: ratio("width", grid.widths),
    learningRate: ratio("learningRate", grid.learningRates),
  };
}

/** Test errors of all runs of a cell. */
export function cellErrors(trials: readonly Trial[], { depth, width, learningRate }: Design): number[] {
  return trials
    .filter(
      ({ design }) =>
        design.depth === depth && design.width === width && design.learningRate === learningRate,
    )
    .map((trial) => trial.testError);
}

/**
 * Standard deviation of a cell's test error: its own, but not below the median of the preset's cells of that depth,
 * since few replicas can agree by chance.
 */
export function spreadOfCell(trials: readonly Trial[], cell: Design): number {
  const cells = new Map(
    trials
      .filter(({ design }) => design.depth === cell.depth)
      .map(({ design }) => [JSON.stringify(design), design]),
  );
  const spreads = [...cells.values()].map((design) => spreadOf(cellErrors(trials, design)));
  return Math.max(spreadOf(cellErrors(trials, cell)), median(spreads));
}

function spreadOf(errors: readonly number[]): number {
  if (errors.length < 2) return 0;
  const centre = mean(errors);
  return Math.sqrt(errors.reduce((sum, error) => sum + (error - centre) ** 2, 0) / (errors.length - 1));
}
