import { linePath } from "@/core/figures/line-path";
import { positionOf, type Scale } from "@/core/figures/scale";
import { spreadLabels } from "@/core/figures/spread-labels";
import type { CurvePoint } from "./curve";
import { curveScales, type SeedCurves, shownPoints } from "./learning-curves-layout";

/** One run of a sweep of learning rates, in pixels. */
export type DrawnSweepRun = {
  runIndex: number;
  learningRate: number;
  validationPath: string;
  trainingPath: string;
  /** Last point of the validation error; of the training error before the first. Null before any report. */
  end: { x: number; y: number; error: number } | null;
  isBest: boolean;
  /** Height of its word; null where there is no room for it. */
  labelY: number | null;
};

export type SweepCurvesLayout = {
  x: Scale;
  y: Scale;
  runs: DrawnSweepRun[];
  chanceLabelY: number;
};

type Plot = { left: number; right: number; top: number; bottom: number };

/** A run whose curves are drawn with its rate. */
export type SweptCurves = SeedCurves & { learningRate: number };

/** The run with the lowest last validation error; null before the first. */
export function bestSweptRun(runs: readonly SweptCurves[]): SweptCurves | null {
  const lastError = (run: SweptCurves) =>
    run.validation.findLast((point) => Number.isFinite(point.error))?.error;
  return runs.reduce<SweptCurves | null>((best, run) => {
    const error = lastError(run);
    const leader = best === null ? undefined : lastError(best);
    return error !== undefined && (leader === undefined || error < leader) ? run : best;
  }, null);
}

/**
 * Everything that the drawing of a sweep of rates needs. Every run has its lines; words stand at the ends of as many
 * lines as have room, the best one first, then the lowest errors.
 */
export function sweepCurvesLayout(
  runs: readonly SweptCurves[],
  options: { stepBudget: number; chanceError: number; plot: Plot; labelGap: number },
): SweepCurvesLayout {
  const { chanceError, plot, labelGap } = options;
  const { x, y, place } = curveScales(runs, options);
  const best = bestSweptRun(runs);
  const drawn = runs.map((run): Omit<DrawnSweepRun, "labelY"> => {
    const validation = shownPoints(run.validation);
    const training = shownPoints(run.training);
    const last: CurvePoint | undefined = validation.at(-1) ?? training.at(-1);
    return {
      runIndex: run.replicaIndex,
      learningRate: run.learningRate,
      validationPath: linePath(validation.map(place)),
      trainingPath: linePath(training.map(place)),
      end: last === undefined ? null : { ...place(last), error: last.error },
      isBest: run === best,
    };
  });

  const room = Math.max(1, Math.floor((plot.bottom - plot.top) / labelGap));
  const named = drawn
    .filter((run) => run.end !== null)
    .sort((left, right) => (left.end?.error ?? 0) - (right.end?.error ?? 0))
    .sort((left, right) => Number(right.isBest) - Number(left.isBest))
    .slice(0, room);
  const wanted = [positionOf(y, chanceError), ...named.map((run) => run.end?.y ?? plot.bottom)];
  const [chanceLabelY = 0, ...heights] = spreadLabels(wanted, labelGap, [plot.top, plot.bottom]);
  const labelYOf = new Map(named.map((run, index) => [run.runIndex, heights[index] ?? null]));
  return {
    x,
    y,
    runs: drawn.map((run) => ({ ...run, labelY: labelYOf.get(run.runIndex) ?? null })),
    chanceLabelY,
  };
}
