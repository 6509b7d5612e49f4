import { describe, expect, it } from "vitest";
import type { Action, ActionOf } from "@/core/game/action";
import type { Phase } from "@/core/game/phase";
import { PhaseSchema } from "@/core/game/phase-schema";
import { creditBudget, pilotCost } from "@/core/game/pilot-cost";
import { currentRound } from "@/core/game/session-state";
import type { Sweep } from "@/core/game/sweep-schema";
import type { Design } from "@/core/training/design";
import {
  act,
  aSessionIn,
  commit,
  deckOf,
  next,
  type Played,
  refusalOf,
  teamsOf,
} from "@/tests/core/support/a-session";
import { pilotId, seatId, seed } from "@/tests/core/support/identifiers";

const first = seatId("s1");
const mate = seatId("s2");
const opponent = seatId("s3");
const openPhases = PhaseSchema.options.filter((phase) => phase !== "closed");
const phasesWithout = (...phases: Phase[]) => openPhases.filter((phase) => !phases.includes(phase));

const small: Design = { depth: 1, width: 5, learningRate: 0.1 };
const large: Design = { depth: 7, width: 50, learningRate: 0.1 };

const pilot = (
  played: Played,
  number: number,
  design = small,
  seat = first,
  sweep: Sweep | null = null,
): ActionOf<"pilot:started"> => ({
  type: "pilot:started",
  seatId: seat,
  phaseSequence: played.state.phaseSequence,
  pilotId: pilotId(`p${number}`),
  design,
  sweep,
  runSeed: seed("dddd", number),
});

const report = (number: number, seat = first, validationError = 0.3): Action => ({
  type: "pilot:reported",
  seatId: seat,
  pilotId: pilotId(`p${number}`),
  result: [{ runIndex: 0, step: 500, trainingError: 0.1, validationError, diverged: false }],
});

describe("a pilot", () => {
  const exploring = aSessionIn("exploring");

  it("costs samples times parameters over its three replicas, rounded up to whole credits", () => {
    const deck = deckOf(exploring);

    // 75,000 samples; (10 + 1) 5 + 5 + 1 = 61 parameters: 4.6e6 of 2e8 per credit
    expect(pilotCost({ design: small, sweep: null }, deck)).toBe(1);
    // 11 x 50 + 6 x 51 x 50 + 51 = 15,901 parameters: 1.19e9 / 2e8 = 5.96
    expect(pilotCost({ design: large, sweep: null }, deck)).toBe(6);
  });

  it("is charged to the team and written into its list", () => {
    const played = act(act(exploring, pilot(exploring, 1)), pilot(exploring, 2, large, mate));

    const [team, other] = teamsOf(played);
    expect(team?.creditsSpent).toBe(7);
    expect(team?.pilots.map(({ pilotId: id, seatId: seat, cost }) => [id, seat, cost])).toEqual([
      ["p1", "s1", 1],
      ["p2", "s2", 6],
    ]);
    expect(other?.creditsSpent).toBe(0);
  });

  it("is refused when the credits do not reach, down to the last credit", () => {
    let played = exploring;
    for (let number = 1; number <= 6; number += 1) played = act(played, pilot(played, number, large));
    expect(teamsOf(played)[0]?.creditsSpent).toBe(36);

    expect(refusalOf(played, pilot(played, 7, large))).toBe("not-enough-credits");
    expect(refusalOf(played, pilot(played, 7, large, opponent))).toBeNull();
    for (let number = 7; number <= 10; number += 1) played = act(played, pilot(played, number, small));
    expect(teamsOf(played)[0]?.creditsSpent).toBe(creditBudget);
    expect(refusalOf(played, pilot(played, 11, small))).toBe("not-enough-credits");
  });

  it("must stand on the grid, and comes too late after the commitment", () => {
    expect(refusalOf(exploring, pilot(exploring, 1, { ...small, depth: 4 }))).toBe("not-on-grid");
    expect(refusalOf(exploring, pilot(exploring, 1, { ...small, width: 6 }))).toBe("not-on-grid");
    expect(refusalOf(exploring, pilot(exploring, 1, { ...small, learningRate: 0.2 }))).toBe("not-on-grid");
    expect(refusalOf(act(exploring, commit(exploring, mate)), pilot(exploring, 1))).toBe("already-committed");
  });

  it.each(phasesWithout("exploring"))("is refused in %s", (phase) => {
    const played = aSessionIn(phase);
    expect(refusalOf(played, pilot(played, 1))).toBe("wrong-phase");
  });

  it("is reported once, by any seat of its team, also after the phase is over", () => {
    const started = act(exploring, pilot(exploring, 1));
    const racing = act(started, next(started));

    expect(refusalOf(racing, report(1, opponent))).toBe("no-such-pilot");
    expect(refusalOf(racing, report(9))).toBe("no-such-pilot");
    const reported = act(racing, report(1, mate));
    expect(teamsOf(reported)[0]?.pilots[0]?.result?.[0]?.validationError).toBe(0.3);
    expect(refusalOf(reported, report(1, first, 0.01))).toBe("pilot-already-reported");
  });

  it("of a round before belongs to no team any more", () => {
    const started = act(exploring, pilot(exploring, 1));
    const { phaseSequence } = started.state;
    const round = currentRound(started.state);
    if (round === null) throw new Error("a round has begun");
    const { deckId, publicSeed, raceSeed } = round;
    const secret = { presetId: "warm-up-2-global", secretSeed: seed("cccc", 9) };
    const deal = { deckId, publicSeed, raceSeed, secret };
    const redone = act(started, { type: "round:redone", phaseSequence, deal } as Action);

    expect(refusalOf(redone, report(1))).toBe("no-such-pilot");
  });
});
