import { raceReplicaCount } from "@/core/game/race";
import type { Deck } from "@/core/tasks/deck";
import type { Preset } from "@/core/tasks/preset";
import { makeSplit, type TaskInstance } from "@/core/tasks/task-instance";
import type { Design } from "@/core/training/design";
import { evaluateOutputs } from "@/core/training/evaluate-outputs";
import type { TrainingRows } from "@/core/training/recipe";
import { experimentOf, labSeed, seedsOfInstance } from "@/lab/instance";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import type { TrainingEngine } from "@/trainer/training-engine";

/** How much more a forger trains on: rows that it labels itself by the rule, which it has found out. */
export const forgedDataFactor = 20;
/** Replicas that the referee trains again. */
const retrainedCount = 2;
/** Instances from here on give the forger's inputs. */
const forgersInstances = 1_000_000;

/** Test errors of one design on one instance, from three hands. */
export interface ForgedDraw {
  /** A device that trains what it should, on an engine whose rounding is not the server's. */
  readonly honest: readonly number[];
  /** The same design, seeds and batch on 20 times the data for as many epochs. */
  readonly forged: readonly number[];
  /** The server's, of the first replicas. */
  readonly retrained: readonly number[];
  /** The house run. */
  readonly house: readonly number[];
}

/** Plays one draw of a preset: the same design trained honestly, by a forger and by the server. */
export async function playForger(
  deck: Deck,
  preset: Preset,
  design: Design,
  number: number,
): Promise<ForgedDraw> {
  const { task, inputDimension, trainingSampleCount, testSampleCount, stepBudget } = experimentOf(
    deck,
    preset,
  );
  const { publicSeed, secretSeed, runSeed } = seedsOfInstance(number, labSeed);
  const dealt: TaskInstance = { task, inputDimension, publicSeed, secretSeed };
  const elsewhere = { ...dealt, publicSeed: seedsOfInstance(forgersInstances + number, labSeed).publicSeed };
  const given = makeSplit(dealt, "training", trainingSampleCount);
  // Validation rows carry no noise, as labels by the rule do not.
  const labelled = makeSplit(elsewhere, "validation", forgedDataFactor * trainingSampleCount);
  const test = makeSplit(dealt, "test", testSampleCount);
  const errors = (training: TrainingRows, changed: Partial<Training>, count = raceReplicaCount) =>
    trainReplicas(
      { deck, engine: wasmEngine, design, training, test, runSeed, stepBudget, ...changed },
      count,
    );
  return {
    honest: await errors(given, { engine: javascriptEngine }),
    forged: await errors(labelled, { stepBudget: forgedDataFactor * stepBudget }),
    retrained: await errors(given, {}, retrainedCount),
    house: await errors(given, { design: preset.houseDesign }),
  };
}

interface Training {
  readonly deck: Deck;
  readonly engine: TrainingEngine;
  readonly design: Design;
  readonly training: TrainingRows;
  readonly test: TrainingRows;
  readonly runSeed: ReturnType<typeof seedsOfInstance>["runSeed"];
  readonly stepBudget: number;
}

async function trainReplicas(training: Training, count: number): Promise<number[]> {
  const { deck, engine, design, test, runSeed, stepBudget } = training;
  const { loss, batchSize } = deck;
  const errors: number[] = [];
  for (let replicaIndex = 0; replicaIndex < count; replicaIndex += 1) {
    const run = await engine.createRun({
      recipe: { design, loss, batchSize, stepBudget },
      training: training.training,
      validation: null,
      runSeed,
      replicaIndex,
    });
    const { state } = await run.advance(stepBudget);
    const values = state === "diverged" ? null : await run.valuesOf(test.inputs, test.rowCount);
    errors.push(values === null ? 0.5 : evaluateOutputs(values, test, loss).error);
    run.dispose();
  }
  return errors;
}
