import { createRandom, type StreamName } from "@/core/random/random-streams";
import type { Seed } from "@/core/random/seed";
import { packBits } from "@/core/tasks/packed-bits";
import { publicInputs, type Split } from "@/core/tasks/public-inputs";
import type { Rule } from "@/core/tasks/rule";
import { standardisedPicture } from "@/core/tasks/standardised-picture";
import { dealRule, familyNamed } from "@/core/tasks/task-registry";
import type { TaskSpec } from "@/core/tasks/task-spec";
import type { TrainingRows } from "@/core/training/recipe";

/** All that determines the data of one dealt task. The seeds are independent; the secret one never leaves the server. */
export interface TaskInstance {
  readonly task: TaskSpec;
  readonly inputDimension: number;
  readonly publicSeed: Seed;
  readonly secretSeed: Seed;
}

const secretStreams = {
  training: "training-secrets",
  validation: "validation-secrets",
  test: "test-secrets",
} as const satisfies Record<Split, StreamName>;

/** The hidden rule of an instance. */
export function ruleOfInstance({ task, secretSeed, inputDimension }: TaskInstance): Rule {
  return dealRule(task, secretSeed, inputDimension);
}

/**
 * The rows of one split: inputs with packed labels (classification) or with float32 targets (regression: noisy in
 * `training`, exact elsewhere). A row depends on its number and the seeds only, so a shorter split is the beginning of
 * a longer one. Throws for sizes that `taskRefusal` names.
 */
export function makeSplit(instance: TaskInstance, split: Split, rowCount: number): TrainingRows {
  const { task, inputDimension } = instance;
  const { inputs, values } = makeValues(instance, split, rowCount);
  const rows = { inputs, rowCount, inputDimension };
  if (familyNamed(task.family).kind === "classification") {
    return { ...rows, labels: packBits(values.map((value) => (value >= 0 ? 1 : 0))) };
  }
  return { ...rows, targets: noisyTargets(instance, split, values) };
}

function makeValues(
  instance: TaskInstance,
  split: Split,
  rowCount: number,
): { inputs: Float32Array; values: Float64Array } {
  const { task, inputDimension, publicSeed, secretSeed } = instance;
  const family = familyNamed(task.family);
  const rule = ruleOfInstance(instance);
  const inputs =
    family.inputs === "sent"
      ? new Float32Array(rowCount * inputDimension)
      : publicInputs(publicSeed, split, rowCount, inputDimension, family.inputs);
  const values = new Float64Array(rowCount);
  if ("rowValue" in family) {
    const rawValueAt = family.rowValue(rule, inputDimension);
    const isStandardised = "isStandardised" in task && task.isStandardised === true;
    const valueAt = isStandardised ? standardisedPicture(rawValueAt) : rawValueAt;
    for (let row = 0; row < rowCount; row += 1) values[row] = valueAt(inputs, row * inputDimension);
    return { inputs, values };
  }
  const secrets = createRandom(secretSeed);
  const sample = family.rowSampler(rule, inputDimension);
  for (let row = 0; row < rowCount; row += 1) {
    values[row] = sample(secrets.stream(secretStreams[split], row), inputs, row * inputDimension);
  }
  return { inputs, values };
}

/** Targets as float32; training targets with independent normal noise from the secret seed. */
function noisyTargets({ task, secretSeed }: TaskInstance, split: Split, values: Float64Array): Float32Array {
  const noise = "noise" in task ? task.noise : 0;
  if (split !== "training" || noise === 0) return Float32Array.from(values);
  const secrets = createRandom(secretSeed);
  return Float32Array.from(
    values,
    (value, row) => value + noise * secrets.stream("target-noise", row).normal(),
  );
}
