import { cappedError } from "@/core/game/race";
import type { TrainingReport } from "@/trainer/trainer-client";

/** A report with errors as they are drawn, told and stored. What is not a number stays, for the curve to leave out. */
export function cappedReport(report: TrainingReport): TrainingReport {
  if (report.kind !== "progress" && report.kind !== "run-finished") return report;
  const { trainingError, validationError } = report;
  return {
    ...report,
    trainingError: Number.isNaN(trainingError) ? trainingError : cappedError(trainingError),
    validationError: validationError === null ? null : cappedError(validationError),
  };
}
