import { linePath } from "@/core/figures/line-path";
import { positionOf, type Scale } from "@/core/figures/scale";
import { spreadLabels } from "@/core/figures/spread-labels";
import { type CurvePoint, errorAt, medianCurve, type SeedCurve } from "./curve";
import { type DuelCurves, duelSidesOf } from "./duel-curves";
import { curveScales, shownPoints } from "./learning-curves-layout";

/** One design of a duel, in pixels. */
export type DrawnDuelSide = {
  value: number;
  /** Median over the seeds. */
  path: string;
  /** Lowest to highest seed at each step that all seeds have come to. */
  bandPath: string;
  /** Last point of the median; null before any report. */
  end: { x: number; y: number; error: number } | null;
  labelY: number;
};

type Plot = { left: number; right: number; top: number; bottom: number };

export type DuelCurvesLayout = { x: Scale; y: Scale; sides: DrawnDuelSide[]; chanceLabelY: number };

/** Everything that the drawing of a duel needs: validation errors only, so that two lines stay two lines. */
export function duelCurvesLayout(
  runs: readonly DuelCurves[],
  options: { stepBudget: number; chanceError: number; plot: Plot; labelGap: number },
): DuelCurvesLayout {
  const { chanceError, plot, labelGap } = options;
  const { x, y, place } = curveScales(runs, options);
  const drawn = duelSidesOf(runs).map(({ value, runs: seeds }) => {
    const curves = seeds.map(
      (seed): SeedCurve => ({
        points: shownPoints(seed.validation),
        isFinished: seed.isFinished,
      }),
    );
    const middle = medianCurve(curves.filter((curve) => curve.points.length > 0));
    const last = middle.at(-1);
    return {
      value,
      path: linePath(middle.map(place)),
      bandPath: bandPath(curves, middle, place),
      end: last === undefined ? null : { ...place(last), error: last.error },
    };
  });
  const wanted = [positionOf(y, chanceError), ...drawn.map((side) => side.end?.y ?? plot.bottom)];
  const [chanceLabelY = 0, ...heights] = spreadLabels(wanted, labelGap, [plot.top, plot.bottom]);
  return {
    x,
    y,
    sides: drawn.map((side, index) => ({ ...side, labelY: heights[index] ?? plot.bottom })),
    chanceLabelY,
  };
}

function bandPath(
  curves: readonly SeedCurve[],
  middle: readonly CurvePoint[],
  place: (point: CurvePoint) => { x: number; y: number },
): string {
  const bands = middle.flatMap(({ step }) => {
    const errors = curves.map((curve) => errorAt(curve, step)).filter((error) => error !== null);
    return errors.length < curves.length
      ? []
      : [{ step, low: Math.min(...errors), high: Math.max(...errors) }];
  });
  if (bands.length < 2 || curves.length < 2) return "";
  const upper = bands.map(({ step, high }) => place({ step, error: high }));
  const lower = bands.map(({ step, low }) => place({ step, error: low })).reverse();
  return `${linePath([...upper, ...lower])}Z`;
}
