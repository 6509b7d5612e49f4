import { describe, expect, it } from "vitest";
import type { Action } from "@/core/game/action";
import { nextPhase } from "@/core/game/enter-phase";
import { defaultLengths, type Phase, phaseRule } from "@/core/game/phase";
import { recoveryMarginMs } from "@/core/game/phase-actions";
import { PhaseSchema } from "@/core/game/phase-schema";
import type { SessionState } from "@/core/game/session-state";
import { defaultDesign } from "@/core/training/design-grid";
import {
  act,
  aSession,
  aSessionIn,
  commit,
  deckOf,
  firstTeam,
  leavePhase,
  next,
  type Played,
  refusalOf,
  tally,
  teamsOf,
} from "@/tests/core/support/a-session";
import { teamId } from "@/tests/core/support/identifiers";

const timedPhases = ["briefing", "exploring", "racing", "scoring"] as const;
const hostedPhases = PhaseSchema.options.filter((phase) => phaseRule(phase).endedByHost);
const timePassed = ({ phaseSequence }: SessionState): Action => ({
  type: "time:passed",
  phaseSequence,
  drafts: [],
});

/** Seconds from the last action to the deadline. */
const secondsLeft = ({ state, now }: Played) =>
  state.deadlineAtMs === null ? null : (state.deadlineAtMs - now) / 1000;

describe("a lesson", () => {
  it("goes through all phases of a round in order, and round by round to the podium", () => {
    let played = aSessionIn("lobby", { rounds: 2 });
    const passed: Phase[] = [];
    while (played.state.phase !== "closed") {
      passed.push(played.state.phase);
      played = leavePhase(played);
    }

    const round = ["briefing", "exploring", "racing", "scoring", "reveal", "debrief"];
    expect(passed).toEqual(["lobby", ...round, ...round, "podium"]);
    expect(played.state.rounds.map(({ roundIndex, attempt }) => [roundIndex, attempt])).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(nextPhase(played.state)).toBeNull();
  });

  it("does not begin without a seat or without a deal", () => {
    const empty = aSession();
    expect(refusalOf(empty, next(empty))).toBe("no-seats");

    const lobby = aSessionIn("lobby");
    expect(refusalOf(lobby, { type: "phase:advanced", phaseSequence: 0, deal: null, drafts: [] })).toBe(
      "no-deck",
    );
  });

  it("gives every phase the length of the settings, counted from its beginning", () => {
    expect(timedPhases.map((phase) => secondsLeft(aSessionIn(phase)))).toEqual([
      defaultLengths.briefingSeconds,
      defaultLengths.exploringSeconds,
      defaultLengths.racingSeconds,
      90,
    ]);
    for (const phase of ["lobby", "reveal", "debrief", "podium", "closed"] as const) {
      expect(secondsLeft(aSessionIn(phase)), phase).toBeNull();
    }
  });
});

describe("the host's next", () => {
  it.each(hostedPhases)("ends %s", (phase) => {
    const before = aSessionIn(phase);

    const after = act(before, next(before));

    expect(after.state.phase).toBe(nextPhase(before.state));
    expect(after.state.phaseSequence).toBe(before.state.phaseSequence + 1);
    expect(after.state.phaseStartedAtMs).toBe(after.now);
  });

  it("does not end scoring, which waits for the server", () => {
    const scoring = aSessionIn("scoring");

    expect(refusalOf(scoring, next(scoring))).toBe("wrong-phase");
  });

  it.each(hostedPhases)("is stale when %s has already been left, so that two taps go on once", (phase) => {
    const before = aSessionIn(phase);
    const after = act(before, next(before));

    expect(refusalOf(after, next(before))).toBe(after.state.phase === "closed" ? "session-closed" : "stale");
  });

  it("is refused when the session is over", () => {
    const closed = aSessionIn("closed");

    expect(refusalOf(closed, next(closed))).toBe("session-closed");
    expect(refusalOf(closed, { type: "session:closed" })).toBe("session-closed");
  });
});

