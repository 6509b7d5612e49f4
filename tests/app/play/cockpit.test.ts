import { describe, expect, it } from "vitest";
import { emptyCurve, withReport } from "@/app/_training/run-curve";
import type { PilotRun } from "@/app/_training/training-state";
import { draftInView, isSameDesign } from "@/app/play/_cockpit/draft-in-view";
import { duelOf } from "@/app/play/_cockpit/duel-choice";
import { announcedTenth, pilotProgress } from "@/app/play/_cockpit/pilot-progress";
import { bestRow, pilotRows } from "@/app/play/_cockpit/pilot-rows";
import { pilotSecondsHere } from "@/app/play/_cockpit/seconds-here";
import { noSweep, type SweepKind, sweepOf, withRate } from "@/app/play/_cockpit/use-sweep-choice";
import { seedCurvesOf, seedCurvesOfResult } from "@/app/play/_player/seed-curves";
import { PilotIdSchema } from "@/core/game/identifiers";
import type { Sweep } from "@/core/game/sweep-schema";
import { decks } from "@/core/tasks/decks";
import type { Design } from "@/core/training/design";
import { defaultDesign } from "@/core/training/design-grid";
import { aPilot, aRound } from "../_training/views";

const grid = aRound().deck.designGrid;
const pilotId = PilotIdSchema.parse("p1");

function result(...validationErrors: number[]) {
  return validationErrors.map((validationError, runIndex) => ({
    runIndex,
    step: 500,
    trainingError: 0.1,
    validationError,
    diverged: validationError === 0.5,
  }));
}

describe("pilotRows", () => {
  const pilots = [
    { ...aPilot("p1"), number: 1, result: result(0.3, 0.2, 0.28) },
    { ...aPilot("p2"), number: 2, result: null },
    { ...aPilot("p3"), number: 3, result: result(0.5, 0.25, 0.24) },
  ];

  it("lists the newest run first with median, half range and diverged seeds", () => {
    const rows = pilotRows(pilots);
    expect(rows.map((row) => row.pilot.number)).toEqual([3, 2, 1]);
    expect(rows[2]?.validationError).toBe(0.28);
    expect(rows[2]?.halfRange).toBeCloseTo(0.05, 12);
    expect(rows[0]?.divergedCount).toBe(1);
    expect(rows[1]?.validationError).toBeNull();
  });

  it("finds the best run among those with a result", () => {
    expect(bestRow(pilotRows(pilots))?.pilot.number).toBe(3);
    expect(bestRow(pilotRows([{ ...aPilot("p2"), number: 2 }]))).toBeNull();
  });
});

describe("the row of a sweep", () => {
  const swept = (sweep: Sweep, ...errors: number[]) => {
    const pilot = { ...aPilot("p1"), sweep, result: errors.length === 0 ? null : result(...errors) };
    return pilotRows([pilot])[0];
  };
  const rates: Sweep = { kind: "learning-rates", learningRates: [1, 0.01, 0.1] };

  it("of rates stands for its best one and lists them all by rate", () => {
    const row = swept(rates, 0.5, 0.3, 0.2);
    expect(row).toMatchObject({ validationError: 0.2, halfRange: null, divergedCount: 1, bestRate: 0.1 });
    expect(row?.rates).toEqual([
      { learningRate: 0.01, validationError: 0.3, diverged: false },
      { learningRate: 0.1, validationError: 0.2, diverged: false },
      { learningRate: 1, validationError: 0.5, diverged: true },
    ]);
  });

  it("of rates without a result has none", () => {
    expect(swept(rates)).toMatchObject({ validationError: null, bestRate: null, rates: [] });
  });

  it("of seeds is one design with median and range", () => {
    const row = swept({ kind: "seeds", count: 5 }, 0.1, 0.2, 0.3, 0.4, 0.45);
    expect(row).toMatchObject({ validationError: 0.3, rates: null, bestRate: null });
    expect(row?.halfRange).toBeCloseTo(0.175, 12);
  });
});

