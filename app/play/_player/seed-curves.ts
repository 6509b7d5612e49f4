import type { RunCurve } from "@/app/_training/run-curve";
import type { SeedCurves } from "@/app/_ui/charts/learning-curves-layout";
import type { PilotRunResult } from "@/core/game/session-state";
import { type PilotPlan, pilotRuns } from "@/core/game/sweep";

/** Curves of this device in the form that the figure draws; with what they differ in where a pilot sweeps. */
export function seedCurvesOf(curves: readonly RunCurve[], plan: PilotPlan | null = null): SeedCurves[] {
  return curves.map((curve) => ({
    replicaIndex: curve.runIndex,
    ...whatDiffers(plan, curve.runIndex),
    training: curve.points.map(({ step, trainingError }) => ({ step, error: trainingError })),
    validation: curve.points.flatMap(({ step, validationError }) =>
      validationError === null ? [] : [{ step, error: validationError }],
    ),
    isFinished: curve.isFinished,
  }));
}

/** What is known of a pilot that another device trained, or this one before a reload: where it ended. */
export function seedCurvesOfResult(result: readonly PilotRunResult[], plan: PilotPlan): SeedCurves[] {
  return result.map(({ runIndex, step, trainingError, validationError }) => ({
    replicaIndex: runIndex,
    ...whatDiffers(plan, runIndex),
    training: [{ step, error: trainingError }],
    validation: [{ step, error: validationError }],
    isFinished: true,
  }));
}

function whatDiffers(
  plan: PilotPlan | null,
  runIndex: number,
): Pick<SeedCurves, "learningRate" | "side" | "seedIndex"> {
  const run = plan === null ? undefined : pilotRuns(plan)[runIndex];
  if (run === undefined || plan === null || plan.sweep === null) return {};
  if (plan.sweep.kind === "learning-rates") return { learningRate: run.design.learningRate };
  if (plan.sweep.kind === "seeds") return {};
  const { knob } = plan.sweep;
  return { side: { knob, value: run.design[knob] }, seedIndex: run.replicaIndex };
}
