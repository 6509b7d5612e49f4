import { median } from "@/core/numerics/statistics";

/** One reported error, `step` from 1. */
export type CurvePoint = { step: number; error: number };

/** The reports of one seed, ascending in steps. */
export type SeedCurve = {
  points: readonly CurvePoint[];
  /** The run is over: its last error holds from there on. */
  isFinished: boolean;
};

/** Error of a seed at `step`, linear between reports; null before its first and, unless finished, after its last. */
export function errorAt(curve: SeedCurve, step: number): number | null {
  const { points } = curve;
  const after = firstIndexFrom(points, step);
  if (after === points.length) return curve.isFinished ? (points.at(-1)?.error ?? null) : null;
  const right = points[after];
  const left = points[after - 1];
  if (!right || right.step === step) return right?.error ?? null;
  if (!left) return null;
  const share = (step - left.step) / (right.step - left.step);
  return left.error + share * (right.error - left.error);
}

/** Index of the first report at `step` or later, by halving: curves are read anew ten times a second. */
function firstIndexFrom(points: readonly CurvePoint[], step: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.step ?? step) < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Median over the seeds at every step that any of them reported. */
export function medianCurve(seeds: readonly SeedCurve[]): CurvePoint[] {
  const steps = [...new Set(seeds.flatMap((seed) => seed.points.map((point) => point.step)))];
  return steps
    .sort((left, right) => left - right)
    .map((step) => {
      const errors = seeds.map((seed) => errorAt(seed, step)).filter((error) => error !== null);
      return { step, error: median(errors) };
    });
}

/** Step at which a curve first reaches `level` from above, between reports by interpolation in log steps. */
export function firstCrossing(points: readonly CurvePoint[], level: number): number | null {
  const after = points.findIndex((point) => point.error <= level);
  const right = points[after];
  const left = points[after - 1];
  if (!right) return null;
  if (!left || left.error === right.error) return right.step;
  const share = (left.error - level) / (left.error - right.error);
  return left.step * (right.step / left.step) ** share;
}
