import { describe, expect, it } from "vitest";
import { measureEngineSpeed } from "@/trainer/measure-engine-speed";
import { deviceShape } from "@/trainer/speed-shape";
import type { TrainingEngine, TrainingRun } from "@/trainer/training-engine";

/** An engine that takes so many milliseconds of a clock per step and computes nothing. */
function aSlowEngine(clock: { time: number }, millisecondsPerStep: () => number): TrainingEngine {
  const status = { step: 0, state: "running", seen: { rowCount: 0, wrongCount: 0, lossSum: 0 } } as const;
  const run = {
    async advance(stepCount: number) {
      clock.time += stepCount * millisecondsPerStep();
      return status;
    },
    dispose: () => {},
  } as unknown as TrainingRun;
  return { id: "javascript", createRun: async () => run };
}

const pause = async () => {};

describe("measureEngineSpeed", () => {
  it.each([0.01, 0.5, 40, 900])(
    "finds how fast an engine is that takes %d ms per step",
    async (milliseconds) => {
      const clock = { time: 0 };
      const engine = aSlowEngine(clock, () => milliseconds);
      const now = () => clock.time;

      const speed = await measureEngineSpeed(engine, deviceShape(16), { milliseconds: 200 }, { now, pause });

      expect(speed).toBeCloseTo(1000 / milliseconds, 6);
    },
  );

  it("is not fooled by a device that sleeps for an hour meanwhile", async () => {
    for (const sleepsAt of [3, 6, 9]) {
      const clock = { time: 0 };
      let calls = 0;
      const engine = aSlowEngine(clock, () => {
        calls += 1;
        return calls === sleepsAt ? 3_600_000 : 5;
      });
      const now = () => clock.time;

      const speed = await measureEngineSpeed(engine, deviceShape(16), { milliseconds: 200 }, { now, pause });

      expect(speed).toBeCloseTo(200, 6);
    }
  });

  it("measures on a clock that moves in jumps of a tenth of a second", async () => {
    const clock = { time: 0 };
    const engine = aSlowEngine(clock, () => 0.5);
    const now = () => 100 * Math.floor(clock.time / 100);

    const speed = await measureEngineSpeed(engine, deviceShape(16), { milliseconds: 200 }, { now, pause });

    expect(speed).toBeGreaterThan(1000);
    expect(speed).toBeLessThan(4000);
  });
});
