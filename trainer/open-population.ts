import type {
  PopulationSpec,
  RunCheckpoint,
  TrainingEngine,
  TrainingPopulation,
  TrainingRun,
} from "@/trainer/training-engine";

/** Runs of a job that train together: their places in the job. */
export type RunGroup = readonly number[];

/** How an engine takes up runs: all together where that is faster, else one after another. */
export function runGroups(engine: TrainingEngine, runIndices: readonly number[]): RunGroup[] {
  return engine.createPopulation ? [runIndices] : runIndices.map((runIndex) => [runIndex]);
}

/** Starts the replicas of `spec`, or goes on from their checkpoints; a single run is a population of one. */
export async function openPopulation(
  engine: TrainingEngine,
  spec: PopulationSpec,
  checkpoints: readonly (RunCheckpoint | null)[],
): Promise<TrainingPopulation> {
  if (engine.createPopulation) return engine.createPopulation(spec, checkpoints);
  const { recipe, training, validation, replicas } = spec;
  const [replica] = replicas;
  if (replica === undefined || replicas.length > 1) throw new Error(`${engine.id} trains one run at a time`);
  const { learningRate, runSeed, replicaIndex } = replica;
  const design = { ...recipe.design, learningRate };
  const runSpec = { recipe: { ...recipe, design }, training, validation, runSeed, replicaIndex };
  return populationOfOne(await engine.createRun(runSpec, checkpoints[0] ?? undefined));
}

function populationOfOne(run: TrainingRun): TrainingPopulation {
  return {
    advance: async (stepCount, options) => [await run.advance(stepCount, options)],
    evaluate: async (split, rowCount) => [await run.evaluate(split, rowCount)],
    valuesOf: async (inputs, rowCount) => [await run.valuesOf(inputs, rowCount)],
    observe: async () => [await run.observe()],
    readWeights: async () => [await run.readWeights()],
    checkpoint: async () => [await run.checkpoint()],
    dispose: () => run.dispose(),
  };
}
