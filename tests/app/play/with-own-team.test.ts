import { describe, expect, test } from "vitest";
import { ownTeam, withOwnTeam } from "@/app/play/_player/phase-props";
import { type PlayerOwnView, PlayerOwnViewSchema, type TeamView } from "@/core/game/view";
import { sharedViewOf, teamViewOf } from "../host/shared-view";

function ownOf(team: TeamView | null): PlayerOwnView {
  return PlayerOwnViewSchema.parse({
    role: "player",
    seatId: "seat-9",
    name: "Mio",
    teamId: team?.teamId ?? null,
    team,
    teamRound: null,
    figurePrediction: null,
    figure: null,
    score: null,
    total: null,
    debriefAnswer: null,
  });
}

describe("a player of a large class", () => {
  const shared = sharedViewOf({ phase: "lobby", teams: [teamViewOf(1, null), teamViewOf(2, null)] });
  const late = teamViewOf(31, null);

  test("finds the own team though the shared list is cut short", () => {
    const props = { shared, own: ownOf(late) };
    expect(ownTeam(props)).toEqual(late);
    expect(withOwnTeam(props).teams.map((team) => team.teamNumber)).toEqual([1, 2, 31]);
  });

  test("gets the same view where the list has the team, so that nothing is drawn anew", () => {
    expect(withOwnTeam({ shared, own: ownOf(teamViewOf(2, null)) })).toBe(shared);
    expect(withOwnTeam({ shared, own: ownOf(null) })).toBe(shared);
  });
});
