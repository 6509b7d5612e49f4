import { describe, expect, it } from "vitest";
import {
  countDeviceClasses,
  deviceClassOf,
  enoughStepsPerSecond,
  fastStepsPerSecond,
} from "@/core/game/device-class";

describe("the class of a device", () => {
  it.each([
    ["webgpu", 50_000, "gpu"],
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

  it("is counted over a class, most capable first, without empty classes", () => {
    const devices = [
      { engine: "wasm", stepsPerSecond: 100 },
      { engine: null, stepsPerSecond: 0 },
      { engine: "webgpu", stepsPerSecond: 9_000 },
      { engine: "wasm", stepsPerSecond: 300 },
    ] as const;
    expect(countDeviceClasses(devices)).toEqual([
      { deviceClass: "gpu", count: 1 },
      { deviceClass: "slow", count: 2 },
      { deviceClass: "cannot-train", count: 1 },
    ]);
    expect(countDeviceClasses([])).toEqual([]);
  });
});
