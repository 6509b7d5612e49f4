import { describe, expect, it } from "vitest";
import type { Action, ActionOf } from "@/core/game/action";
import { type Ballot, isBallotOver, uniformBallot } from "@/core/game/ballot";
import { type Phase, PhaseSchema } from "@/core/game/phase";
import { creditBudget, pilotCost } from "@/core/game/pilot-cost";
import { raceOrder, raceReplicaCount } from "@/core/game/race";
import { revealPages } from "@/core/game/reveal-pages";
import { currentRound } from "@/core/game/session-state";
import { ownView } from "@/core/game/view-for";
import { HypothesisSchema } from "@/core/tasks/deck";
import type { Design } from "@/core/training/design";
import {
  act,
  aSessionIn,
  commit,
  deckOf,
  firstTeam,
  joinAction,
  next,
  type Played,
  refusalOf,
  tally,
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

const ballotOf = (played: Played, percents: readonly number[]): Ballot =>
  deckOf(played).hypotheses.map((hypothesis, index) => ({ hypothesis, percent: percents[index] ?? 0 }));

const vote = (played: Played, percents: readonly number[], seat = first): Action => ({
  type: "ballot:cast",
  seatId: seat,
  phaseSequence: played.state.phaseSequence,
  ballot: ballotOf(played, percents),
});

const pilot = (played: Played, number: number, design = small, seat = first): ActionOf<"pilot:started"> => ({
  type: "pilot:started",
  seatId: seat,
  phaseSequence: played.state.phaseSequence,
  pilotId: pilotId(`p${number}`),
  design,
  runSeed: seed("dddd", number),
});

const report = (number: number, seat = first, validationError = 0.3): Action => ({
  type: "pilot:reported",
  seatId: seat,
  pilotId: pilotId(`p${number}`),
  result: [{ replicaIndex: 0, step: 500, trainingError: 0.1, validationError, diverged: false }],
});

describe("a ballot", () => {
  it("is the first and the last one in the briefing, and only the last one when exploring", () => {
    const briefing = aSessionIn("briefing");
    const voted = act(briefing, vote(briefing, [100, 0, 0, 0, 0]));
    expect(teamsOf(voted)[0]).toMatchObject({
      firstBallot: ballotOf(voted, [100, 0, 0, 0, 0]),
      lastBallot: ballotOf(voted, [100, 0, 0, 0, 0]),
    });

    const exploring = act(voted, next(voted));
    const again = act(exploring, vote(exploring, [0, 50, 50, 0, 0], mate));
    expect(teamsOf(again)[0]).toMatchObject({
      firstBallot: ballotOf(voted, [100, 0, 0, 0, 0]),
      lastBallot: ballotOf(voted, [0, 50, 50, 0, 0]),
    });
    expect(teamsOf(again)[1]).toMatchObject({ firstBallot: null, lastBallot: null });
  });

  it("must name every hypothesis once and sum to 100", () => {
    const briefing = aSessionIn("briefing");
    const withBallot = (ballot: Ballot): Action => ({ ...vote(briefing, []), ballot }) as Action;
    const [some, other] = ballotOf(briefing, [50, 50, 0, 0, 0]);
    if (some === undefined || other === undefined) throw new Error("the deck has hypotheses");
    const rest = ballotOf(briefing, [0, 0, 0, 0, 0]).slice(2);

    expect(refusalOf(briefing, vote(briefing, [50, 49, 0, 0, 0]))).toBe("ballot-invalid");
    expect(refusalOf(briefing, withBallot([some, other]))).toBe("ballot-invalid");
    expect(refusalOf(briefing, withBallot([some, some, ...rest]))).toBe("ballot-invalid");
    expect(refusalOf(briefing, withBallot([...rest, other, some]))).toBeNull();
    const foreign = { hypothesis: HypothesisSchema.parse("5-local"), percent: 50 };
    expect(refusalOf(briefing, withBallot([some, foreign, ...rest]))).toBe("ballot-invalid");
  });

  it("is closed once the team has committed", () => {
    const exploring = aSessionIn("exploring");
    const committed = act(exploring, commit(exploring, mate));

    expect(refusalOf(committed, vote(committed, [100, 0, 0, 0, 0]))).toBe("already-committed");
    expect(refusalOf(committed, vote(committed, [100, 0, 0, 0, 0], opponent))).toBeNull();
  });

  it.each(phasesWithout("lobby", "briefing", "exploring"))("is refused in %s", (phase) => {
    const played = aSessionIn(phase);
    expect(refusalOf(played, vote(played, [100, 0, 0, 0, 0]))).toBe("wrong-phase");
  });

  it("of an older phase is stale", () => {
    const briefing = aSessionIn("briefing");
    const exploring = act(briefing, next(briefing));

    expect(refusalOf(exploring, vote(briefing, [100, 0, 0, 0, 0]))).toBe("stale");
  });

  it("is uniform with the remainder on the first hypotheses", () => {
    const three = ["1-local", "2-local", "3-local"].map((text) => HypothesisSchema.parse(text));

    expect(uniformBallot(three).map((entry) => entry.percent)).toEqual([34, 33, 33]);
    expect(isBallotOver(three, uniformBallot(three))).toBe(true);
  });
});

describe("a pilot", () => {
  const exploring = aSessionIn("exploring");

  it("costs samples times parameters over its three replicas, rounded up to whole credits", () => {
    const deck = deckOf(exploring);

    // 75,000 samples; (10 + 1) 5 + 5 + 1 = 61 parameters: 4.6e6 of 2e8 per credit
    expect(pilotCost(small, deck)).toBe(1);
    // 11 x 50 + 6 x 51 x 50 + 51 = 15,901 parameters: 1.19e9 / 2e8 = 5.96
    expect(pilotCost(large, deck)).toBe(6);
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

describe("committing a design", () => {
  const exploring = aSessionIn("exploring");

  it("binds the team, whichever of its seats does it", () => {
    const committed = act(exploring, commit(exploring, mate, large));

    expect(teamsOf(committed)[0]?.commitment).toEqual({ design: large, seatId: mate, atMs: committed.now });
    expect(teamsOf(committed)[1]?.commitment).toBeNull();
    expect(refusalOf(committed, commit(committed, mate, large))).toBe("already-committed");
    expect(refusalOf(committed, commit(committed, first, small))).toBe("already-committed");
  });

  it("must stand on the grid", () => {
    expect(refusalOf(exploring, commit(exploring, first, { ...small, width: 4096 }))).toBe("not-on-grid");
  });

  it.each(phasesWithout("lobby", "exploring"))("is refused in %s", (phase) => {
    const played = aSessionIn(phase);
    expect(refusalOf(played, commit(played, first, small))).toBe("wrong-phase");
  });

  it("is refused to a seat that is unknown or removed, and not to its teammate", () => {
    expect(refusalOf(exploring, commit(exploring, seatId("s99")))).toBe("not-in-this-round");
    const removed = act(exploring, { type: "seat:removed", seatId: first });
    expect(refusalOf(removed, commit(removed, first))).toBe("not-in-this-round");
    expect(refusalOf(removed, commit(removed, mate))).toBeNull();
  });

  it("shows as automatic only where the deadline did it", () => {
    const committed = act(exploring, commit(exploring, first, large));
    const racing = act(committed, next(committed));
    const commitmentOf = (seat: typeof first) => {
      const around = { connectedSeatIds: new Set([seat]), drafts: new Map<never, never>() };
      const own = ownView(racing.state, { role: "player", seatId: seat }, around);
      return own.role === "player" ? own.teamRound?.commitment : null;
    };

    expect(commitmentOf(first)).toEqual({ design: large, isAutomatic: false });
    expect(commitmentOf(opponent)).toMatchObject({ isAutomatic: true });
  });
});

describe("a race replica", () => {
  const racing = aSessionIn("racing");
  const { team } = firstTeam(racing);

  it("counts once, whoever brings it again and whatever it says then", () => {
    const counted = act(racing, tally(racing, team, 2, 900));

    expect(refusalOf(counted, tally(counted, team, 2, 100))).toBe("already-counted");
    expect(refusalOf(counted, { ...tally(counted, team, 2), seatId: mate, outcome: "diverged" })).toBe(
      "already-counted",
    );
    expect(refusalOf(counted, tally(counted, team, 3))).toBeNull();
  });

  it("may still come while the server is scoring, and not in the reveal", () => {
    const scoring = act(racing, next(racing));
    expect(refusalOf(scoring, tally(scoring, team, 0))).toBeNull();

    const { phaseSequence } = scoring.state;
    const reveal = act(scoring, { type: "round:scored", phaseSequence });
    expect(refusalOf(reveal, tally(reveal, team, 0))).toBe("wrong-phase");
  });

  it.each(phasesWithout("racing", "scoring"))("is refused in %s", (phase) => {
    expect(refusalOf(aSessionIn(phase), tally(racing, team, 0))).toBe("wrong-phase");
  });

  it("of a team that does not race or of another round is refused", () => {
    const late = act(racing, joinAction(70));
    const lateTeam = late.state.teams.at(-1);
    if (lateTeam === undefined) throw new Error("a team was founded");

    expect(lateTeam.teamId).toBe("t3");
    expect(refusalOf(late, { ...tally(late, team, 0), teamId: lateTeam.teamId })).toBe("not-in-this-round");
    expect(refusalOf(late, { ...tally(late, team, 0), roundIndex: 1 })).toBe("wrong-attempt");
    expect(refusalOf(late, { ...tally(late, team, 0), attempt: 1 })).toBe("wrong-attempt");
  });
});

describe("raceOrder", () => {
  it("starts a team's devices at different replicas and lets each go through all of them", () => {
    for (let devices = 1; devices <= 4; devices += 1) {
      const orders = Array.from({ length: devices }, (_, index) => raceOrder(index, devices));
      expect(new Set(orders.map((order) => order[0])).size).toBe(devices);
      for (const order of orders) expect([...order].sort()).toEqual([0, 1, 2, 3, 4]);
    }
    expect(raceOrder(0, 0)).toHaveLength(raceReplicaCount);
  });
});

describe("the reveal", () => {
  const reveal = aSessionIn("reveal");
  const { phaseSequence } = reveal.state;
  const predict = (errors: readonly number[], seat = first): Action => ({
    type: "figure:predicted",
    phaseSequence,
    prediction: { seatId: seat, errors: [...errors] },
  });

  it("turns to the pages that there are, forth and back", () => {
    const last = revealPages.length - 1;
    const turned = act(reveal, { type: "reveal:paged", phaseSequence, page: last });

    expect(currentRound(turned.state)?.revealPage).toBe(last);
    expect(refusalOf(turned, { type: "reveal:paged", phaseSequence, page: 0 })).toBeNull();
    expect(refusalOf(turned, { type: "reveal:paged", phaseSequence, page: last + 1 })).toBe("no-such-page");
  });

  it("takes one prediction per seat with one error per depth", () => {
    const predicted = act(reveal, predict([0.1, 0.2, 0.3, 0.4, 0.5]));

    expect(currentRound(predicted.state)?.figurePredictions).toHaveLength(1);
    expect(refusalOf(reveal, predict([0.1, 0.2]))).toBe("prediction-invalid");
    expect(refusalOf(reveal, predict([0.1, 0.2, 0.3, 0.4, 0.5], seatId("s99")))).toBe("no-such-seat");
  });

  it.each(phasesWithout("reveal"))("takes no prediction in %s", (phase) => {
    const played = aSessionIn(phase);
    const action = {
      ...predict([0.1, 0.2, 0.3, 0.4, 0.5]),
      phaseSequence: played.state.phaseSequence,
    } as Action;
    expect(refusalOf(played, action)).toBe("wrong-phase");
  });

  it("opens with points only once the server says so, and only from scoring", () => {
    expect(refusalOf(reveal, { type: "round:scored", phaseSequence })).toBe("wrong-phase");
    expect(currentRound(reveal.state)?.scores?.teams).toHaveLength(2);
  });
});

describe("the debrief", () => {
  const debrief = aSessionIn("debrief");
  const { phaseSequence } = debrief.state;
  const answer = (
    seat: typeof first,
    observation: "deeper-better" | "unclear",
    evidence: string,
  ): Action => ({
    type: "debrief:answered",
    phaseSequence,
    answer: { seatId: seat, observation, evidence },
  });

  it("keeps the last answer of every seat", () => {
    const answered = [
      answer(first, "unclear", ""),
      answer(mate, "unclear", "b"),
      answer(first, "deeper-better", "a"),
    ];
    const played = answered.reduce((before, action) => act(before, action), debrief);

    expect(currentRound(played.state)?.debriefAnswers).toEqual([
      { seatId: mate, observation: "unclear", evidence: "b" },
      { seatId: first, observation: "deeper-better", evidence: "a" },
    ]);
    expect(refusalOf(debrief, answer(seatId("s99"), "unclear", ""))).toBe("no-such-seat");
  });

  it("shows nobody's evidence with marks that turn the direction of the screen", () => {
    const played = act(debrief, answer(first, "unclear", " seen\u202e\n\u0000 it "));

    expect(currentRound(played.state)?.debriefAnswers[0]?.evidence).toBe("seen it");
  });

  it.each(phasesWithout("debrief"))("takes no answer in %s", (phase) => {
    const played = aSessionIn(phase);
    const action = { ...answer(first, "unclear", ""), phaseSequence: played.state.phaseSequence } as Action;
    expect(refusalOf(played, action)).toBe("wrong-phase");
  });
});