describe("the choice of a sweep", () => {
  const design = defaultDesign(grid);
  const all = { ...noSweep, learningRates: grid.learningRates };

  it("asks for nothing, for the chosen rates in the grid's order, or for a number of seeds", () => {
    expect(sweepOf(all, design, grid)).toBeNull();
    expect(sweepOf({ ...all, kind: "seeds", seedCount: 8 }, design, grid)).toEqual({
      kind: "seeds",
      count: 8,
    });
    const [first = 0, second = 0, third = 0] = grid.learningRates;
    let choice = { ...noSweep, kind: "learning-rates" as SweepKind };
    for (const rate of [third, first, second]) choice = withRate(choice, rate, grid.learningRates);
    expect(sweepOf(choice, design, grid)).toEqual({
      kind: "learning-rates",
      learningRates: [first, second, third],
    });
    expect(sweepOf(withRate(choice, second, grid.learningRates), design, grid)).toEqual({
      kind: "learning-rates",
      learningRates: [first, third],
    });
  });

  it("is not complete with less than two rates", () => {
    const none = { ...noSweep, kind: "learning-rates" as SweepKind };
    expect(sweepOf(none, design, grid)).toBe("too-few");
    expect(sweepOf(withRate(none, 0.1, grid.learningRates), design, grid)).toBe("too-few");
  });
});

describe("the row of a duel", () => {
  const duel: Sweep = { kind: "duel", knob: "depth", value: 5 };
  const rowOf = (...errors: number[]) =>
    pilotRows([{ ...aPilot("p1"), sweep: duel, result: result(...errors) }])[0];

  it("has both designs, and the errors of the better one", () => {
    const row = rowOf(0.3, 0.32, 0.31, 0.2, 0.25, 0.21);
    expect(row?.duel).toEqual([
      { design: { depth: 2, width: 20, learningRate: 0.1 }, errors: [0.3, 0.32, 0.31] },
      { design: { depth: 5, width: 20, learningRate: 0.1 }, errors: [0.2, 0.25, 0.21] },
    ]);
    expect(row?.validationError).toBe(0.21);
    expect(row?.halfRange).toBeCloseTo(0.025, 12);
  });

  it("waits for both", () => {
    expect(rowOf(0.3, 0.32)?.duel).toBeNull();
    expect(rowOf()?.validationError).toBeNull();
  });
});

describe("the choice of a duel", () => {
  const { depths } = grid;
  const [first = 0, second = 0] = depths;
  const last = depths.at(-1) ?? 0;
  const against = (depth: number, value: number | null) =>
    duelOf({ knob: "depth", value }, { ...defaultDesign(grid), depth }, grid)?.value;

  it("takes the chosen value", () => {
    expect(against(first, last)).toBe(last);
    const choice = { ...noSweep, kind: "duel" as const, duel: { knob: "depth" as const, value: last } };
    expect(sweepOf(choice, { ...defaultDesign(grid), depth: first }, grid)).toEqual({
      kind: "duel",
      knob: "depth",
      value: last,
    });
  });

  it("takes a neighbour on the grid where none is chosen or the knob has come to stand on it", () => {
    expect(against(first, null)).toBe(second);
    expect(against(first, first)).toBe(second);
    expect(against(last, last)).toBe(depths.at(-2));
  });

  it("is none where the grid has one value", () => {
    const narrow = { ...grid, depths: [2] };
    expect(duelOf({ knob: "depth", value: null }, { ...defaultDesign(grid), depth: 2 }, narrow)).toBeNull();
  });
});

