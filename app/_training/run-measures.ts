import { fourDigits, mostSummaryPoints } from "@/core/game/run-summary";
import type { RunMeasures } from "@/core/game/run-summary-schema";
import type { RunCurve } from "./run-curve";

/** Inputs whose sensitivities leave room for the curve in a summary. */
const mostSensitivities = 200;

/**
 * What the server keeps of a finished run, in four digits: its end and its curve at the steps that all runs share.
 * Null when the run has not finished or its numbers are not finite.
 */
export function runMeasures({ points, end }: RunCurve): RunMeasures | null {
  if (end === null || !Number.isFinite(end.trainingError)) return null;
  const shared = points.filter((point) => point.isShared);
  return {
    step: end.step,
    trainingError: fourDigits(end.trainingError),
    validationError: orNull(end.validationError),
    diverged: end.diverged,
    displacement: listOrNull(end.displacement),
    gradientNorm: orNull(end.gradientNorm),
    sensitivities:
      (end.sensitivities?.length ?? 0) > mostSensitivities ? null : listOrNull(end.sensitivities),
    curve: shared
      .slice(-mostSummaryPoints)
      .map(({ step, trainingError, validationError }) => [
        step,
        fourDigits(trainingError),
        orNull(validationError),
      ]),
  };
}

function orNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? fourDigits(value) : null;
}

function listOrNull(values: readonly number[] | null): number[] | null {
  return values?.every(Number.isFinite) ? values.map(fourDigits) : null;
}
