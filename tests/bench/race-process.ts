// A process of the bench's races in Node: trains one replica after another on the wasm engine.
import { SeedSchema } from "@/core/random/seed";
import { noiseRows } from "@/tests/bench/bench-shapes";
import { type RaceSize, raceLearningRate } from "@/tests/bench/race-sizes";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";

/** What a process is asked to do: train one replica so many steps, or make the rows of a size beforehand. */
export type RaceRequest = { size: RaceSize; replicaIndex: number; stepCount: number } | { size: RaceSize };

const runSeed = SeedSchema.parse("72616365207261636520726163652072");
const rowsOf = new Map<string, ReturnType<typeof noiseRows>>();

function rowsFor(size: RaceSize): ReturnType<typeof noiseRows> {
  const rows = rowsOf.get(size.name) ?? noiseRows(size, size.rowCount);
  rowsOf.set(size.name, rows);
  return rows;
}

async function train(size: RaceSize, replicaIndex: number, stepCount: number): Promise<void> {
  const { depth, width, loss, batchSize } = size;
  const design = { depth, width, learningRate: raceLearningRate };
  const run = await wasmEngine.createRun({
    recipe: { design, loss, batchSize, stepBudget: stepCount },
    training: rowsFor(size),
    validation: null,
    runSeed,
    replicaIndex,
  });
  const { state } = await run.advance(stepCount);
  run.dispose();
  if (state !== "budget-spent") throw new Error(`a replica of ${size.name} has ${state}`);
}

process.on("message", async (request: RaceRequest) => {
  if ("stepCount" in request) await train(request.size, request.replicaIndex, request.stepCount);
  else rowsFor(request.size);
  process.send?.({});
});
process.on("disconnect", () => process.exit(0));
