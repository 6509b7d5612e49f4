import { linePath } from "@/core/figures/line-path";
import { linearScale, logScale, positionOf, type Scale } from "@/core/figures/scale";
import { spreadLabels } from "@/core/figures/spread-labels";
import type { Knob } from "@/core/game/knob";
import { type CurvePoint, medianCurve, type SeedCurve } from "./curve";

/** One run of a pilot: what its training and its validation rows say. */
export type SeedCurves = {
  /** The run's place in its pilot, the seed in the race. */
  replicaIndex: number;
  /** Given where the runs differ in it. */
  learningRate?: number;
  /** Given in a duel: the knob in which its designs differ, and this run's value. */
  side?: { knob: Knob; value: number };
  /** Given in a duel, where a seed occurs on both sides. */
  seedIndex?: number;
  training: readonly CurvePoint[];
  validation: readonly CurvePoint[];
  isFinished: boolean;
};

export type CurveKind = "training" | "validation";

export type DrawnCurve = {
  kind: CurveKind;
  /** One hairline per seed; empty where one seed is all. */
  seedPaths: string[];
  medianPath: string;
  /** Last point of the median; null before the first report. */
  end: { x: number; y: number; error: number } | null;
};

export type LearningCurvesLayout = {
  x: Scale;
  y: Scale;
  curves: DrawnCurve[];
  /** Heights of the words at the line ends, spread so that they never touch. */
  labelY: Record<CurveKind | "chance", number>;
};

type Plot = { left: number; right: number; top: number; bottom: number };

export const firstShownStep = 10;

/** Highest error on the axis: chance with air above it, more where a run is worse than chance. */
export function highestError(seeds: readonly SeedCurves[], chanceError: number): number {
  const errors = seeds.flatMap((seed) => [...seed.training, ...seed.validation]).map((point) => point.error);
  const finite = errors.filter(Number.isFinite);
  const worst = finite.reduce((left, right) => Math.max(left, right), chanceError);
  return Math.min(Math.max(chanceError * 1.06, worst), chanceError * 1.6);
}

/** The axes of a figure of errors over steps, and where a point stands on them; errors beyond the axis stand at its end. */
export function curveScales(
  seeds: readonly SeedCurves[],
  { stepBudget, chanceError, plot }: { stepBudget: number; chanceError: number; plot: Plot },
) {
  const x = logScale([firstShownStep, Math.max(stepBudget, firstShownStep * 10)], [plot.left, plot.right]);
  const top = highestError(seeds, chanceError);
  const y = linearScale([0, top], [plot.bottom, plot.top]);
  const place = (point: CurvePoint) => ({
    x: positionOf(x, point.step),
    y: positionOf(y, Math.min(point.error, top)),
  });
  return { x, y, place };
}

/** Everything that the drawing of pilot curves needs, in pixels. */
export function learningCurvesLayout(
  seeds: readonly SeedCurves[],
  options: { stepBudget: number; chanceError: number; plot: Plot; labelGap: number },
): LearningCurvesLayout {
  const { chanceError, plot, labelGap } = options;
  const { x, y, place } = curveScales(seeds, options);

  const curves = (["training", "validation"] as const).map((kind): DrawnCurve => {
    const visible = seeds
      .map((seed): SeedCurve => ({ points: shownPoints(seed[kind]), isFinished: seed.isFinished }))
      .filter((seed) => seed.points.length > 0);
    const middle = medianCurve(visible);
    const last = middle.at(-1);
    return {
      kind,
      seedPaths: visible.length > 1 ? visible.map((seed) => linePath(seed.points.map(place))) : [],
      medianPath: linePath(middle.map(place)),
      end: last ? { ...place(last), error: last.error } : null,
    };
  });

  const wanted = [
    curves[0]?.end?.y ?? plot.bottom,
    curves[1]?.end?.y ?? plot.bottom,
    positionOf(y, chanceError),
  ];
  const [training = 0, validation = 0, chance = 0] = spreadLabels(wanted, labelGap, [plot.top, plot.bottom]);
  return { x, y, curves, labelY: { training, validation, chance } };
}

/** The points that have a place on the axes. */
export function shownPoints(points: readonly CurvePoint[]): CurvePoint[] {
  return points.filter((point) => point.step >= firstShownStep && Number.isFinite(point.error));
}
