import { describe, expect, it } from "vitest";
import type { Action } from "@/core/game/action";
import { currentRound } from "@/core/game/session-state";
import { sharedView } from "@/core/game/view-for";
import {
  act,
  aDeal,
  aSessionIn,
  leavePhase,
  type Played,
  refusalOf,
  tally,
  teamsOf,
} from "@/tests/core/support/a-session";
import { seatId } from "@/tests/core/support/identifiers";
import { online, surroundings } from "@/tests/core/support/surroundings";

describe("redoing a round", () => {
  const redo = ({ state }: Played): Action => ({
    type: "round:redone",
    phaseSequence: state.phaseSequence,
    deal: aDeal(77, "warm-up-3-local"),
  });

  it.each(["briefing", "exploring", "racing", "scoring", "reveal", "debrief"] as const)(
    "is possible in %s: it voids the attempt, keeps it, and starts again on a fresh deal",
    (phase) => {
      const before = aSessionIn(phase);
      const [old] = before.state.rounds;

      const redone = act(before, redo(before));

      expect(redone.state.phase).toBe("briefing");
      expect(redone.state.rounds).toHaveLength(2);
      expect(redone.state.rounds[0]).toEqual({ ...old, isVoid: true });
      expect(redone.state.rounds[1]).toMatchObject({ roundIndex: 0, attempt: 1, isVoid: false });
      expect(redone.state.rounds[1]?.publicSeed).toBe(aDeal(77).publicSeed);
      for (const team of teamsOf(redone)) {
        expect(team).toMatchObject({
          commitment: null,
          pilots: [],
          creditsSpent: 0,
          lastBallot: null,
          replicas: [],
        });
      }
    },
  );

  it.each(["lobby", "podium"] as const)("is refused in %s", (phase) => {
    const played = aSessionIn(phase);

    expect(refusalOf(played, redo(played))).toBe("wrong-phase");
  });

  it("counts the new attempt alone, and goes on to the round after it", () => {
    const scored = aSessionIn("debrief", { rounds: 2, teams: 2 });
    const again = act(scored, redo(scored));
    const roundsPlayed = ({ state }: Played) =>
      sharedView(state, "projector", surroundings()).totals.map((total) => total.roundsPlayed);

    expect(scored.state.rounds.map((round) => round.roundIndex)).toEqual([0, 1]);
    expect(roundsPlayed(scored)).toEqual([2, 2]);
    expect(roundsPlayed(again)).toEqual([1, 1]);
    let played = again;
    while (played.state.phase !== "debrief") played = leavePhase(played);
    expect(roundsPlayed(played)).toEqual([2, 2]);
    expect(leavePhase(played).state.phase).toBe("podium");
  });

  it("refuses results of the attempt before", () => {
    const racing = aSessionIn("racing");
    const [team] = teamsOf(racing);
    if (team === undefined) throw new Error("a team plays");
    const oldResult = tally(racing, team, 0);
    let played = act(racing, redo(racing));
    while (played.state.phase !== "racing") played = leavePhase(played);

    expect(refusalOf(played, oldResult)).toBe("wrong-attempt");
    expect(refusalOf(played, { type: "house:tallied", roundIndex: 0, attempt: 0, testErrors: [] })).toBe(
      "wrong-attempt",
    );
  });
});

describe("jumping to the debrief", () => {
  const jump = ({ state }: Played): Action => ({
    type: "debrief:jumped",
    phaseSequence: state.phaseSequence,
  });

  it.each(["briefing", "exploring", "racing", "scoring", "reveal"] as const)("is possible in %s", (phase) => {
    const before = aSessionIn(phase);

    const after = act(before, jump(before));

    expect(after.state).toMatchObject({ phase: "debrief", deadlineAtMs: null });
    expect(currentRound(after.state)?.scores !== null).toBe(phase === "reveal");
  });

  it.each(["lobby", "debrief", "podium"] as const)("is refused in %s", (phase) => {
    const played = aSessionIn(phase);

    expect(refusalOf(played, jump(played))).toBe("wrong-phase");
  });

  it("gives no points to a round that was not scored, and ends the lesson all the same", () => {
    const briefing = aSessionIn("briefing");
    const jumped = act(briefing, jump(briefing));

    const shared = sharedView(jumped.state, "projector", surroundings({ presence: online([seatId("s1")]) }));

    expect(shared.reveal).toMatchObject({ scores: null, oracleError: null, hypothesis: "2-local" });
    expect(shared.totals).toEqual([]);
    expect(leavePhase(jumped).state.phase).toBe("podium");
  });
});
