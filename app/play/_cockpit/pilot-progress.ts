import type { PilotRun } from "@/app/_training/training-state";
import { median } from "@/core/numerics/statistics";

export interface PilotProgress {
  /** Share of the whole pilot that is done, 0 to 1. */
  readonly share: number;
  readonly doneCount: number;
  /** Of the run that has come furthest among those that train; of all when none does. */
  readonly step: number;
  /** Median of the newest validation errors of the runs; null before the first. */
  readonly validationError: number | null;
}

/** How far a pilot on this device is. Finished replicas count whole, even when they stopped early. */
export function pilotProgress(run: PilotRun, stepBudget: number): PilotProgress {
  const shares = run.curves.map((curve) =>
    curve.isFinished ? 1 : (curve.points.at(-1)?.step ?? 0) / stepBudget,
  );
  const unfinished = run.curves.filter((curve) => !curve.isFinished);
  const steps = (unfinished.length > 0 ? unfinished : run.curves).map(
    (curve) => curve.points.at(-1)?.step ?? 0,
  );
  const newest = run.curves.flatMap((curve) => {
    const point = curve.points.findLast((candidate) => candidate.validationError !== null);
    return point?.validationError == null ? [] : [point.validationError];
  });
  return {
    share: shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length),
    doneCount: run.curves.length - unfinished.length,
    step: Math.max(0, ...steps),
    validationError: newest.length === 0 ? null : median(newest),
  };
}

/** Tenths of a run: what is read out changes at most this often. */
export function announcedTenth(share: number): number {
  return Math.floor(share * 10 + 1e-9);
}
