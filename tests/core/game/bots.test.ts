import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ActionOf } from "@/core/game/action";
import { ballotOfBelief } from "@/core/game/ballot-of-belief";
import { dueAction } from "@/core/game/due-action";
import { uniformBallot } from "@/core/game/uniform-ballot";
import { viewFor } from "@/core/game/view-for";
import { HypothesisSchema } from "@/core/tasks/deck";
import {
  act,
  aSession,
  deckOf,
  joinAction,
  leavePhase,
  type Played,
  refusalOf,
  teamsOf,
} from "@/tests/core/support/a-session";
import { hash, seatId } from "@/tests/core/support/identifiers";
import { surroundings } from "@/tests/core/support/surroundings";

const bot = seatId("bot");
const seated = (bots = 1): Played =>
  Array.from({ length: bots }).reduce<Played>(
    (played, _, index) =>
      act(played, {
        type: "bot:seated",
        seatId: index === 0 ? bot : seatId(`bot-${index}`),
        bot: "greedy",
        tokenHash: hash("ffff", index),
        seatCodeHash: hash("eeee", index),
      }),
    aSession({ classSize: 1, seatsPerTeam: 2 }),
  );
const withStudent = (played: Played): Played => act(played, joinAction(1));

describe("a bot", () => {
  it("has a team of its own and takes no room of the class", () => {
    const played = withStudent(seated());

    expect(played.state.seats.map(({ bot: name, teamId }) => [name, teamId])).toEqual([
      ["greedy", "t1"],
      [null, "t2"],
    ]);
    const { shared } = viewFor(played.state, { role: "projector" }, surroundings());
    expect(shared.counts.seats).toBe(1);
    expect(shared.teams[0]?.seats[0]).toMatchObject({ bot: "greedy", presence: "online" });
    expect(
      refusalOf(played, {
        type: "team:chosen",
        seatId: seatId("s1"),
        teamId: played.state.seats[0]?.teamId ?? null,
      }),
    ).toBe("team-full");
  });

  it("plays as a whole by the rules of every team, and nobody sees what it spent before the reveal", () => {
    const exploring = leavePhase(leavePhase(seated()));
    const deck = deckOf(exploring);
    const design = { depth: 1, width: 20, learningRate: 0.1 };
    const deed: ActionOf<"bot:played"> = {
      type: "bot:played",
      seatId: bot,
      phaseSequence: exploring.state.phaseSequence,
      clues: [],
      pilots: [],
      ballot: uniformBallot(deck.hypotheses),
      design,
    };

    const played = act(exploring, deed);

    expect(teamsOf(played)[0]).toMatchObject({ commitment: { design, seatId: bot }, creditsSpent: 0 });
    expect(refusalOf(exploring, { ...deed, design: { ...design, depth: 4 } })).toBe("not-on-grid");
    expect(refusalOf(exploring, { ...deed, seatId: seatId("s1") })).toBe("no-such-seat");
    const { shared } = viewFor(played.state, { role: "projector" }, surroundings());
    expect(shared.teams[0]?.progress).toMatchObject({ creditsSpent: 0, clueCount: 0, hasCommitted: true });
  });

  it("is waited for only where nobody else plays", () => {
    const alone = leavePhase(seated());
    const mixed = leavePhase(withStudent(seated()));
    const voted = (played: Played) =>
      act(played, {
        type: "ballot:cast",
        seatId: bot,
        phaseSequence: played.state.phaseSequence,
        ballot: uniformBallot(deckOf(played).hypotheses),
      });
    const due = ({ state, now }: Played) => dueAction(state, { now, connectedSeatIds: new Set() })?.type;

    expect(due(alone)).toBeUndefined();
    expect(due(voted(alone))).toBe("phase:hastened");
    expect(due(voted(mixed))).toBeUndefined();
  });
});

describe("ballotOfBelief", () => {
  const hypotheses = ["2-local", "3-local", "2-global"].map((name) => HypothesisSchema.parse(name));

  it("rounds to whole per cents that sum to 100", () => {
    expect(ballotOfBelief(hypotheses, [1 / 3, 1 / 3, 1 / 3]).map(({ percent }) => percent)).toEqual([
      34, 33, 33,
    ]);
    expect(ballotOfBelief(hypotheses, [0.995, 0.0025, 0.0025]).map(({ percent }) => percent)).toEqual([
      100, 0, 0,
    ]);
  });

  it("is never more than one per cent from the belief", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (weights) => {
          const total = weights.reduce((sum, weight) => sum + weight, 0);
          const belief = weights.map((weight) => weight / total);
          const percents = ballotOfBelief(hypotheses, belief).map(({ percent }) => percent);
          expect(percents.reduce((sum, percent) => sum + percent, 0)).toBe(100);
          for (const [index, percent] of percents.entries()) {
            expect(Math.abs(percent - 100 * (belief[index] ?? 0))).toBeLessThanOrEqual(1 + 1e-9);
          }
        },
      ),
    );
  });
});