describe("the deadline", () => {
  it.each(timedPhases)("ends %s when it has passed and not before", (phase) => {
    const played = aSessionIn(phase);
    const seconds = secondsLeft(played) ?? 0;

    expect(refusalOf(played, timePassed(played.state), seconds - 0.001)).toBe("wrong-phase");
    expect(act(played, timePassed(played.state), seconds).state.phase).toBe(nextPhase(played.state));
  });

  it("still lets in what arrives before the server has moved on", () => {
    const exploring = aSessionIn("exploring");
    const { seatId: seat } = firstTeam(exploring);

    expect(refusalOf(exploring, commit(exploring, seat), 181)).toBeNull();
  });

  it("commits a team to its draft, or to the default design when there is none or it is off the grid", () => {
    const exploring = aSessionIn("exploring", { teams: 3, seatsPerTeam: 1 });
    const { phaseSequence } = exploring.state;
    const grid = deckOf(exploring).designGrid;
    const drafts = [
      { teamId: teamId("t1"), design: { depth: 5, width: 50, learningRate: 0.3 } },
      { teamId: teamId("t2"), design: { depth: 4, width: 50, learningRate: 0.3 } },
    ];

    const racing = act(exploring, { type: "time:passed", phaseSequence, drafts }, 180);

    const automatic = { seatId: null, atMs: racing.now };
    expect(teamsOf(racing).map((team) => team.commitment)).toEqual([
      { design: drafts[0]?.design, ...automatic },
      { design: defaultDesign(grid), ...automatic },
      { design: { depth: 2, width: 20, learningRate: 0.1 }, ...automatic },
    ]);
  });

  it("leaves the design of a team that has committed as it is", () => {
    const exploring = aSessionIn("exploring", { teams: 1 });
    const { team, seatId: seat } = firstTeam(exploring);
    const design = { depth: 7, width: 5, learningRate: 1 };
    const committed = act(exploring, commit(exploring, seat, design));
    const drafts = [{ teamId: team.teamId, design: { depth: 1, width: 5, learningRate: 1 } }];

    const racing = act(committed, { ...next(committed), drafts } as Action);

    expect(teamsOf(racing)[0]?.commitment).toEqual({ design, seatId: seat, atMs: committed.now });
  });

  it("moves by the time that the host adds, and scoring's does not", () => {
    const briefing = aSessionIn("briefing");
    const { phaseSequence } = briefing.state;

    expect(secondsLeft(act(briefing, { type: "time:added", phaseSequence, seconds: 30 }))).toBe(45 + 30 - 1);

    for (const phase of ["lobby", "scoring", "reveal"] as const) {
      const played = aSessionIn(phase);
      const action = { type: "time:added", phaseSequence: played.state.phaseSequence, seconds: 30 } as const;
      expect(refusalOf(played, action), phase).toBe("wrong-phase");
    }
  });

  it("moves by the server's absence and 20 seconds more after a restart", () => {
    const racing = aSessionIn("racing");

    const recovered = act(racing, { type: "session:recovered", downtimeMs: 7000 }, 7);

    expect(recoveryMarginMs).toBe(20_000);
    expect(recovered.state.deadlineAtMs).toBe((racing.state.deadlineAtMs ?? 0) + 27_000);
    expect(secondsLeft(recovered)).toBe(60 + 20);
  });

  it("stays none after a restart where there was none", () => {
    const reveal = aSessionIn("reveal");

    expect(act(reveal, { type: "session:recovered", downtimeMs: 7000 }).state).toEqual(reveal.state);
  });
});

describe("a pause", () => {
  const exploring = aSessionIn("exploring");
  const paused = act(exploring, { type: "session:paused" }, 10);
  const { seatId: seat } = firstTeam(exploring);
  const { phaseSequence } = exploring.state;

  it("freezes what players do with the task, and the clock", () => {
    const ballot = deckOf(exploring).hypotheses.map((hypothesis) => ({ hypothesis, percent: 20 }));
    expect(refusalOf(paused, { type: "ballot:cast", seatId: seat, phaseSequence, ballot })).toBe("paused");
    expect(refusalOf(paused, commit(paused, seat))).toBe("paused");
    expect(refusalOf(paused, timePassed(paused.state), 10_000)).toBe("paused");
    expect(refusalOf(paused, { type: "phase:hastened", phaseSequence })).toBe("paused");
  });

  it("holds up no result that a device is bringing", () => {
    const racing = act(aSessionIn("racing"), { type: "session:paused" });

    expect(refusalOf(racing, tally(racing, firstTeam(racing).team, 0))).toBeNull();
  });

  it("gives the phase the time back that it had left", () => {
    const resumed = act(paused, { type: "session:resumed" }, 600);

    expect(secondsLeft(paused)).toBe(170);
    expect(secondsLeft(resumed)).toBe(170);
    expect(resumed.state.pausedAtMs).toBeNull();
    expect(refusalOf(resumed, commit(resumed, seat))).toBeNull();
  });

  it("lasts over a restart without counting it twice", () => {
    const recovered = act(paused, { type: "session:recovered", downtimeMs: 300_000 }, 300);

    expect(secondsLeft(act(recovered, { type: "session:resumed" }, 5))).toBe(170);
  });

  it("is refused twice, and so is going on twice", () => {
    expect(refusalOf(paused, { type: "session:paused" })).toBe("paused");
    expect(refusalOf(exploring, { type: "session:resumed" })).toBe("not-paused");
  });

  it("ends when the host goes on to the next phase", () => {
    const racing = act(paused, next(paused));

    expect(racing.state).toMatchObject({ phase: "racing", pausedAtMs: null });
    expect(secondsLeft(racing)).toBe(60);
  });
});

describe("everybody being ready", () => {
  const hasten = ({ state }: Played): Action => ({
    type: "phase:hastened",
    phaseSequence: state.phaseSequence,
  });

  it.each([
    ["briefing", 2],
    ["exploring", 5],
    ["racing", 5],
  ] as const)("ends %s after %i seconds", (phase, grace) => {
    const played = aSessionIn(phase);

    expect(secondsLeft(act(played, hasten(played)))).toBe(grace);
  });

  it("never makes a phase longer", () => {
    const played = aSessionIn("exploring");

    expect(secondsLeft(act(played, hasten(played), 177))).toBe(3);
  });

  it.each(["lobby", "scoring", "reveal"] as const)("ends nothing in %s", (phase) => {
    const played = aSessionIn(phase);

    expect(refusalOf(played, hasten(played))).toBe("wrong-phase");
  });
});

describe("closing", () => {
  it.each(PhaseSchema.options.filter((phase) => phase !== "closed"))("ends a session in %s", (phase) => {
    const closed = act(aSessionIn(phase), { type: "session:closed" });

    expect(closed.state).toMatchObject({ phase: "closed", deadlineAtMs: null, pausedAtMs: null });
  });
});
