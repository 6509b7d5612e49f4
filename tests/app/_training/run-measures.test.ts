import { describe, expect, it } from "vitest";
import { emptyCurve, withReport } from "@/app/_training/run-curve";
import { runMeasures } from "@/app/_training/run-measures";
import { RunMeasuresSchema } from "@/core/game/run-summary-schema";
import type { ProgressReport, RunFinishedReport } from "@/trainer/trainer-client";

const aPoint = (step: number, changes: Partial<ProgressReport> = {}): ProgressReport => ({
  kind: "progress",
  jobId: "j",
  runIndex: 0,
  step,
  isCurvePoint: true,
  trainingError: 1 / 3,
  trainingLoss: 0.5,
  validationError: step % 2 === 0 ? 2 / 7 : null,
  displacement: null,
  gradientNorm: null,
  picture: null,
  ...changes,
});

const anEnd = (changes: Partial<RunFinishedReport> = {}): RunFinishedReport => ({
  kind: "run-finished",
  jobId: "j",
  runIndex: 0,
  step: 9000,
  trainingError: 1 / 3,
  trainingLoss: 0.5,
  validationError: 2 / 7,
  diverged: false,
  displacement: Array(8).fill(22 / 7),
  gradientNorm: 1e-5 / 3,
  predictions: new Uint8Array(1250),
  sensitivities: Array(30).fill(1 / 7),
  picture: new Float32Array(1024),
  engine: "wasm",
  ...changes,
});

const curveOf = (...reports: (ProgressReport | RunFinishedReport)[]) =>
  reports.reduce(withReport, emptyCurve(0));

describe("runMeasures", () => {
  it("keeps the end and the shared points of the curve in four digits, as the contract allows", () => {
    const points = Array.from({ length: 39 }, (_, index) => aPoint(100 * index + 101));
    const plain = aPoint(150, { isCurvePoint: false });
    const measures = runMeasures(curveOf(...points.slice(0, 1), plain, ...points.slice(1), anEnd()));

    expect(RunMeasuresSchema.safeParse(measures).success).toBe(true);
    expect(measures).toMatchObject({ step: 9000, trainingError: 0.3333, validationError: 0.2857 });
    expect(measures?.displacement).toEqual(Array(8).fill(3.143));
    expect(measures?.curve).toHaveLength(40);
    expect(measures?.curve.map(([step]) => step)).not.toContain(150);
    expect(measures?.curve.at(-1)).toEqual([9000, 0.3333, 0.2857]);
  });

  it("fits the contract for wide inputs, whose sensitivities are left out", () => {
    for (const count of [200, 201, 500]) {
      const points = Array.from({ length: 40 }, (_, index) => aPoint(1_000_000 + index));
      const measures = runMeasures(
        curveOf(...points, anEnd({ sensitivities: Array(count).fill(0.0123456) })),
      );

      expect(RunMeasuresSchema.safeParse(measures).success, `${count} inputs`).toBe(true);
    }
  });

  it("tells of a diverged run, and nothing of one that has not finished", () => {
    const nothing = { displacement: null, gradientNorm: null, sensitivities: null, picture: null };
    const diverged = runMeasures(
      curveOf(aPoint(1), anEnd({ diverged: true, trainingError: 0.5, ...nothing })),
    );

    expect(RunMeasuresSchema.safeParse(diverged).success).toBe(true);
    expect(diverged?.diverged).toBe(true);
    expect(runMeasures(curveOf(aPoint(1)))).toBeNull();
  });
});

describe("withReport", () => {
  it("replaces what a run had shown from the step on from which it goes on", () => {
    const curve = curveOf(aPoint(10), aPoint(20), aPoint(30), aPoint(20, { trainingError: 0.1 }));

    expect(curve.points.map((point) => point.step)).toEqual([10, 20]);
    expect(curve.points.at(-1)?.trainingError).toBe(0.1);
  });
});
