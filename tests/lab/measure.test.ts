import { describe, expect, it } from "vitest";
import type { Trial } from "@/core/bank/measured-grid";
import { decks } from "@/core/tasks/decks";
import { unpackBit } from "@/core/tasks/packed-bits";
import { presets } from "@/core/tasks/presets";
import { ruleValue } from "@/core/tasks/task-registry";
import { createInstance } from "@/lab/instance";
import { bestDesigns, firstReportInstance, summarise } from "@/lab/measure";
import { readGrid } from "@/lab/measured-files";

const narrow = { depth: 1, width: 5, learningRate: 0.1 };
const wide = { depth: 1, width: 50, learningRate: 0.1 };
const deep = { depth: 3, width: 5, learningRate: 0.1 };

function aTrial(design: Trial["design"], instance: number, testError: number): Trial {
  return { instance, design, testError, trainingError: 0, step: 10, state: "converged" };
}

describe("bestDesigns", () => {
  it("ranks a depth's designs by mean error and leaves out those that miss an instance", () => {
    const trials = [
      aTrial(narrow, 0, 0.1),
      aTrial(narrow, 1, 0.4),
      aTrial(wide, 0, 0.2),
      aTrial(wide, 1, 0.2),
      aTrial(deep, 0, 0.01),
    ];

    expect(bestDesigns(trials, 1, [0])).toEqual([narrow, wide]);
    expect(bestDesigns(trials, 1, [0, 1])).toEqual([wide, narrow]);
    expect(bestDesigns(trials, 3, [0, 1])).toEqual([]);
  });
});

describe("summarise", () => {
  it("uses only the instances that took no part in the choice", () => {
    const choosing = [0, 1, firstReportInstance - 1].map((instance) => aTrial(narrow, instance, 0.9));
    const fresh = [0.1, 0.2, 0.3].map((error, number) => aTrial(narrow, firstReportInstance + number, error));

    const summary = summarise([...choosing, ...fresh, aTrial(wide, firstReportInstance, 0.5)], narrow);

    expect(summary).toEqual({ ...narrow, meanError: 0.2, standardDeviation: 0.1, replicaCount: 3 });
  });
});

describe("readGrid", () => {
  it("goes on from the trials of the same engine only", () => {
    const [preset] = presets;
    if (!preset) throw new Error("there are presets");

    expect(readGrid(preset.presetId, "wasm").trials).not.toEqual([]);
    expect(readGrid(preset.presetId, "another").trials).toEqual([]);
  });
});

describe("createInstance", () => {
  it("labels every split by its own rule and deals another rule or other inputs to each number", () => {
    const [deck, preset] = [decks[0], presets[0]];
    if (!deck || !preset) throw new Error("there are decks and presets");
    const instance = createInstance(deck, preset, 4);

    for (const split of ["training", "validation", "test"] as const) {
      const { inputs, labels, inputDimension } = instance[split];
      for (let row = 0; row < 100; row += 1) {
        const value = ruleValue(instance.rule, inputs, row * inputDimension, inputDimension);
        expect(unpackBit(labels, row)).toBe(value >= 0 ? 1 : 0);
      }
    }
    const other = createInstance(deck, preset, 5);
    expect(other.publicSeed).not.toBe(instance.publicSeed);
    expect(other.runSeed).not.toBe(instance.runSeed);
    expect(other.training.inputs).not.toEqual(instance.training.inputs);
  });
});
