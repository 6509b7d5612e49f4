import { pictureValue } from "@/app/_reveal/picture-values";
import { SeedSchema } from "@/core/random/seed";
import { PresetIdSchema } from "@/core/tasks/deck";
import { findDeck } from "@/core/tasks/decks";
import { floatBytes } from "@/core/tasks/float-bytes";
import { findPreset } from "@/core/tasks/presets";
import { makeSplit, ruleOfInstance, type TaskInstance } from "@/core/tasks/task-instance";
import type { Design } from "@/core/training/design";
import type { TrainingJob } from "@/trainer/trainer-client";

/** Rows and columns of both maps, as the trainer draws them. */
export const mapSide = 24;

// Nothing is secret here: the same picture for everybody, every time.
const publicSeed = SeedSchema.parse("5eed0000000000000000000000000001");
const secretSeed = SeedSchema.parse("5eed0000000000000000000000000002");
const runSeed = SeedSchema.parse("5eed0000000000000000000000000003");

const preset = findPreset(PresetIdSchema.parse("pictures-disc"));
const deck = preset === null ? null : findDeck(preset.deckId);
if (preset === null || deck === null) throw new Error("the deck of pictures has no disc");

const validationSampleCount = 400;
const instance: TaskInstance = { task: preset.task, inputDimension: 2, publicSeed, secretSeed };

export const sampleCount = deck.trainingSampleCount;
export const stepBudget = deck.stepBudget;

/** For each depth of the deck the best design that was measured on this picture. */
export const practiceDesigns: readonly Design[] = preset.measured.map(({ depth, width, learningRate }) => ({
  depth,
  width,
  learningRate,
}));

/** The true values at the middles of the map's squares, row-major from the bottom left, along x first. */
export function trueMap(): Float32Array {
  const rule = ruleOfInstance(instance);
  if (rule.family !== "disc") throw new Error(`a disc was dealt as ${rule.family}`);
  const valueAt = pictureValue(rule);
  const middle = (cell: number) => (2 * cell + 1) / mapSide - 1;
  return Float32Array.from({ length: mapSide * mapSide }, (_, cell) =>
    valueAt(middle(cell % mapSide), middle(Math.floor(cell / mapSide))),
  );
}

/** One training of the practice, with its map at every point of the curve. */
export function practiceJob(jobId: string, design: Design): TrainingJob {
  return {
    jobId,
    dataset: {
      publicSeed,
      distribution: "symmetric-cube",
      inputDimension: 2,
      trainingSampleCount: sampleCount,
      validationSampleCount,
      // Nobody is scored here, so no test rows are predicted.
      testSampleCount: 1,
      loss: "squared",
      batchSize: 50,
      trainingLabels: targetsOf("training", sampleCount),
      validationLabels: targetsOf("validation", validationSampleCount),
    },
    depth: design.depth,
    width: design.width,
    stepBudget,
    runs: [{ runSeed, replicaIndex: 0, learningRate: design.learningRate }],
    measureValidation: true,
    predictTest: false,
    drawPicture: true,
  };
}

function targetsOf(split: "training" | "validation", rowCount: number): string {
  const rows = makeSplit(instance, split, rowCount);
  if (!("targets" in rows)) throw new Error("a picture has targets");
  return btoa(String.fromCharCode(...floatBytes(rows.targets)));
}
