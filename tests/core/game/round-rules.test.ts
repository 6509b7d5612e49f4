import { describe, expect, it } from "vitest";
import type { Action } from "@/core/game/action";
import { type Ballot, isBallotOver } from "@/core/game/ballot";
import type { Phase } from "@/core/game/phase";
import { PhaseSchema } from "@/core/game/phase-schema";
import { raceOrder, raceReplicaCount } from "@/core/game/race";
import { uniformBallot } from "@/core/game/uniform-ballot";
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
import { seatId } from "@/tests/core/support/identifiers";
import { online, surroundings } from "@/tests/core/support/surroundings";

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

  it.each(phasesWithout("lobby", "exploring", "racing"))("is refused in %s", (phase) => {
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
      const around = surroundings({ presence: online([seat]) });
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
