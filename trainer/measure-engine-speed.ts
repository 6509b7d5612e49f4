import { median } from "@/core/numerics/statistics";
import type { Seed } from "@/core/random/seed";
import { publicInputs } from "@/core/tasks/public-inputs";
import { openPopulation } from "@/trainer/open-population";
import type { SpeedShape } from "@/trainer/speed-shape";
import type { TrainingEngine } from "@/trainer/training-engine";

// Not parsed: the schema library would be most of the worker's code.
const anySeed = "62656e63686d61726b2062656e63686d" as Seed;
const rowCount = 500;
/** Chunks about as long as those of a job; longer ones for engines that wait for a device. */
const chunkMilliseconds = { blocking: 10, together: 50 };

/**
 * SGD steps per second of an engine on a shape with batch 50, over about `milliseconds` after a warm-up of a fifth of
 * it. With several replicas, which only engines that train together may be asked for, the steps of all count. It is the
 * median over chunks, so that a device that sleeps for a while is not called slow. `pause` is called between chunks.
 */
export async function measureEngineSpeed(
  engine: TrainingEngine,
  shape: SpeedShape,
  { milliseconds, replicaCount = 1 }: { milliseconds: number; replicaCount?: number },
  clock: { now(): number; pause(): Promise<unknown> },
): Promise<number> {
  const { depth, width, inputDimension } = shape;
  // At this rate nothing is learned, so the run cannot end while it is timed.
  const learningRate = 1e-9;
  const design = { depth, width, learningRate };
  const inputs = publicInputs(anySeed, "training", rowCount, inputDimension);
  const labels = new Uint8Array(Math.ceil(rowCount / 8)).fill(0b01010101);
  const replicas = Array.from({ length: replicaCount }, (_, replicaIndex) => ({
    runSeed: anySeed,
    replicaIndex,
    learningRate,
  }));
  const population = await openPopulation(
    engine,
    {
      recipe: { design, loss: "logistic", batchSize: 50, stepBudget: Number.MAX_SAFE_INTEGER },
      training: { inputs, labels, rowCount, inputDimension },
      validation: null,
      replicas,
    },
    replicas.map(() => null),
  );
  const longestChunk = chunkMilliseconds[engine.createPopulation ? "together" : "blocking"];
  let chunk = 1;
  try {
    await ratesWithin(milliseconds / 5);
    return 1000 * replicaCount * median(await ratesWithin(milliseconds));
  } finally {
    population.dispose();
  }

  /** Steps per millisecond of each chunk, three at least. */
  async function ratesWithin(limitMilliseconds: number): Promise<number[]> {
    const from = clock.now();
    const rates: number[] = [];
    while (rates.length < 3 || clock.now() - from < limitMilliseconds) {
      const chunkFrom = clock.now();
      await population.advance(chunk);
      const took = clock.now() - chunkFrom;
      if (took > 0) rates.push(chunk / took);
      if (took < longestChunk) chunk *= 2;
      await clock.pause();
    }
    return rates;
  }
}
