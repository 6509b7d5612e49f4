import type { Seed } from "@/core/random/seed";
import { publicInputs } from "@/core/tasks/public-inputs";
import type { TrainingEngine } from "@/trainer/training-engine";

// Not parsed: the schema library would be most of the worker's code.
const anySeed = "62656e63686d61726b2062656e63686d" as Seed;
const rowCount = 500;

/** A shape to time. */
export interface SpeedShape {
  depth: number;
  width: number;
  inputDimension: number;
}

/** The shape on which devices are compared: one from the middle of the decks' grids. */
export function deviceShape(inputDimension: number): SpeedShape {
  return { depth: 3, width: 20, inputDimension };
}

/**
 * SGD steps per second of an engine on a shape with batch 50, over about `milliseconds` after a warm-up of a fifth of
 * it. `pause` is called between chunks.
 */
export async function measureEngineSpeed(
  engine: TrainingEngine,
  shape: SpeedShape,
  milliseconds: number,
  clock: { now(): number; pause(): Promise<unknown> },
): Promise<number> {
  const { depth, width, inputDimension } = shape;
  // At this rate nothing is learned, so the run cannot end while it is timed.
  const design = { depth, width, learningRate: 1e-9 };
  const inputs = publicInputs(anySeed, "training", rowCount, inputDimension);
  const labels = new Uint8Array(Math.ceil(rowCount / 8)).fill(0b01010101);
  const run = await engine.createRun({
    recipe: { design, loss: "logistic", batchSize: 50, stepBudget: Number.MAX_SAFE_INTEGER },
    training: { inputs, labels, rowCount, inputDimension },
    validation: null,
    runSeed: anySeed,
    replicaIndex: 0,
  });
  await stepsWithin(milliseconds / 5);
  const startedAt = clock.now();
  const stepCount = await stepsWithin(milliseconds);
  const seconds = (clock.now() - startedAt) / 1000;
  run.dispose();
  return stepCount / seconds;

  async function stepsWithin(limitMilliseconds: number): Promise<number> {
    const from = clock.now();
    let done = 0;
    let chunk = 1;
    while (clock.now() - from < limitMilliseconds) {
      const chunkFrom = clock.now();
      await run.advance(chunk);
      done += chunk;
      if (clock.now() - chunkFrom < 10) chunk *= 2;
      await clock.pause();
    }
    return done;
  }
}
