import { pilotReplicaIndex } from "@/core/bank/measured-pilots";
import { standardDeviation } from "@/core/numerics/statistics";
import type { Design } from "@/core/training/design";
import { evaluateOutputs } from "@/core/training/evaluate-outputs";
import type { RunState, TrainingRows } from "@/core/training/recipe";
import { flopsPerRow } from "@/core/training/training-flops";
import type { Experiment, Instance } from "@/lab/instance";
import type { TrainingEngine } from "@/trainer/training-engine";

/** What one finished run of the lab found. Errors as in `Evaluation`; chance level when it diverged. */
export interface TrialResult {
  readonly testError: number;
  readonly trainError: number;
  readonly validationError: number;
  readonly steps: number;
  readonly flops: number;
  readonly stopped: Exclude<RunState, "running">;
}

/** Trains `design` on one instance to the end and measures it on all rows of all splits. */
export async function runTrial(
  engine: TrainingEngine,
  experiment: Experiment,
  instance: Instance,
  design: Design,
): Promise<TrialResult> {
  const { loss, batchSize, stepBudget, inputDimension } = experiment;
  const run = await engine.createRun({
    recipe: { design, loss, batchSize, stepBudget },
    training: instance.training,
    validation: instance.validation,
    runSeed: instance.runSeed,
    replicaIndex: 0,
  });
  try {
    const { step, state, seen } = await run.advance(stepBudget);
    if (state === "running") throw new Error("a run ends within its step budget");
    const end = { steps: step, flops: seen.rowCount * flopsPerRow(design, inputDimension), stopped: state };
    if (state === "diverged") {
      const chance = chanceErrorOf(instance.test);
      return { testError: chance, trainError: chance, validationError: chance, ...end };
    }
    const outputs = await run.valuesOf(instance.test.inputs, instance.test.rowCount);
    return {
      testError: evaluateOutputs(outputs, instance.test, loss).error,
      trainError: (await run.evaluate("training")).error,
      validationError: (await run.evaluate("validation")).error,
      ...end,
    };
  } finally {
    run.dispose();
  }
}

/**
 * Trains `design` for the steps of a pilot, `experiment.stepBudget`, from the weights of another replica than the full
 * run's, and gives its error on all validation rows; chance level when it diverged.
 */
export async function runPilot(
  engine: TrainingEngine,
  experiment: Experiment,
  { training, validation, runSeed }: Instance,
  design: Design,
): Promise<number> {
  const { loss, batchSize, stepBudget } = experiment;
  const recipe = { design, loss, batchSize, stepBudget };
  const run = await engine.createRun({
    recipe,
    training,
    validation,
    runSeed,
    replicaIndex: pilotReplicaIndex,
  });
  try {
    const { state } = await run.advance(stepBudget);
    if (state === "diverged") return chanceErrorOf(validation);
    return (await run.evaluate("validation")).error;
  } finally {
    run.dispose();
  }
}

/** Error of the best constant answer: half the labels, or the standard deviation of the targets. */
export function chanceErrorOf(rows: TrainingRows): number {
  return "labels" in rows ? 0.5 : standardDeviation([...rows.targets]);
}
