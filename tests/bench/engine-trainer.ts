import { benchSpec } from "@/tests/bench/bench-shapes";
import type { OpenTrainer } from "@/tests/bench/bench-trainer";
import type { PopulationSpec, TrainingEngine } from "@/trainer/training-engine";

/** Times an engine of ours with one replica. */
export function engineTrainer(loadEngine: () => Promise<TrainingEngine>): OpenTrainer {
  return async (shape, learningRate) => {
    const engine = await loadEngine();
    const run = await engine.createRun(benchSpec(shape, learningRate));
    return {
      async train(stepCount) {
        const { state } = await run.advance(stepCount);
        if (state !== "running") throw new Error(`the run has ${state}`);
      },
      loss: async () => (await run.evaluate("training")).loss,
      dispose: () => run.dispose(),
    };
  };
}

/** Times an engine of ours with several replicas that train together; a step is a step of each. */
export function populationTrainer(
  loadEngine: () => Promise<TrainingEngine>,
  replicaCount: number,
): OpenTrainer {
  return async (shape, learningRate) => {
    const engine = await loadEngine();
    if (!engine.createPopulation) throw new Error(`${engine.id} trains no replicas together`);
    const { recipe, training, validation, runSeed } = benchSpec(shape, learningRate);
    const spec: PopulationSpec = {
      recipe,
      training,
      validation,
      replicas: Array.from({ length: replicaCount }, (_, replicaIndex) => ({
        runSeed,
        replicaIndex,
        learningRate,
      })),
    };
    const population = await engine.createPopulation(spec);
    return {
      async train(stepCount) {
        const statuses = await population.advance(stepCount);
        const ended = statuses.find(({ state }) => state !== "running");
        if (ended) throw new Error(`a replica has ${ended.state}`);
      },
      async loss() {
        const [first] = await population.evaluate("training");
        return first?.loss ?? Number.NaN;
      },
      dispose: () => population.dispose(),
    };
  };
}
