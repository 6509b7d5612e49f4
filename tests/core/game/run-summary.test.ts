import { describe, expect, it } from "vitest";
import { fourDigits, largestSummaryBytes } from "@/core/game/run-summary";
import { type RunMeasures, RunMeasuresSchema, RunSummarySchema } from "@/core/game/run-summary-schema";
import { largestMeasures } from "@/tests/core/support/largest-measures";
import { isBounded, isStrict, walkSchema } from "@/tests/core/support/walk-schema";

const design = { depth: 16, width: 4096, learningRate: 0.1234567890123456 };
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;
const accepts = (measures: unknown) => RunMeasuresSchema.safeParse(measures).success;

describe("measures of a run", () => {
  it("of 40 points and 64 inputs fit, and with any design make a summary of at most 4 kB", () => {
    const measures = largestMeasures();
    expect(accepts(measures)).toBe(true);
    const summary = { design, replicaIndex: 15, ...measures };
    expect(RunSummarySchema.safeParse(summary).success).toBe(true);
    expect(bytesOf(summary)).toBeLessThanOrEqual(largestSummaryBytes);
  });

  it("up to the last byte that is accepted leave room for the design", () => {
    const withInputs = (count: number): RunMeasures => ({
      ...largestMeasures(),
      sensitivities: Array.from({ length: count }, () => 0.1234567),
    });
    const most = Array.from({ length: 512 }, (_, count) => count).findLast((count) =>
      accepts(withInputs(count)),
    );
    const full = { design, replicaIndex: 15, ...withInputs(most ?? 0) };
    expect(most).toBeGreaterThan(64);
    expect(bytesOf(full)).toBeGreaterThan(largestSummaryBytes - 200);
    expect(RunSummarySchema.safeParse(full).success).toBe(true);
  });

  it("are refused beyond that size, with too many points, and with numbers that are none", () => {
    const measures = largestMeasures();
    const point = [1, 0.1, null];
    for (const changes of [
      { sensitivities: Array.from({ length: 512 }, () => 0.1234) },
      { curve: Array.from({ length: 41 }, () => point) },
      { displacement: Array.from({ length: 18 }, () => 0) },
      { gradientNorm: Number.NaN },
      { trainingError: Number.POSITIVE_INFINITY },
      { validationError: -0.1 },
      { curve: [[0.5, 0.1, null]] },
      { note: "text" },
    ])
      expect(accepts({ ...measures, ...changes }), JSON.stringify(changes).slice(0, 40)).toBe(false);
  });

  it("hold no text and no key that is not named", () => {
    for (const node of walkSchema(RunSummarySchema)) {
      expect(isStrict(node), node.path).toBe(true);
      expect(isBounded(node), node.path).toBe(true);
      expect((node.schema._zod.def as { type: string }).type, node.path).not.toBe("string");
    }
  });
});

describe("fourDigits", () => {
  it.each([
    [0.123_456, 0.1235],
    [0, 0],
    [12_345.6, 12_350],
    [0.000_123_44, 0.000_123_4],
    [1, 1],
  ])("rounds %d to %d", (value, rounded) => {
    expect(fourDigits(value)).toBe(rounded);
  });
});
