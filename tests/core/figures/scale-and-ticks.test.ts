import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearScale, logScale, positionOf, valueAt } from "@/core/figures/scale";
import { linearTicks, logTicks } from "@/core/figures/ticks";

describe("scales", () => {
  it("map the ends of the domain to the ends of the range, also downwards", () => {
    const scale = linearScale([0, 0.5], [300, 20]);

    expect(positionOf(scale, 0)).toBe(300);
    expect(positionOf(scale, 0.5)).toBe(20);
    expect(positionOf(logScale([10, 1000], [0, 100]), 100)).toBe(50);
  });

  it("return to the value within a hundredth of a pixel", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("linear", "log"),
        fc.double({ min: 1, max: 50, noNaN: true }),
        fc.double({ min: 1.5, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (kind, low, factor, share) => {
          const make = kind === "log" ? logScale : linearScale;
          const scale = make([low, low * factor], [10, 900]);
          const value = low + share * low * (factor - 1);
          const back = valueAt(scale, positionOf(scale, value));

          expect(Math.abs(back - value)).toBeLessThan(low * factor * 1e-3);
        },
      ),
    );
  });
});

describe("linearTicks", () => {
  it("gives the round values that an error axis shows", () => {
    expect(linearTicks(0, 0.5, 6)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(linearTicks(0, 0.53, 3)).toEqual([0, 0.2, 0.4]);
    expect(linearTicks(0, 1.06, 6)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  });

  it("stays inside the domain, evenly spaced, and never gives more than asked and one", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -100, max: 100, noNaN: true }),
        fc.double({ min: 0.01, max: 1000, noNaN: true }),
        fc.integer({ min: 1, max: 12 }),
        (low, span, most) => {
          const ticks = linearTicks(low, low + span, most);
          const steps = ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? 0));

          expect(ticks.length).toBeLessThanOrEqual(most + 1);
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(low - span * 1e-6);
            expect(tick).toBeLessThanOrEqual(low + span * (1 + 1e-6));
          }
          for (const step of steps) expect(step).toBeCloseTo(steps[0] ?? 0, 6);
        },
      ),
    );
  });

  it("gives nothing for an empty domain", () => {
    expect(linearTicks(1, 1, 5)).toEqual([]);
  });
});

describe("logTicks", () => {
  it("gives decades, thirds where there is room, and the last step", () => {
    expect(logTicks(10, 4000, 10)).toEqual([10, 30, 100, 300, 1000, 4000]);
    expect(logTicks(10, 4000, 4)).toEqual([10, 100, 1000, 4000]);
    expect(logTicks(10, 1000, 10)).toEqual([10, 30, 100, 300, 1000]);
  });

  it("lets a value close to the last one give way", () => {
    expect(logTicks(10, 1200, 10)).toEqual([10, 30, 100, 300, 1200]);
    expect(logTicks(10, 2000, 8)).toEqual([10, 30, 100, 300, 1000, 2000]);
    expect(logTicks(10, 2000, 3)).toEqual([10, 100, 2000]);
  });
});
