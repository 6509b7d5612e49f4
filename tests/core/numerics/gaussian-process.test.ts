import { describe, expect, it } from "vitest";
import {
  chooseProcess,
  expectedImprovement,
  fitProcess,
  normalShareBelow,
} from "@/core/numerics/gaussian-process";
import golden from "@/tests/fixtures/theory2/golden-theory-2.json";

const { x, y, at, cases, improvements, shares } = golden.processes;
const seen = x.map((place, index) => ({ x: place, y: y[index] as number }));

describe("fitProcess", () => {
  it.each(cases)("agrees with explicit inverses at length scale $lengthScale", (known) => {
    const process = fitProcess(seen, known);

    expect(process?.logLikelihood).toBeCloseTo(known.logLikelihood, 9);
    for (const [index, place] of at.entries()) {
      expect(process?.at(place).mean).toBeCloseTo(known.means[index] as number, 10);
      expect(process?.at(place).deviation).toBeCloseTo(known.deviations[index] as number, 9);
    }
  });

  it("goes through values without noise, and knows nothing far away", () => {
    const process = fitProcess(seen, { lengthScale: 1, signalDeviation: 0.2, noiseDeviation: 0 });

    for (const value of seen) {
      expect(process?.at(value.x).mean).toBeCloseTo(value.y, 10);
      expect(process?.at(value.x).deviation).toBeLessThan(1e-7);
    }
    expect(process?.at(50).mean).toBeCloseTo(y.reduce((sum, value) => sum + value, 0) / y.length, 10);
    expect(process?.at(50).deviation).toBeCloseTo(0.2, 10);
  });
});

describe("chooseProcess", () => {
  it("takes a smooth curve for signal and scattered values for noise", () => {
    const places = Array.from({ length: 15 }, (_, index) => index / 5);
    const smooth = chooseProcess(
      places.map((place) => ({ x: place, y: Math.sin(2 * place) })),
      { range: 3, smallestNoise: 1e-4 },
    );
    const scattered = chooseProcess(
      places.map((place, index) => ({ x: place, y: index % 2 === 0 ? 1 : -1 })),
      { range: 3, smallestNoise: 1e-4 },
    );

    expect(smooth.scales.noiseDeviation).toBeLessThan(0.05);
    expect(scattered.scales.noiseDeviation).toBeGreaterThan(0.5);
    expect(Math.abs(smooth.at(1.5).mean - Math.sin(3))).toBeLessThan(0.03);
  });

  it("stands values that are all alike", () => {
    const alike = chooseProcess(
      [0, 1, 2].map((place) => ({ x: place, y: 0.5 })),
      { range: 2, smallestNoise: 1e-3 },
    );

    expect(alike.at(1.5).mean).toBeCloseTo(0.5, 12);
    expect(alike.at(1.5).deviation).toBeGreaterThan(0);
  });
});

describe("expectedImprovement", () => {
  it.each(improvements)("is the integral: mean $mean, deviation $deviation", (known) => {
    const scale = known.deviation;

    expect(Math.abs(expectedImprovement(known, known.best) - known.value)).toBeLessThan(1e-9 * scale);
  });

  it("is the plain difference where nothing is uncertain", () => {
    expect(expectedImprovement({ mean: 0.1, deviation: 0 }, 0.3)).toBeCloseTo(0.2, 15);
    expect(expectedImprovement({ mean: 0.4, deviation: 0 }, 0.3)).toBe(0);
  });
});

describe("normalShareBelow", () => {
  it.each(shares)("is known at $z", ({ z, share }) => {
    expect(Math.abs(normalShareBelow(z) - share)).toBeLessThan(1e-15);
  });

  it("is 0 and 1 far out", () => {
    expect(normalShareBelow(-40)).toBe(0);
    expect(normalShareBelow(40)).toBe(1);
  });
});
