import { describe, expect, it } from "vitest";
import {
  countDeviceClasses,
  deviceClassOf,
  enoughStepsPerSecond,
  fastStepsPerSecond,
} from "@/core/game/device-class";
import { raceReplicaCount } from "@/core/game/race";
import { decks } from "@/core/tasks/decks";
import { parameterCount } from "@/core/training/design-grid";

describe("the class of a device", () => {
  it.each([
    ["webgpu", 500_000, "gpu"],
    ["webgpu", enoughStepsPerSecond, "gpu"],
    ["webgpu", enoughStepsPerSecond - 1, "slow"],
    ["wasm", fastStepsPerSecond, "fast-cpu"],
    ["javascript", fastStepsPerSecond + 1, "fast-cpu"],
    ["wasm", fastStepsPerSecond - 1, "cpu"],
    ["tfjs", enoughStepsPerSecond, "cpu"],
    ["wasm", enoughStepsPerSecond - 1, "slow"],
    ["wasm", 0, "cannot-train"],
    ["wasm", Number.NaN, "cannot-train"],
    [null, 0, "cannot-train"],
    [null, 9_000, "cannot-train"],
  ] as const)("of %s at %d steps a second is %s", (engine, stepsPerSecond, deviceClass) => {
    expect(deviceClassOf({ engine, stepsPerSecond })).toBe(deviceClass);
  });

  it("is reckoned with the costliest race of the decks that are made for phones", () => {
    const measured = { depth: 3, width: 20, learningRate: 1 };
    const steps = decks
      .filter((deck) => deck.tier === "phone")
      .map((deck) => {
        const { depths, widths } = deck.designGrid;
        const costliest = { depth: Math.max(...depths), width: Math.max(...widths), learningRate: 1 };
        const perStep =
          (deck.batchSize * parameterCount(costliest, deck.inputDimension)) /
          (50 * parameterCount(measured, deck.inputDimension));
        return raceReplicaCount * deck.stepBudget * perStep;
      });
    expect(Math.max(...steps) / fastStepsPerSecond).toBeCloseTo(20, 0);
    expect(Math.max(...steps) / enoughStepsPerSecond).toBeLessThanOrEqual(60);
  });

  it("is counted over a class, most capable first, without empty classes", () => {
    const devices = [
      { engine: "wasm", stepsPerSecond: 1_000 },
      { engine: null, stepsPerSecond: 0 },
      { engine: "webgpu", stepsPerSecond: 90_000 },
      { engine: "wasm", stepsPerSecond: 3_000 },
    ] as const;
    expect(countDeviceClasses(devices)).toEqual([
      { deviceClass: "gpu", count: 1 },
      { deviceClass: "slow", count: 2 },
      { deviceClass: "cannot-train", count: 1 },
    ]);
    expect(countDeviceClasses([])).toEqual([]);
  });
});
