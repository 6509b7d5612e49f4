import { describe, expect, it } from "vitest";
import { compareDepths, compareInterplay } from "@/core/bank/compare-depths";
import { createRandom } from "@/core/random/random-streams";
import { SeedSchema } from "@/core/random/seed";

const random = createRandom(SeedSchema.parse("00112233445566778899aabbccddeeff"));
const stream = (row: number) => random.stream("resampling", row);

/** Errors of 10 repeats: what depth changes, repeats that differ much from each other, and a little noise. */
function pairs(effect: number, row: number, noise = 0.01) {
  const draws = random.stream("training-inputs", row);
  const shallow = Array.from({ length: 10 }, () => 0.2 + 0.05 * draws.normal());
  return { shallow, deep: shallow.map((error) => error + effect + noise * draws.normal()) };
}

describe("compareDepths", () => {
  it("finds small differences among repeats that vary more", () => {
    const { difference, standardError, interval, shown } = compareDepths(pairs(-0.03, 0), stream(0));

    expect(Math.abs(difference + 0.03)).toBeLessThan(4 * standardError);
    expect(interval[0]).toBeLessThan(difference);
    expect(interval[1]).toBeGreaterThan(difference);
    expect(interval[1]).toBeLessThan(0);
    // A bootstrap of means is about normal: 2 x 1.96 standard errors wide, less by sqrt(9/10) for 10 values.
    expect((interval[1] - interval[0]) / standardError).toBeCloseTo(2 * 1.96 * Math.sqrt(0.9), 0);
    expect(shown).toBe("deep-better");
    expect(compareDepths(pairs(0.03, 1), stream(0)).shown).toBe("shallow-better");
  });

  it("is rarely wrong where there is no difference", () => {
    const wrong = Array.from({ length: 200 }, (_, row) =>
      compareDepths(pairs(0, 100 + row), stream(0)),
    ).filter(({ shown }) => shown !== "neither");

    // 5 % of 200, three standard deviations around it.
    expect(wrong.length).toBeGreaterThan(0);
    expect(wrong.length).toBeLessThan(20);
  }, 20_000);

  it("has the same interval for the same stream", () => {
    expect(compareDepths(pairs(0.01, 2), stream(5))).toEqual(compareDepths(pairs(0.01, 2), stream(5)));
  });

  it("takes equal repeats for what they are", () => {
    const alike = { shallow: [0.1, 0.2, 0.3], deep: [0.1, 0.2, 0.3] };

    expect(compareDepths(alike, stream(0))).toEqual({
      difference: 0,
      standardError: 0,
      interval: [0, 0],
      shown: "neither",
    });
  });

  it("refuses repeats that are no pairs", () => {
    expect(() => compareDepths({ shallow: [0.1, 0.2, 0.3], deep: [0.1, 0.2] }, stream(0))).toThrow(
      /both did/,
    );
  });
});

describe("compareInterplay", () => {
  it("shows the published order only when both sides show it", () => {
    const [helps, hurts, nothing] = [pairs(-0.03, 10), pairs(0.03, 11), pairs(0, 12)];

    const both = compareInterplay({ local: helps, global: hurts }, stream(1));
    expect(both.isPublishedOrderShown).toBe(true);
    expect(both.interaction.isShown).toBe(true);
    expect(both.interaction.difference).toBeCloseTo(both.global.difference - both.local.difference, 12);
    expect(both.interaction.interval[0]).toBeGreaterThan(0);

    const one = compareInterplay({ local: nothing, global: hurts }, stream(1));
    expect(one.isPublishedOrderShown).toBe(false);
    expect(one.interaction.isShown).toBe(true);

    const turned = compareInterplay({ local: hurts, global: helps }, stream(1));
    expect(turned.isPublishedOrderShown).toBe(false);
    expect(turned.interaction.isShown).toBe(false);
    expect(turned.interaction.interval[1]).toBeLessThan(0);
  });
});
