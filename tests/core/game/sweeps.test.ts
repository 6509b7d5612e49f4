import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ActionOf } from "@/core/game/action";
import type { Knob } from "@/core/game/knob";
import { pilotCost } from "@/core/game/pilot-cost";
import { figureView } from "@/core/game/reveal-view";
import { pilotDesigns, pilotReplicaCount, pilotRuns, sweepFault } from "@/core/game/sweep";
import { type Sweep, SweepSchema } from "@/core/game/sweep-schema";
import type { Design } from "@/core/training/design";
import { parameterCount } from "@/core/training/design-grid";
import {
  act,
  aSessionIn,
  deckOf,
  leavePhase,
  type Played,
  refusalOf,
  teamsOf,
} from "@/tests/core/support/a-session";
import { pilotId, seatId, seed } from "@/tests/core/support/identifiers";

const design: Design = { depth: 7, width: 50, learningRate: 0.1 };
const rates = (...learningRates: number[]): Sweep => ({ kind: "learning-rates", learningRates });
const seeds = (count: number): Sweep => ({ kind: "seeds", count });
const duel = (knob: Knob, value: number): Sweep => ({ kind: "duel", knob, value });

const sweepArbitrary: fc.Arbitrary<Sweep | null> = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 2, max: 16 }).map(seeds),
  fc
    .uniqueArray(fc.integer({ min: -20, max: 4 }), { minLength: 2, maxLength: 16 })
    .map((exponents) => rates(...exponents.map((exponent) => 2 ** exponent))),
  fc.constantFrom(duel("depth", 1), duel("depth", 5), duel("width", 5), duel("learningRate", 1)),
);

describe("the runs of a pilot", () => {
  it("are three seeds at the design's rate unless it sweeps", () => {
    expect(pilotRuns({ design, sweep: null })).toEqual(
      [0, 1, 2].map((replicaIndex) => ({ replicaIndex, design })),
    );
  });

  it("of a sweep of rates differ in the rate alone, those of a sweep of seeds in the seed alone", () => {
    expect(pilotRuns({ design, sweep: rates(0.3, 0.01) })).toEqual([
      { replicaIndex: 0, design: { ...design, learningRate: 0.3 } },
      { replicaIndex: 0, design: { ...design, learningRate: 0.01 } },
    ]);
    expect(pilotRuns({ design, sweep: seeds(2) })).toEqual([
      { replicaIndex: 0, design },
      { replicaIndex: 1, design },
    ]);
  });

  it("of a duel are both designs, one knob apart, with the same seeds", () => {
    const shallow = { ...design, depth: 1 };
    expect(pilotRuns({ design, sweep: duel("depth", 1) })).toEqual([
      ...[0, 1, 2].map((replicaIndex) => ({ replicaIndex, design })),
      ...[0, 1, 2].map((replicaIndex) => ({ replicaIndex, design: shallow })),
    ]);
    expect(pilotDesigns({ design, sweep: duel("depth", 1) })).toEqual([
      { design, runIndices: [0, 1, 2] },
      { design: shallow, runIndices: [3, 4, 5] },
    ]);
  });

  it("are all different, each belongs to one design, and the price grows with their number", () => {
    const deck = deckOf(aSessionIn("exploring"));
    fc.assert(
      fc.property(sweepArbitrary, (sweep) => {
        expect(sweep === null || SweepSchema.safeParse(sweep).success).toBe(true);
        expect(sweepFault({ design, sweep })).toBeNull();
        const runs = pilotRuns({ design, sweep });
        expect(new Set(runs.map((run) => JSON.stringify(run))).size).toBe(runs.length);
        const grouped = pilotDesigns({ design, sweep });
        expect(grouped.flatMap(({ runIndices }) => runIndices).sort((a, b) => a - b)).toEqual(
          runs.map((_, index) => index),
        );
        for (const { design: trained, runIndices } of grouped)
          for (const index of runIndices) expect(runs[index]?.design).toEqual(trained);
        // 25,000 samples per run x its parameters (15,901 without a duel), 2e8 per credit.
        const parameters = runs.reduce((sum, run) => sum + parameterCount(run.design, 10), 0);
        expect(pilotCost({ design, sweep }, deck)).toBe(Math.ceil((25_000 * parameters) / 2e8));
        if (sweep?.kind !== "duel") expect(parameters).toBe(runs.length * 15_901);
      }),
    );
    expect(pilotRuns({ design, sweep: null })).toHaveLength(pilotReplicaCount);
  });
});

