import { describe, expect, it } from "vitest";
import type { Action } from "@/core/game/action";
import type { Phase } from "@/core/game/phase";
import { captainOf, seatsOf } from "@/core/game/team-places";
import { sharedView } from "@/core/game/view-for";
import { act, aSessionIn, type Played, refusalOf } from "@/tests/core/support/a-session";
import { seatId, teamId } from "@/tests/core/support/identifiers";
import { surroundings } from "@/tests/core/support/surroundings";

const move = (seat: string, team: string | null): Action => ({
  type: "seat:moved",
  seatId: seatId(seat),
  teamId: team === null ? null : teamId(team),
});
const merge = (from: string, into: string): Action => ({
  type: "teams:merged",
  fromTeamId: teamId(from),
  intoTeamId: teamId(into),
});
const draw = (order: readonly string[]): Action => ({ type: "teams:drawn", order: order.map(seatId) });
const arrange = (changes: Partial<Extract<Action, { type: "teams:arranged" }>>): Action => ({
  type: "teams:arranged",
  teamMode: "self-chosen",
  seatsPerTeam: 2,
  commitBy: "two-of-team",
  ...changes,
});
const seatsIn = ({ state }: Played, team: string) => seatsOf(state, teamId(team)).map((seat) => seat.seatId);
const between: readonly Phase[] = ["lobby", "debrief", "podium"];
const inRound: readonly Phase[] = ["briefing", "exploring", "racing", "scoring", "reveal"];

describe("a seat that the host moves", () => {
  it.each(between)("changes its team at once in %s", (phase) => {
    const thinned = act(aSessionIn(phase), { type: "seat:removed", seatId: seatId("s3") });

    expect(seatsIn(act(thinned, move("s1", "t2")), "t2")).toEqual(["s1", "s4"]);
  });

  it.each(inRound)("stays while the round runs: %s", (phase) => {
    expect(refusalOf(aSessionIn(phase), move("s1", null))).toBe("round-running");
    expect(refusalOf(aSessionIn(phase), merge("t1", "t2"))).toBe("round-running");
    expect(refusalOf(aSessionIn(phase), draw([]))).toBe("round-running");
  });

  it("is refused a full team, one that is not there, and a seat that is not there", () => {
    const lobby = aSessionIn("lobby");
    expect(refusalOf(lobby, move("s1", "t2"))).toBe("team-full");
    expect(refusalOf(lobby, move("s1", "t9"))).toBe("no-such-team");
    expect(refusalOf(lobby, move("s9", "t1"))).toBe("no-such-seat");
  });

  it("may be moved where players may not choose", () => {
    const byHost = aSessionIn("lobby", { rules: { teamMode: "by-host" } });
    const choice = { type: "team:chosen", seatId: seatId("s1"), teamId: null } as const;

    expect(refusalOf(byHost, choice)).toBe("teams-by-host");
    expect(refusalOf(byHost, move("s1", null))).toBeNull();
  });
});

describe("merging", () => {
  it("brings two teams together if they fit, and leaves the first without seats", () => {
    const singles = aSessionIn("lobby", { teams: 3, seatsPerTeam: 1 });
    expect(refusalOf(singles, merge("t1", "t2"))).toBe("team-full");

    const larger = act(singles, arrange({ seatsPerTeam: 2 }));
    const merged = act(larger, merge("t1", "t2"));

    expect(seatsIn(merged, "t2")).toEqual(["s1", "s2"]);
    const { teams } = sharedView(merged.state, "host", surroundings());
    expect(teams.map((team) => team.teamId)).toEqual(["t2", "t3"]);
    expect(refusalOf(larger, merge("t1", "t1"))).toBe("no-such-team");
  });
});

describe("drawing teams", () => {
  it("deals the order in turn, sizes within one", () => {
    const seven = aSessionIn("lobby", { teams: 7, seatsPerTeam: 1 });
    const arranged = act(seven, arrange({ seatsPerTeam: 3 }));

    const drawn = act(arranged, draw(["s7", "s6", "s5", "s4", "s3", "s2", "s1"]));

    expect(seatsIn(drawn, "t1")).toEqual(["s1", "s4", "s7"]);
    expect(seatsIn(drawn, "t2")).toEqual(["s3", "s6"]);
    expect(seatsIn(drawn, "t3")).toEqual(["s2", "s5"]);
  });

  it("places everybody whatever the order names", () => {
    const four = aSessionIn("lobby");
    const drawn = act(four, draw(["s9", "s3", "s3"]));

    expect([...seatsIn(drawn, "t1"), ...seatsIn(drawn, "t2")].sort()).toEqual(["s1", "s2", "s3", "s4"]);
  });

  it("needs seats", () => {
    expect(refusalOf(aSessionIn("lobby", { teams: 0 }), draw([]))).toBe("no-seats");
  });
});

