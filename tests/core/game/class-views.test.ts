import { describe, expect, it } from "vitest";
import { firstTeams } from "@/core/game/shown-teams";
import { OwnViewSchema, SharedViewSchema, type Viewer } from "@/core/game/view";
import { sharedView, viewFor } from "@/core/game/view-for";
import { act, aSession, aSessionIn, commit, joinAction } from "@/tests/core/support/a-session";
import { coHostId, hash, seatId, teamId } from "@/tests/core/support/identifiers";
import { viewersOf } from "@/tests/core/support/secret-round";
import { online, surroundings } from "@/tests/core/support/surroundings";

const player = (seat: string): Viewer => ({ role: "player", seatId: seatId(seat) });
const host: Viewer = { role: "host" };

describe("what only a host sees", () => {
  const asked = act(
    act(aSession({ classSize: 1 }), { ...joinAction(1), privateName: "Hanako Yamada 20-1234" }),
    { ...joinAction(2), privateName: "Second Student 20-9999" },
  );
  const invited = act(asked, { type: "cohost:invited", codeHash: hash("4444") });

  it("are private names, of seats and of those who wait", () => {
    const { own } = viewFor(invited.state, host, surroundings());
    expect(own).toMatchObject({
      role: "host",
      seats: [{ seatId: "s1", privateName: "Hanako Yamada 20-1234", standing: "seated" }],
      waiting: [{ seatId: "s2", privateName: "Second Student 20-9999" }],
      isInvitationOut: true,
    });
    expect(OwnViewSchema.parse(own)).toEqual(own);
  });

  it("is in no other view, and no token or code in any", () => {
    for (const viewer of viewersOf(invited.state)) {
      const { shared, own } = viewFor(invited.state, viewer, surroundings());
      const seen = JSON.stringify(viewer.role === "host" ? shared : { shared, own });
      for (const secret of ["Yamada", "20-1234", "20-9999", "privateName"])
        expect(seen).not.toContain(secret);
      const all = JSON.stringify({ shared, own });
      for (const text of [invited.state.hostTokenHash, hash("4444"), joinAction(2).tokenHash])
        expect(all).not.toContain(text);
    }
  });

  it("tells a device that waits no more than that", () => {
    const { own } = viewFor(invited.state, player("s2"), surroundings());
    expect(own).toEqual({ role: "waiting", seatId: "s2", name: "Student 2" });
  });

  it("says who owns the session, who conducts with it, and which tab is in control", () => {
    const joined = act(invited, {
      type: "cohost:joined",
      coHostId: coHostId("h1"),
      codeHash: hash("4444"),
      tokenHash: hash("2222"),
    });
    const around = surroundings({ connectedCoHostIds: new Set([coHostId("h1")]) });
    const { own } = viewFor(joined.state, { role: "host", isCoHost: true, hasControl: false }, around);
    expect(own).toMatchObject({
      isOwner: false,
      hasControl: false,
      coHosts: [{ coHostId: "h1", isConnected: true }],
    });
  });
});

describe("hidden names", () => {
  const named = act(aSessionIn("exploring"), { type: "team:renamed", teamId: teamId("t1"), name: "Otters" });
  const hidden = act(named, { type: "names:hidden", areHidden: true });

  it("leave every shared view, of seats and of teams", () => {
    for (const viewer of viewersOf(hidden.state)) {
      const seen = JSON.stringify(viewFor(hidden.state, viewer, surroundings()).shared);
      expect(seen).not.toContain("Student");
      expect(seen).not.toContain("Otters");
      expect(JSON.stringify(viewFor(named.state, viewer, surroundings()).shared)).toContain("Otters");
    }
  });

  it("stay with the host, and each player keeps the own name", () => {
    expect(viewFor(hidden.state, host, surroundings()).own).toMatchObject({
      teamNames: [{ teamId: "t1", name: "Otters" }],
      seats: [{ name: "Student 1" }, { name: "Student 2" }, { name: "Student 3" }, { name: "Student 4" }],
    });
    expect(viewFor(hidden.state, player("s1"), surroundings()).own).toMatchObject({ name: "Student 1" });
  });
});

describe("a class of more than twenty teams", () => {
  const large = aSessionIn("debrief", { teams: 25, seatsPerTeam: 1 });

  it("shows players the first twenty and their own, and host and projector all", () => {
    const teamsFor = (role: Viewer["role"]) => sharedView(large.state, role, surroundings()).teams;
    expect(teamsFor("host")).toHaveLength(25);
    expect(teamsFor("projector")).toHaveLength(25);
    expect(teamsFor("player")).toHaveLength(20);
    expect(sharedView(large.state, "player", surroundings()).counts.teams).toBe(25);
    const { own } = viewFor(large.state, player("s25"), surroundings());
    expect(own).toMatchObject({ team: { teamId: "t25", teamNumber: 25 } });
  });

  it("takes the best by rank, and lists them by number", () => {
    const { teams } = sharedView(large.state, "host", surroundings());
    const totals = teams.map(({ teamId: id, teamNumber }) => ({
      teamId: id,
      meanPoints: teamNumber,
      roundsPlayed: 1,
      rank: 26 - teamNumber,
    }));

    const shown = firstTeams(teams, totals).map((team) => team.teamNumber);

    expect(shown).toEqual(Array.from({ length: 20 }, (_, index) => index + 6));
    expect(SharedViewSchema.safeParse(sharedView(large.state, "player", surroundings())).success).toBe(true);
  });
});

describe("a team's own view", () => {
  const both = ["s1", "s2"].map(seatId);
  const exploring = aSessionIn("exploring", { rules: { commitBy: "two-of-team" } });
  const around = surroundings({
    presence: online(both),
    touches: new Map([
      [seatId("s2"), "width"],
      [seatId("s3"), "depth"],
    ]),
    stepsPerSecond: new Map([[seatId("s2"), 0]]),
  });
  const roundOf = (state: typeof exploring.state, seat: string) => {
    const { own } = viewFor(state, player(seat), around);
    if (own.role !== "player" || own.teamRound === null) throw new Error("no player");
    return own.teamRound;
  };

  it("shows which knob a teammate touches, never the own nor another team's", () => {
    expect(roundOf(exploring.state, "s1").touches).toEqual([{ seatId: "s2", knob: "width" }]);
    expect(roundOf(exploring.state, "s2").touches).toEqual([]);
  });

  it("shows a proposal to both, each with its own next step, and to the others only that there is one", () => {
    const proposed = act(exploring, commit(exploring, seatId("s1"), undefined, both));
    expect(roundOf(proposed.state, "s1")).toMatchObject({ commitStep: "awaits-teammate" });
    expect(roundOf(proposed.state, "s2")).toMatchObject({
      commitStep: "confirm",
      proposal: { seatId: "s1" },
    });
    const { shared, own } = viewFor(proposed.state, player("s3"), around);
    expect(shared.teams[0]?.progress).toMatchObject({ hasProposed: true, hasCommitted: false });
    expect(JSON.stringify({ shared, own })).not.toContain(
      JSON.stringify(roundOf(proposed.state, "s1").proposal?.design),
    );
  });

  it("shares the race's replicas among devices that can train", () => {
    expect(roundOf(exploring.state, "s1").raceOrder).toEqual([0, 1, 2, 3, 4]);
    const { teams } = sharedView(exploring.state, "host", around);
    expect(teams[0]?.seats).toMatchObject([
      { presence: "online", isAdvisor: false },
      { presence: "online", isAdvisor: true },
    ]);
    expect(teams[1]?.seats[0]?.presence).toBe("absent");
  });
});
