import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ActionOf } from "@/core/game/action";
import { pilotCost } from "@/core/game/pilot-cost";
import { figureView } from "@/core/game/reveal-view";
import { isSweepSound, pilotDesigns, pilotReplicaCount, pilotRuns } from "@/core/game/sweep";
import { type Sweep, SweepSchema } from "@/core/game/sweep-schema";
import type { Design } from "@/core/training/design";
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

const sweepArbitrary: fc.Arbitrary<Sweep | null> = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 2, max: 16 }).map(seeds),
  fc
    .uniqueArray(fc.integer({ min: -20, max: 4 }), { minLength: 2, maxLength: 16 })
    .map((exponents) => rates(...exponents.map((exponent) => 2 ** exponent))),
);

describe("the runs of a pilot", () => {
  it("are three seeds at the design's rate unless it sweeps", () => {
    expect(pilotRuns({ design, sweep: null })).toEqual(
      [0, 1, 2].map((replicaIndex) => ({ replicaIndex, learningRate: 0.1 })),
    );
  });

  it("of a sweep of rates differ in the rate alone, those of a sweep of seeds in the seed alone", () => {
    expect(pilotRuns({ design, sweep: rates(0.3, 0.01) })).toEqual([
      { replicaIndex: 0, learningRate: 0.3 },
      { replicaIndex: 0, learningRate: 0.01 },
    ]);
    expect(pilotRuns({ design, sweep: seeds(2) })).toEqual([
      { replicaIndex: 0, learningRate: 0.1 },
      { replicaIndex: 1, learningRate: 0.1 },
    ]);
  });

  it("are all different, each belongs to one design, and the price grows with their number", () => {
    const deck = deckOf(aSessionIn("exploring"));
    fc.assert(
      fc.property(sweepArbitrary, (sweep) => {
        expect(sweep === null || SweepSchema.safeParse(sweep).success).toBe(true);
        expect(isSweepSound(sweep)).toBe(true);
        const runs = pilotRuns({ design, sweep });
        expect(new Set(runs.map((run) => JSON.stringify(run))).size).toBe(runs.length);
        const grouped = pilotDesigns({ design, sweep });
        expect(grouped.flatMap(({ runIndices }) => runIndices).sort((a, b) => a - b)).toEqual(
          runs.map((_, index) => index),
        );
        for (const { design: trained, runIndices } of grouped)
          for (const index of runIndices) expect(runs[index]?.learningRate).toBe(trained.learningRate);
        // 25,000 samples per run x 15,901 parameters, 2e8 per credit.
        expect(pilotCost({ design, sweep }, deck)).toBe(Math.ceil((runs.length * 25_000 * 15_901) / 2e8));
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

  it.each([
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
