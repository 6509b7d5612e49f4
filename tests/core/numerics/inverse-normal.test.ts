import { describe, expect, it } from "vitest";
import { inverseNormal } from "@/core/numerics/inverse-normal";
import { naturalLogarithm } from "@/core/numerics/natural-logarithm";
import golden from "@/tests/fixtures/random-streams.json";

describe("naturalLogarithm", () => {
  it("agrees with 60-digit arithmetic to 2 units in the last place", () => {
    for (const { value, log } of golden.logs) {
      expect(Math.abs(naturalLogarithm(value) - log)).toBeLessThanOrEqual(2 * 2 ** -52 * Math.abs(log));
    }
  });
});

describe("inverseNormal", () => {
  it("gives the float32 quantiles of 60-digit arithmetic, the most extreme words included", () => {
    for (const { word, normal } of golden.extremes) {
      expect(Math.fround(inverseNormal((word + 0.5) / 2 ** 32))).toBe(normal);
    }
  });

  it("gives known quantiles in all three regions", () => {
    expect(inverseNormal(0.5)).toBe(0);
    expect(inverseNormal(0.975)).toBeCloseTo(1.959963984540054, 14); // central and middle: Wichura's check values
    expect(inverseNormal(0.25)).toBeCloseTo(-0.6744897501960817, 14);
    expect(inverseNormal(0.001)).toBeCloseTo(-3.090232306167814, 14);
    expect(inverseNormal(1e-20)).toBeCloseTo(-9.262340089798409, 13);
  });
});
