import { SeedSchema } from "@/core/random/seed";
import type { Deck } from "@/core/tasks/deck";
import type { Preset } from "@/core/tasks/preset";
import { cutFolds } from "@/core/theory/cross-validation";
import type { ProtocolRecord, ProtocolRun, ProtocolSettings } from "@/core/training/protocol";
import {
  createInstance,
  type Experiment,
  experimentOf,
  type Instance,
  seedsOfInstance,
} from "@/lab/instance";
import { runTrial } from "@/lab/run-trial";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";

/** The instance whose training set chooses the rate; repeats have the numbers after it. */
const searchInstance = 0;
/** Starts and orders of folds are those of instances that nothing else uses. */
const firstFoldInstance = 1_000_000;

/** Trains single runs of a protocol. */
export interface ProtocolTrainer {
  /** Trains the run and adds its result to the record. */
  train(run: ProtocolRun): Promise<void>;
}

/** Opens the trainer of a record, on the wasm engine with two logits. */
export function openProtocolTrainer(
  { deck, preset }: { deck: Deck; preset: Preset },
  record: ProtocolRecord,
): ProtocolTrainer {
  const { settings } = record;
  const experiment = protocolExperiment(deck, preset, settings);
  const seed = SeedSchema.parse(settings.seed);
  const design = (learningRate: number) => ({
    depth: settings.depth,
    width: settings.width,
    learningRate,
  });
  let folds: Instance[] | null = null;

  function makeFolds(): Instance[] {
    const whole = createInstance(experiment, searchInstance, seed);
    return cutFolds(whole.training, settings.foldCount).map(({ fitting, held }, fold) => ({
      ...whole,
      training: fitting,
      validation: held,
      test: held,
      runSeed: seedsOfInstance(firstFoldInstance + fold, seed).runSeed,
    }));
  }

  return {
    async train(run) {
      const { learningRate } = run;
      if (run.kind === "fold") {
        folds ??= makeFolds();
        const instance = folds[run.fold] as Instance;
        const sized = { ...experiment, stepBudget: stepsOf(settings, instance.training.rowCount) };
        const { testError, stopped } = await runTrial(wasmEngine, sized, instance, design(learningRate));
        record.folds.push({ learningRate, fold: run.fold, error: testError, state: stopped });
        return;
      }
      const instance = createInstance(experiment, searchInstance + 1 + run.repeat, seed);
      const result = await runTrial(wasmEngine, experiment, instance, design(learningRate));
      record.repeats.push({
        repeat: run.repeat,
        learningRate,
        testError: result.testError,
        trainingError: result.trainError,
        step: result.steps,
        state: result.stopped,
      });
    },
  };
}

function protocolExperiment(deck: Deck, preset: Preset, settings: ProtocolSettings): Experiment {
  const { trainingSampleCount, testSampleCount, batchSize } = settings;
  return {
    ...experimentOf(deck, preset),
    loss: "softmax",
    trainingSampleCount,
    testSampleCount,
    // The protocol has no validation set beside its folds; engines want at least one row.
    validationSampleCount: 1,
    batchSize,
    stepBudget: stepsOf(settings, trainingSampleCount),
  };
}

function stepsOf({ mostEpochs, batchSize }: ProtocolSettings, rowCount: number): number {
  return mostEpochs * Math.ceil(rowCount / batchSize);
}