describe("curves for the figure", () => {
  const pilot = { ...aPilot("p1"), result: result(0.3, 0.2) };
  const rates: Sweep = { kind: "learning-rates", learningRates: [1, 0.01] };

  it("carry their rate only where the pilot sweeps rates", () => {
    const ratesOf = (sweep: Sweep | null) =>
      seedCurvesOfResult(pilot.result, { ...pilot, sweep }).map((curve) => curve.learningRate);
    expect(ratesOf(rates)).toEqual([1, 0.01]);
    expect(ratesOf(null)).toEqual([undefined, undefined]);
    expect(ratesOf({ kind: "seeds", count: 2 })).toEqual([undefined, undefined]);
    const live = [emptyCurve(0), emptyCurve(1)];
    expect(seedCurvesOf(live, { ...pilot, sweep: rates }).map((curve) => curve.learningRate)).toEqual([
      1, 0.01,
    ]);
    expect(seedCurvesOf(live).map((curve) => curve.learningRate)).toEqual([undefined, undefined]);
  });
});

describe("pilotProgress", () => {
  const point = (runIndex: number, step: number) => ({
    kind: "progress" as const,
    jobId: "j",
    runIndex,
    step,
    isCurvePoint: true,
    trainingError: 0.4,
    trainingLoss: 0.6,
    validationError: 0.4 - step / 1000,
    displacement: null,
    gradientNorm: null,
    picture: null,
  });
  const run = (...curves: PilotRun["curves"]): PilotRun => ({ pilotId, status: "running", curves });

  it("counts a run that stopped early as done and follows the one that trains", () => {
    const done = { ...withReport(emptyCurve(0), point(0, 50)), isFinished: true };
    const going = withReport(emptyCurve(1), point(1, 100));
    const progress = pilotProgress(run(done, going, emptyCurve(2)), 200);

    expect(progress.share).toBeCloseTo((1 + 0.5 + 0) / 3, 12);
    expect(progress).toMatchObject({ doneCount: 1, step: 100 });
    expect(progress.validationError).toBeCloseTo((0.35 + 0.3) / 2, 12);
  });

  it("changes what is read out at most ten times in a run", () => {
    const tenths = Array.from({ length: 1001 }, (_, index) => announcedTenth(index / 1000));
    expect(new Set(tenths).size).toBe(11);
    expect(announcedTenth(0.3)).toBe(3);
  });
});

describe("draftInView", () => {
  const a = { depth: 1, width: 5, learningRate: 0.1 };
  const b = { depth: 2, width: 5, learningRate: 0.1 };

  it("shows own movements, then the team's draft, then what stood there, then the default", () => {
    expect(draftInView({ moved: a, team: b, before: null }, grid)).toBe(a);
    expect(draftInView({ moved: null, team: b, before: a }, grid)).toBe(b);
    expect(draftInView({ moved: null, team: null, before: a }, grid)).toBe(a);
    expect(draftInView({ moved: null, team: null, before: null }, grid)).toEqual(defaultDesign(grid));
  });

  it("compares designs by their knobs", () => {
    expect(isSameDesign(a, { ...a })).toBe(true);
    expect(isSameDesign(a, b)).toBe(false);
    expect(isSameDesign(null, null)).toBe(true);
    expect(isSameDesign(null, a)).toBe(false);
  });
});

describe("pilotSecondsHere", () => {
  it("halves on a device of twice the speed and grows with the network", () => {
    for (const deck of decks) {
      const small = { depth: 1, width: 5, learningRate: 0.1 };
      const large = { depth: 7, width: 50, learningRate: 0.1 };
      const seconds = (design: Design, stepsPerSecond: number, sweep: Sweep | null = null) =>
        pilotSecondsHere({ design, sweep }, deck, stepsPerSecond);
      expect(seconds(small, 2000)).toBeCloseTo(seconds(small, 1000) / 2, 9);
      expect(seconds(large, 1000)).toBeGreaterThan(seconds(small, 1000));
      expect(seconds(small, 1000, { kind: "seeds", count: 6 })).toBeCloseTo(2 * seconds(small, 1000), 9);
    }
  });
});
