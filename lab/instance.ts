import { createRandom } from "@/core/random/random-streams";
import { type Seed, SeedSchema } from "@/core/random/seed";
import type { Deck } from "@/core/tasks/deck";
import type { Preset } from "@/core/tasks/preset";
import { publicInputs } from "@/core/tasks/public-inputs";
import type { Rule } from "@/core/tasks/rule";
import { dealRule, labelsOf } from "@/core/tasks/task-registry";
import type { LabelledRows } from "@/core/training/recipe";

/** The seed of all published measurements; another one gives an independent repetition. */
export const labSeed = SeedSchema.parse("6465657073746163 6b6573206c616231".replace(" ", ""));

/** One complete task instance as the server would deal it, all three splits labelled. */
export interface Instance {
  rule: Rule;
  publicSeed: Seed;
  runSeed: Seed;
  training: LabelledRows;
  validation: LabelledRows;
  test: LabelledRows;
}

/** Instance `number` of a preset under `seed`: the same numbers give the same instance on every machine. */
export function createInstance(deck: Deck, preset: Preset, number: number, seed: Seed = labSeed): Instance {
  const [publicSeed, secretSeed, runSeed] = [0, 1, 2].map((purpose) => deriveSeed(seed, number, purpose)) as [
    Seed,
    Seed,
    Seed,
  ];
  const rule = dealRule(preset.task, secretSeed, deck.inputDimension);
  const rows = (split: "training" | "validation" | "test", rowCount: number): LabelledRows => {
    const { inputDimension } = deck;
    const inputs = publicInputs(publicSeed, split, rowCount, inputDimension);
    return { inputs, labels: labelsOf(rule, inputs, rowCount, inputDimension), rowCount, inputDimension };
  };
  return {
    rule,
    publicSeed,
    runSeed,
    training: rows("training", deck.trainingSampleCount),
    validation: rows("validation", deck.validationSampleCount),
    test: rows("test", deck.testSampleCount),
  };
}

function deriveSeed(seed: Seed, instance: number, purpose: number): Seed {
  const stream = createRandom(seed).stream("rule", instance, 4 * purpose);
  const words = Array.from({ length: 4 }, () => stream.uint32().toString(16).padStart(8, "0"));
  return SeedSchema.parse(words.join(""));
}
