import { afterAll, describe, expect, it } from "vitest";
import { predictionsAgree } from "@/core/scoring/audit-predictions";
import { floatBytes } from "@/core/tasks/float-bytes";
import { packBits } from "@/core/tasks/packed-bits";
import { everyPreset } from "@/core/tasks/presets";
import { familyNamed } from "@/core/tasks/task-registry";
import type { TaskSpec } from "@/core/tasks/task-spec";
import type { Design } from "@/core/training/design";
import { createInstance, type Experiment, type Instance } from "@/lab/instance";
import { valuesOfWeights } from "@/server/referee/check-weights";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { createTfjsEngine } from "@/trainer/engines/tfjs/tfjs-engine";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import type { TrainingEngine } from "@/trainer/training-engine";

const replicaCount = 1000;
const testSampleCount = 400;

/** One task of every family that classes play, with as few inputs as it can have. */
const tasks: readonly { task: TaskSpec; inputDimension: number }[] = [
  ...["warm-up-2-local", "warm-up-3-local", "warm-up-2-global", "warm-up-random-labels"].map((presetId) => ({
    task: taskOf(presetId),
    inputDimension: 10,
  })),
  ...["pictures-smooth", "pictures-disc", "pictures-rings", "pictures-jump"].map((presetId) => ({
    task: taskOf(presetId),
    inputDimension: 2,
  })),
];
const depths = [1, 2, 3, 5, 7];
const widths = [3, 5, 10, 20];
const learningRates = [0.01, 0.1, 0.3, 1];

const engines: readonly (() => Promise<TrainingEngine>)[] = [
  async () => wasmEngine,
  async () => javascriptEngine,
  () => createTfjsEngine("cpu", { wasmFolder: "", onDeviceLost: () => undefined }),
];

interface Brought {
  readonly design: Design;
  readonly experiment: Experiment;
  readonly instance: Instance;
  readonly weights: Float32Array;
  readonly predictions: Uint8Array;
}

/** The number-th honest replica: task, design and instance differ from one to the next. Null when it diverged. */
async function trainHonestly(number: number): Promise<Brought | null> {
  const { task, inputDimension } = pick(tasks, number);
  const isPicture = familyNamed(task.family).kind === "regression";
  const design = {
    depth: pick(depths, Math.floor(number / tasks.length)),
    width: pick(widths, Math.floor(number / 5)),
    learningRate: pick(isPicture ? learningRates.slice(0, 3) : learningRates, Math.floor(number / 7)),
  };
  const experiment: Experiment = {
    task,
    inputDimension,
    trainingSampleCount: 200,
    validationSampleCount: 10,
    testSampleCount,
    loss: isPicture ? "squared" : "logistic",
    batchSize: 50,
    // tfjs takes milliseconds for a step.
    stepBudget: number % engines.length === 2 ? 40 : 300,
  };
  const instance = createInstance(experiment, number);
  const engine = await pick(engines, number)();
  const { loss, batchSize, stepBudget } = experiment;
  const recipe = { design, loss, batchSize, stepBudget };
  const { training, runSeed } = instance;
  const run = await engine.createRun({
    recipe,
    training,
    validation: null,
    runSeed,
    replicaIndex: number % 5,
  });
  const { state } = await run.advance(stepBudget);
  const values = await run.valuesOf(instance.test.inputs, testSampleCount);
  const weights = await run.readWeights();
  run.dispose();
  if (state === "diverged") return null;
  const predictions = isPicture ? floatBytes(values) : signsOf(values);
  return { design, experiment, instance, weights, predictions };
}

const audit = async ({ design, experiment, instance, weights }: Brought, predictions: Uint8Array) =>
  predictionsAgree(
    await valuesOfWeights(weights, { design, loss: experiment.loss }, instance.test),
    predictions,
    experiment.loss,
  );

describe("1,000 honest replicas on three engines", () => {
  const brought: Brought[] = [];
  afterAll(() => brought.splice(0));

  it("are none of them flagged for their weights", async () => {
    let flagged = 0;
    const perEngine = [0, 0, 0];
    for (let number = 0; brought.length < replicaCount; number += 1) {
      const replica = await trainHonestly(number);
      if (replica === null) continue;
      brought.push(replica);
      perEngine[number % 3] = (perEngine[number % 3] ?? 0) + 1;
      if (!(await audit(replica, replica.predictions))) flagged += 1;
    }
    expect(flagged).toBe(0);
    expect(Math.min(...perEngine)).toBeGreaterThan(300);
  }, 300_000);

  it("would all be flagged with the predictions of the truth, or of another replica", async () => {
    let missed = 0;
    for (const [index, replica] of brought.slice(0, 200).entries()) {
      const { test } = replica.instance;
      const truth = "labels" in test ? test.labels : floatBytes(test.targets);
      if (await audit(replica, truth)) missed += 1;
      const other = brought.find(
        (candidate, place) => place > index && candidate.experiment.loss === replica.experiment.loss,
      );
      if (await audit(replica, other?.predictions ?? expect.fail("no other"))) missed += 1;
    }
    expect(missed).toBe(0);
  });
});

function pick<Value>(values: readonly Value[], number: number): Value {
  return values[number % values.length] as Value;
}

function taskOf(presetId: string): TaskSpec {
  return everyPreset.find((preset) => preset.presetId === presetId)?.task ?? expect.fail(`no ${presetId}`);
}

function signsOf(values: Float32Array): Uint8Array {
  return packBits(values.map((value) => (value >= 0 ? 1 : 0)));
}
