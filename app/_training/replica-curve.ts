import type { TrainingReport } from "@/trainer/trainer-client";

type ReplicaReport = Extract<TrainingReport, { kind: "progress" | "replica-finished" }>;

export interface CurvePoint {
  readonly step: number;
  readonly trainingError: number;
  readonly validationError: number | null;
}

/** What one replica has shown so far; steps ascend. */
export interface ReplicaCurve {
  readonly replicaIndex: number;
  readonly points: readonly CurvePoint[];
  readonly isFinished: boolean;
  readonly diverged: boolean;
}

/** The curve with one more report. A report of a step that is known already replaces it. */
export function withReport(curve: ReplicaCurve, report: ReplicaReport): ReplicaCurve {
  const { step, trainingError, validationError } = report;
  const isDrawable = Number.isFinite(trainingError);
  const points = isDrawable
    ? [...curve.points.filter((point) => point.step < step), { step, trainingError, validationError }]
    : curve.points;
  if (report.kind === "progress") return { ...curve, points };
  return { ...curve, points, isFinished: true, diverged: report.diverged };
}

/** A curve on which nothing stands yet. */
export function emptyCurve(replicaIndex: number): ReplicaCurve {
  return { replicaIndex, points: [], isFinished: false, diverged: false };
}

/** `curves` with the report put into the curve of its replica. */
export function withReplicaReport(
  curves: readonly ReplicaCurve[],
  report: ReplicaReport,
): readonly ReplicaCurve[] {
  return curves.map((curve) =>
    curve.replicaIndex === report.replicaIndex ? withReport(curve, report) : curve,
  );
}
