import type { RunCurve } from "@/app/_training/run-curve";
import type { SeedCurves } from "@/app/_ui/charts/learning-curves-layout";
import type { PilotRunResult } from "@/core/game/session-state";

/** Curves of this device in the form that the figure draws. */
export function seedCurvesOf(curves: readonly RunCurve[]): SeedCurves[] {
  return curves.map((curve) => ({
    replicaIndex: curve.runIndex,
    training: curve.points.map(({ step, trainingError }) => ({ step, error: trainingError })),
    validation: curve.points.flatMap(({ step, validationError }) =>
      validationError === null ? [] : [{ step, error: validationError }],
    ),
    isFinished: curve.isFinished,
  }));
}

/** What is known of a pilot that another device trained, or this one before a reload: where it ended. */
export function seedCurvesOfResult(result: readonly PilotRunResult[]): SeedCurves[] {
  return result.map(({ runIndex, step, trainingError, validationError }) => ({
    replicaIndex: runIndex,
    training: [{ step, error: trainingError }],
    validation: [{ step, error: validationError }],
    isFinished: true,
  }));
}