describe("a sweep", () => {
  const exploring = aSessionIn("exploring");
  const start = (sweep: Sweep | null, played: Played = exploring): ActionOf<"pilot:started"> => ({
    type: "pilot:started",
    seatId: seatId("s1"),
    phaseSequence: played.state.phaseSequence,
    pilotId: pilotId("p1"),
    design,
    sweep,
    runSeed: seed("dddd", 1),
  });
  const run = (runIndex: number, validationError: number) => ({
    runIndex,
    step: 500,
    trainingError: 0.1,
    validationError,
    diverged: false,
  });
  const report = (...result: ReturnType<typeof run>[]): ActionOf<"pilot:reported"> => ({
    type: "pilot:reported",
    seatId: seatId("s1"),
    pilotId: pilotId("p1"),
    result,
  });

  it("is charged for all its runs", () => {
    // 5 runs x 25,000 x 15,901 = 1.99e9
    const swept = act(exploring, start(rates(0.01, 0.03, 0.1, 0.3, 1)));
    expect(teamsOf(swept)[0]?.creditsSpent).toBe(10);
    expect(teamsOf(act(exploring, start(seeds(16))))[0]?.creditsSpent).toBe(32);
    const poor = act(exploring, start(seeds(16)));
    expect(refusalOf(poor, { ...start(seeds(5)), pilotId: pilotId("p2") })).toBe("not-enough-credits");
    expect(refusalOf(poor, { ...start(seeds(4)), pilotId: pilotId("p2") })).toBeNull();
  });

  it("is refused where a rate is not on the grid or named twice", () => {
    expect(refusalOf(exploring, start(rates(0.1, 0.2)))).toBe("not-on-grid");
    expect(refusalOf(exploring, start(rates(0.1, 0.3, 0.1)))).toBe("sweep-invalid");
    expect(refusalOf(exploring, start(rates(0.1, 0.3)))).toBeNull();
  });

  it("of two designs is charged for both, the same whichever is named first", () => {
    const deck = deckOf(exploring);
    const shallow = { ...design, depth: 1 };
    // 3 runs x 25,000 x (15,901 + 601) = 1.24e9: 6.19 credits
    expect(pilotCost({ design, sweep: duel("depth", 1) }, deck)).toBe(7);
    expect(pilotCost({ design: shallow, sweep: duel("depth", 7) }, deck)).toBe(7);
    expect(teamsOf(act(exploring, start(duel("depth", 1))))[0]?.creditsSpent).toBe(7);
  });

  it("of two designs is refused off the grid and where no knob differs", () => {
    expect(refusalOf(exploring, start(duel("depth", 4)))).toBe("not-on-grid");
    expect(refusalOf(exploring, start(duel("width", 6)))).toBe("not-on-grid");
    expect(refusalOf(exploring, start(duel("learningRate", 0.2)))).toBe("not-on-grid");
    expect(refusalOf(exploring, start(duel("depth", 7)))).toBe("no-knob-changed");
    expect(refusalOf(exploring, start(duel("learningRate", 0.1)))).toBe("no-knob-changed");
    expect(refusalOf(exploring, start(duel("learningRate", 0.3)))).toBeNull();
  });

  it("of two designs gives the figure a mark for each", () => {
    let played = act(
      act(exploring, start(duel("depth", 1))),
      report(...[0, 1, 2, 3, 4, 5].map((at) => run(at, at / 10))),
    );
    while (played.state.phase !== "reveal") played = leavePhase(played);
    const marks = figureView(played.state)?.runs.filter((mark) => mark.kind === "pilot");
    expect(marks?.map((mark) => [mark.design.depth, mark.errors])).toEqual([
      [7, [0, 0.1, 0.2]],
      [1, [0.3, 0.4, 0.5]],
    ]);
  });

  it.each([
    duel("depth", 0),
    duel("width", 5000),
    duel("learningRate", Number.NaN),
    seeds(1),
    seeds(17),
    seeds(2.5),
    rates(0.1),
    rates(0.1, -1),
    rates(0.1, Number.NaN),
    rates(1, 101),
  ])("is malformed with too few or too many runs, or with rates that are none: %j", (sweep) => {
    expect(SweepSchema.safeParse(sweep).success).toBe(false);
  });

  it("takes results for its own runs only, each once", () => {
    const started = act(exploring, start(rates(0.1, 0.3)));
    expect(refusalOf(started, report(run(0, 0.3), run(2, 0.2)))).toBe("pilot-result-invalid");
    expect(refusalOf(started, report(run(1, 0.3), run(1, 0.2)))).toBe("pilot-result-invalid");
    expect(refusalOf(started, report(run(1, 0.3), run(0, 0.2)))).toBeNull();
  });

  it("gives the figure one mark per rate, a sweep of seeds one mark with all errors", () => {
    let played = act(act(exploring, start(rates(0.3, 0.01))), report(run(1, 0.4), run(0, 0.2)));
    played = act(played, { ...start(seeds(4)), pilotId: pilotId("p2"), seatId: seatId("s2") });
    played = act(played, {
      ...report(run(0, 0.1), run(1, 0.2), run(2, 0.3), run(3, 0.4)),
      pilotId: pilotId("p2"),
    });
    while (played.state.phase !== "reveal") played = leavePhase(played);

    const marks = figureView(played.state)?.runs.filter((mark) => mark.kind === "pilot");
    expect(marks?.map((mark) => [mark.design.learningRate, mark.errors])).toEqual([
      [0.3, [0.2]],
      [0.01, [0.4]],
      [0.1, [0.1, 0.2, 0.3, 0.4]],
    ]);
  });
});
