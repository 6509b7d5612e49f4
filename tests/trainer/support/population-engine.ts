import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import type { TrainingEngine, TrainingRun } from "@/trainer/training-engine";

/** The JavaScript engine as one that trains replicas together, as a GPU does. */
export function aPopulationEngine(): TrainingEngine {
  return {
    ...javascriptEngine,
    id: "webgpu",
    async createPopulation({ recipe, training, validation, replicas }, checkpoints) {
      const runs = await Promise.all(
        replicas.map(({ learningRate, runSeed, replicaIndex }, place) => {
          const design = { ...recipe.design, learningRate };
          const spec = { recipe: { ...recipe, design }, training, validation, runSeed, replicaIndex };
          return javascriptEngine.createRun(spec, checkpoints?.[place] ?? undefined);
        }),
      );
      const all = <Value>(ask: (run: TrainingRun) => Promise<Value>) => Promise.all(runs.map(ask));
      return {
        advance: (stepCount, options) => all((run) => run.advance(stepCount, options)),
        evaluate: (split, rowCount) => all((run) => run.evaluate(split, rowCount)),
        valuesOf: (inputs, rowCount) => all((run) => run.valuesOf(inputs, rowCount)),
        observe: () => all((run) => run.observe()),
        readWeights: () => all((run) => run.readWeights()),
        checkpoint: () => all((run) => run.checkpoint()),
        dispose: () => {
          for (const run of runs) run.dispose();
        },
      };
    },
  };
}
