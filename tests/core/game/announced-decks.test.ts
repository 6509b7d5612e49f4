import { describe, expect, it } from "vitest";
import { currentRound } from "@/core/game/session-state";
import { HypothesisSchema } from "@/core/tasks/deck";
import {
  act,
  aDeal,
  aSessionIn,
  deckOf,
  next,
  refusalOf,
  tally,
  teamsOf,
} from "@/tests/core/support/a-session";
import { seatId } from "@/tests/core/support/identifiers";

const options = {
  teams: 1,
  seatsPerTeam: 1,
  deck: "five-factors",
  deal: aDeal(1, "five-factors-5-local", "five-factors"),
};

describe("a round on an announced deck", () => {
  it("takes no ballot: everybody has been told", () => {
    const briefing = aSessionIn("briefing", options);
    const [hypothesis] = deckOf(briefing).hypotheses;
    const ballot = [{ hypothesis: HypothesisSchema.parse(hypothesis), percent: 100 }];
    const { phaseSequence } = briefing.state;

    expect(refusalOf(briefing, { type: "ballot:cast", seatId: seatId("s1"), phaseSequence, ballot })).toBe(
      "ballot-invalid",
    );
  });

  it("gives everybody the belief points of a right ballot, and lets thrift count", () => {
    const briefing = aSessionIn("briefing", options);
    const exploring = act(briefing, next(briefing));
    const racing = act(exploring, next(exploring));
    const [team] = teamsOf(racing);
    if (team === undefined) throw new Error("a team plays");
    const scoring = [0, 1, 2, 3, 4].reduce(
      (played, replica) => act(played, tally(played, team, replica, 0)),
      racing,
    );
    const inScoring = scoring.state.phase === "scoring" ? scoring : act(scoring, next(scoring));
    const { phaseSequence } = inScoring.state;
    const scored = act(inScoring, { type: "round:scored", phaseSequence });

    expect(currentRound(scored.state)?.scores?.teams[0]).toMatchObject({
      accuracyPoints: 60,
      beliefPoints: 30,
      thriftPoints: 10,
    });
  });
});