describe("the team size", () => {
  it("made smaller moves those who came last, and only in the lobby", () => {
    const lobby = aSessionIn("lobby", { teams: 1, seatsPerTeam: 4 });

    const alone = act(lobby, arrange({ seatsPerTeam: 1 }));

    expect(["t1", "t2", "t3", "t4"].map((team) => seatsIn(alone, team))).toEqual([
      ["s1"],
      ["s2"],
      ["s3"],
      ["s4"],
    ]);
    expect(refusalOf(aSessionIn("briefing"), arrange({}))).toBe("wrong-phase");
  });
});

describe("a team's name", () => {
  const rename = (team: string, name: string | null): Action => ({
    type: "team:renamed",
    teamId: teamId(team),
    name,
  });

  it("is cleaned, may be given in any phase, and taken away again", () => {
    const named = act(aSessionIn("racing"), rename("t1", "  The\u202e deep end "));
    expect(named.state.teams[0]?.name).toBe("The deep end");
    expect(act(named, rename("t1", null)).state.teams[0]?.name).toBeNull();
  });

  it("is refused when nothing is visible or another team has it", () => {
    const named = act(aSessionIn("lobby"), rename("t1", "Otters"));
    expect(refusalOf(named, rename("t2", "ＯＴＴＥＲＳ"))).toBe("name-taken");
    expect(refusalOf(named, rename("t2", "\u200b"))).toBe("name-empty");
    expect(refusalOf(named, rename("t9", "Otters"))).toBe("no-such-team");
  });
});

describe("a captain's name for the own team", () => {
  const call = (seat: string, name: string | null): Action => ({
    type: "team:named",
    seatId: seatId(seat),
    name,
  });

  it("is cleaned and taken away again, between rounds only", () => {
    const named = act(aSessionIn("lobby"), call("s1", "  The\u202e deep end "));
    expect(named.state.teams[0]?.name).toBe("The deep end");
    expect(act(named, call("s1", null)).state.teams[0]?.name).toBeNull();
    expect(refusalOf(aSessionIn("exploring"), call("s1", "Otters"))).toBe("round-running");
  });

  it("is refused to others, and when it is empty or another team has it", () => {
    const lobby = aSessionIn("lobby");
    const other = act(lobby, { type: "team:renamed", teamId: teamId("t2"), name: "Otters" });
    expect(refusalOf(other, call("s1", "ｏｔｔｅｒｓ"))).toBe("name-taken");
    expect(refusalOf(lobby, call("s1", "\u200b"))).toBe("name-empty");
    expect(refusalOf(lobby, call("s2", "Otters"))).toBe("not-captain");
    expect(refusalOf(lobby, call("s99", "Otters"))).toBe("no-such-seat");
  });
});

describe("the captain", () => {
  const name = (seat: string, by: string | null): Action => ({
    type: "captain:named",
    seatId: seatId(seat),
    bySeatId: by === null ? null : seatId(by),
  });

  it("is the first seat, until it or the host names another one of the team", () => {
    const lobby = aSessionIn("lobby");
    expect(captainOf(lobby.state, teamId("t1"))).toBe("s1");
    expect(captainOf(act(lobby, name("s2", "s1")).state, teamId("t1"))).toBe("s2");
    expect(captainOf(act(lobby, name("s2", null)).state, teamId("t1"))).toBe("s2");
  });

  it("cannot be taken by somebody else", () => {
    const lobby = aSessionIn("lobby");
    expect(refusalOf(lobby, name("s2", "s2"))).toBe("not-captain");
    expect(refusalOf(lobby, name("s3", "s1"))).toBe("not-captain");
    expect(refusalOf(lobby, name("s9", null))).toBe("no-such-seat");
  });

  it("is the first seat again when the named one has left the team", () => {
    const named = act(aSessionIn("lobby"), name("s2", null));
    expect(captainOf(act(named, move("s2", null)).state, teamId("t1"))).toBe("s1");
    expect(captainOf(act(named, { type: "seat:removed", seatId: seatId("s2") }).state, teamId("t1"))).toBe(
      "s1",
    );
  });
});

describe("what is settled between rounds", () => {
  const people = (count: number, seat = "s1"): Action => ({
    type: "people:stated",
    seatId: seatId(seat),
    peopleAtDevice: count,
  });
  const levels: Action = { type: "ballot-mode:set", ballotMode: "levels" };

  it.each(between)("may be how many share a device and how teams vote in %s", (phase) => {
    const settled = act(act(aSessionIn(phase), people(3)), levels);
    const view = sharedView(settled.state, "player", surroundings());

    expect(view.ballotMode).toBe("levels");
    expect(view.teams[0]?.seats.map((seat) => seat.peopleAtDevice)).toEqual([3, 1]);
  });

  it.each(inRound)("stays as it is while the round runs: %s", (phase) => {
    expect(refusalOf(aSessionIn(phase), people(2))).toBe("round-running");
    expect(refusalOf(aSessionIn(phase), levels)).toBe("round-running");
  });

  it("needs a seat that is there", () => {
    expect(refusalOf(aSessionIn("lobby"), people(2, "s9"))).toBe("no-such-seat");
  });
});
