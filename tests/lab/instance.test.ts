import { describe, expect, it } from "vitest";
import { decks } from "@/core/tasks/decks";
import { unpackBit } from "@/core/tasks/packed-bits";
import { presets } from "@/core/tasks/presets";
import { ruleValue } from "@/core/tasks/task-registry";
import { createInstance, experimentOf } from "@/lab/instance";
import { readGrid } from "@/lab/measured-files";

const [deck, preset] = [decks[0], presets[0]];
if (!deck || !preset) throw new Error("there are decks and presets");

describe("readGrid", () => {
  it("goes on from the trials of the same engine only", () => {
    expect(readGrid(preset.presetId, "wasm").trials).not.toEqual([]);
    expect(readGrid(preset.presetId, "another").trials).toEqual([]);
  });
});

describe("createInstance", () => {
  it("labels every split by its own rule and deals another rule or other inputs to each number", () => {
    const instance = createInstance(experimentOf(deck, preset), 4);

    for (const split of ["training", "validation", "test"] as const) {
      const rows = instance[split];
      if (!("labels" in rows)) throw new Error("the first deck has labels");
      for (let row = 0; row < 100; row += 1) {
        const value = ruleValue(instance.rule, rows.inputs, row * rows.inputDimension, rows.inputDimension);
        expect(unpackBit(rows.labels, row)).toBe(value >= 0 ? 1 : 0);
      }
    }
    const other = createInstance(experimentOf(deck, preset), 5);
    expect(other.publicSeed).not.toBe(instance.publicSeed);
    expect(other.runSeed).not.toBe(instance.runSeed);
    expect(other.training.inputs).not.toEqual(instance.training.inputs);
  });
});
