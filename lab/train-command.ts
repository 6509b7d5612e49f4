import { mean, standardError } from "@/core/numerics/statistics";
import { DesignSchema } from "@/core/training/design";
import {
  type NumberRange,
  neededNumber,
  type Options,
  type Output,
  refuseOptions,
  seedOption,
  textOption,
  UsageError,
} from "@/lab/command-line";
import { createInstance, type Experiment, experimentOf, labSeed, usualLoss } from "@/lab/instance";
import { presetOfOptions } from "@/lab/preset-option";
import { runTrial, type TrialResult } from "@/lab/run-trial";
import { describeParameters, taskOfOptions, taskOptionNames } from "@/lab/task-options";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import type { TrainingEngine } from "@/trainer/training-engine";

const engines: Readonly<Record<string, TrainingEngine>> = { wasm: wasmEngine, javascript: javascriptEngine };
const whole = (low: number, high: number): NumberRange => ({ low, high, isWhole: true });

/** A replica as it is printed; `seconds` is wall-clock time. */
type Replica = TrialResult & { readonly replica: number; readonly seconds: number };

/** `train`: one design, each replica on a random instance of its own. */
export async function trainDesign(options: Options, output: Output): Promise<void> {
  const experiment = experimentOfOptions(options);
  const design = DesignSchema.parse({
    depth: neededNumber(options, "depth", whole(1, 16)),
    width: neededNumber(options, "width", whole(1, 4096)),
    learningRate: neededNumber(options, "learning-rate", { low: 1e-6, high: 100, isWhole: false }),
  });
  const replicaCount = neededNumber(options, "replicas", whole(1, 1000), 3);
  const seed = seedOption(options, labSeed);
  const engine = engineOfOptions(options);
  const replicas: Replica[] = [];
  for (let replica = 0; replica < replicaCount; replica += 1) {
    const instance = createInstance(experiment, replica, seed);
    const startedAt = performance.now();
    const result = await runTrial(engine, experiment, instance, design);
    const seconds = (performance.now() - startedAt) / 1000;
    replicas.push({ replica, ...result, seconds });
    output.say(`replica ${replica + 1} of ${replicaCount}: test error ${result.testError.toFixed(4)}`);
  }
  const errors = replicas.map((replica) => replica.testError);
  const summary = { meanTestError: mean(errors), standardError: standardError(errors) };
  if (options.json === true) {
    const { task, inputDimension, ...recipe } = experiment;
    const head = { task: task.family, parameters: describeParameters(task, inputDimension), ...recipe };
    output.print(JSON.stringify({ ...head, design, engine: engine.id, seed, replicas, ...summary }));
    return;
  }
  for (const replica of replicas) output.print(describeReplica(replica));
  output.print(`mean test error ${summary.meanTestError.toFixed(4)} +- ${summary.standardError.toFixed(4)}`);
}

function describeReplica(replica: Replica): string {
  const errors = `test ${replica.testError.toFixed(4)}, validation ${replica.validationError.toFixed(4)}`;
  return (
    `replica ${replica.replica}: ${errors}, training ${replica.trainError.toFixed(4)}; ${replica.stopped} after ` +
    `${replica.steps} steps, ${replica.flops.toExponential(2)} flop, ${replica.seconds.toFixed(2)} s`
  );
}

function experimentOfOptions(options: Options): Experiment {
  const recipeOptions = ["count", "batch", "epochs"];
  if (options.preset !== undefined) {
    refuseOptions(
      options,
      ["task", ...taskOptionNames, ...recipeOptions],
      "--preset, which is a full recipe",
    );
    const { deck, preset } = presetOfOptions(options);
    return experimentOf(deck, preset);
  }
  if (options.task === undefined) throw new UsageError("either --preset or --task is needed");
  const { task, inputDimension } = taskOfOptions(options);
  const trainingSampleCount = neededNumber(options, "count", whole(1, 1_000_000));
  const batchSize = neededNumber(options, "batch", whole(1, 100_000));
  const epochs = neededNumber(options, "epochs", whole(1, 100_000));
  return {
    task,
    inputDimension,
    trainingSampleCount,
    validationSampleCount: 2000,
    testSampleCount: 10_000,
    loss: usualLoss(task),
    batchSize,
    stepBudget: epochs * Math.ceil(trainingSampleCount / batchSize),
  };
}

function engineOfOptions(options: Options): TrainingEngine {
  const name = textOption(options, "engine") ?? "wasm";
  const engine = engines[name];
  if (engine !== undefined) return engine;
  throw new UsageError(`--engine is one of ${Object.keys(engines).join(", ")}, not "${name}"`);
}
