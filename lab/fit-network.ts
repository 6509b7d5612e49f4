import type { Design } from "@/core/training/design";
import type { InputRows } from "@/core/training/recipe";
import type { Experiment, Instance } from "@/lab/instance";
import type { TrainingEngine } from "@/trainer/training-engine";

/** A trained network as a function of rows; null when it diverged. Ends when the step budget is spent. */
export async function fitNetwork(
  engine: TrainingEngine,
  { loss, batchSize, stepBudget }: Experiment,
  { training, runSeed }: Instance,
  design: Design,
): Promise<FittedNetwork | null> {
  const run = await engine.createRun({
    recipe: { design, loss, batchSize, stepBudget },
    training,
    validation: null,
    runSeed,
    replicaIndex: 0,
  });
  const { state } = await run.advance(stepBudget);
  if (state === "diverged") {
    run.dispose();
    return null;
  }
  return {
    readWeights: () => run.readWeights(),
    predict: (rows) => run.valuesOf(rows.inputs, rows.rowCount),
    dispose: () => run.dispose(),
  };
}

/** Gives its memory back with `dispose`; not to be used after. */
export interface FittedNetwork {
  predict(rows: InputRows): Promise<ArrayLike<number>>;
  /** In the order of `weightLayout`. */
  readWeights(): Promise<Float32Array>;
  dispose(): void;
}
