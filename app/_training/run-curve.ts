import type { ProgressReport, RunFinishedReport } from "@/trainer/trainer-client";

export interface CurvePoint {
  readonly step: number;
  readonly trainingError: number;
  readonly validationError: number | null;
  /** True at the steps that all runs with one step budget share, and at the run's end. */
  readonly isShared: boolean;
}

/** How a run ended. */
export type RunEnd = Omit<RunFinishedReport, "kind" | "jobId" | "runIndex" | "predictions">;

/** What one run has shown so far; steps ascend. */
export interface RunCurve {
  /** Its place among the runs of a pilot; in the race its replica. */
  readonly runIndex: number;
  readonly points: readonly CurvePoint[];
  readonly isFinished: boolean;
  readonly diverged: boolean;
  /** Null until it has finished. */
  readonly end: RunEnd | null;
}

/**
 * The curve with one more report. A run that went on from an earlier step, on another engine, replaces what it had
 * shown from there on.
 */
export function withReport(curve: RunCurve, report: ProgressReport | RunFinishedReport): RunCurve {
  const { step, trainingError, validationError } = report;
  const isShared = report.kind === "run-finished" || report.isCurvePoint;
  const point = { step, trainingError, validationError, isShared };
  const points = Number.isFinite(trainingError)
    ? [...curve.points.filter((earlier) => earlier.step < step), point]
    : curve.points;
  if (report.kind === "progress") return { ...curve, points };
  const { kind: _, jobId: __, runIndex: ___, predictions: ____, ...end } = report;
  return { ...curve, points, isFinished: true, diverged: report.diverged, end };
}

/** A curve on which nothing stands yet. */
export function emptyCurve(runIndex: number): RunCurve {
  return { runIndex, points: [], isFinished: false, diverged: false, end: null };
}

/** `curves` with the report put into the curve of its run. */
export function withRunReport(
  curves: readonly RunCurve[],
  report: ProgressReport | RunFinishedReport,
): readonly RunCurve[] {
  return curves.map((curve) => (curve.runIndex === report.runIndex ? withReport(curve, report) : curve));
}
