import { describe, expect, it } from "vitest";
import { mostSeats, mostTeams } from "@/core/game/lesson";
import type { Phase } from "@/core/game/phase";
import { PhaseSchema } from "@/core/game/phase-schema";
import { activeSeats } from "@/core/game/session-state";
import { seatsOf } from "@/core/game/team-places";
import {
  act,
  aDeal,
  aSession,
  aSessionIn,
  joinAction,
  refusalOf,
  teamsOf,
} from "@/tests/core/support/a-session";
import { hash, seatId, teamId } from "@/tests/core/support/identifiers";

const late = joinAction(50);
const openPhases = PhaseSchema.options.filter((phase) => phase !== "closed");

describe("joining", () => {
  it("fills teams up to their size before it founds the next one", () => {
    const { state } = aSessionIn("lobby", { teams: 2, seatsPerTeam: 3 });

    expect(state.seats.map((seat) => seat.teamId)).toEqual(["t1", "t1", "t1", "t2", "t2", "t2"]);
    expect(state.teams.map((team) => team.teamNumber)).toEqual([1, 2]);
  });

  it("fills the smallest team first", () => {
    const lobby = aSessionIn("lobby", { teams: 2, seatsPerTeam: 3 });
    const thinned = ["s4", "s5", "s1"].reduce(
      (played, seat) => act(played, { type: "seat:removed", seatId: seatId(seat) }),
      lobby,
    );

    const { state } = act(thinned, late);

    expect(state.seats.at(-1)?.teamId).toBe("t2");
  });

  it("keeps the cleaned name and the hashes, and the time of the joining", () => {
    const played = act(aSession(), { ...late, name: "  A\u202eiko " });

    expect(played.state.seats).toEqual([
      {
        seatId: "s50",
        name: "Aiko",
        privateName: null,
        teamId: "t1",
        peopleAtDevice: 1,
        bot: null,
        joinedAtMs: played.now,
        isRemoved: false,
        isBanned: false,
        tokenHash: late.tokenHash,
        seatCodeHash: late.seatCodeHash,
        joinRequestHash: null,
      },
    ]);
  });

  it("refuses a name without anything visible and one that is too long", () => {
    expect(refusalOf(aSession(), { ...late, name: " \u200b " })).toBe("name-empty");
    expect(refusalOf(aSession(), { ...late, name: "x".repeat(21) })).toBe("name-empty");
  });

  it("refuses a name that a class could not tell from one that is there", () => {
    const played = act(aSession(), { ...joinAction(1), name: "Aiko" });

    expect(refusalOf(played, { ...late, name: "ａｉｋｏ" })).toBe("name-taken");
    expect(refusalOf(played, { ...late, name: "Ai ko" })).toBe("name-taken");
    expect(refusalOf(played, { ...late, name: "Aika" })).toBeNull();
  });

  it("gives the name of a removed seat free again", () => {
    const played = act(act(aSession(), { ...joinAction(1), name: "Aiko" }), {
      type: "seat:removed",
      seatId: seatId("s1"),
    });

    expect(refusalOf(played, { ...late, name: "Aiko" })).toBeNull();
  });

  it("waits where the class is full until the host makes it larger or removes a seat", () => {
    const full = aSessionIn("lobby", { teams: 1, seatsPerTeam: 2, classSize: 2 });

    const waiting = act(full, late);

    expect(activeSeats(waiting.state)).toHaveLength(2);
    expect(waiting.state.waiting.map((other) => other.seatId)).toEqual(["s50"]);
    const larger = act(waiting, { type: "class:resized", classSize: 3 });
    expect(activeSeats(larger.state).at(-1)?.seatId).toBe("s50");
    expect(larger.state.waiting).toEqual([]);
    const thinned = act(waiting, { type: "seat:removed", seatId: seatId("s1") });
    expect(activeSeats(thinned.state).map((seat) => seat.seatId)).toEqual(["s2", "s50"]);
  });

  it("keeps the seats of a class that is made smaller than it is, and lets nobody in", () => {
    const shrunk = act(act(aSessionIn("lobby"), { type: "class:resized", classSize: 1 }), late);

    expect(activeSeats(shrunk.state)).toHaveLength(4);
    expect(shrunk.state.waiting).toHaveLength(1);
  });

  it("refuses a locked session until it is unlocked, and lets those inside play on", () => {
    const locked = act(aSessionIn("briefing"), { type: "session:locked", isLocked: true });

    expect(refusalOf(locked, late)).toBe("session-locked");
    expect(
      refusalOf(locked, {
        type: "seat:returned",
        seatId: seatId("s1"),
        tokenHash: hash("1111"),
        seatCodeHash: null,
      }),
    ).toBeNull();
    expect(refusalOf(act(locked, { type: "session:locked", isLocked: false }), late)).toBeNull();
  });

  it("refuses a seat id that was given out before, even to a seat that is gone", () => {
    const lobby = aSessionIn("lobby");

    expect(refusalOf(lobby, { ...late, seatId: seatId("s1") })).toBe("malformed");
    const removed = act(lobby, { type: "seat:removed", seatId: seatId("s1") });
    expect(refusalOf(removed, { ...late, seatId: seatId("s1") })).toBe("malformed");
  });

  it("has room for as many teams as seats, and lets whoever comes then wait", () => {
    const full = aSessionIn("lobby", { teams: mostTeams, seatsPerTeam: 1, classSize: mostSeats });

    expect(full.state.teams).toHaveLength(mostTeams);
    expect(act(full, joinAction(mostSeats + 1)).state.waiting).toHaveLength(1);
  });
});

describe("joining late", () => {
  const plays: Record<Exclude<Phase, "closed">, boolean> = {
    lobby: false,
    briefing: true,
    exploring: true,
    racing: false,
    scoring: false,
    reveal: false,
    debrief: false,
    podium: false,
  };

  it.each(openPhases)("is possible in %s", (phase) => {
    const played = act(aSessionIn(phase, { teams: 1, seatsPerTeam: 1 }), late);

    const seat = played.state.seats.at(-1);
    expect(seat).toMatchObject({ seatId: "s50", teamId: "t2" });
    expect(teamsOf(played).some((team) => team.teamId === "t2")).toBe(plays[phase]);
    expect(played.state.phase).toBe(phase);
  });

  it.each(openPhases)("fills a team with room in %s, which goes on playing", (phase) => {
    const lobby = aSessionIn(phase, { teams: 1, seatsPerTeam: 2 });
    const before = act(lobby, { type: "seat:removed", seatId: seatId("s2") });

    const played = act(before, late);

    expect(played.state.seats.at(-1)?.teamId).toBe("t1");
    expect(teamsOf(played)).toEqual(teamsOf(before));
  });

  it("is refused when the session is over", () => {
    expect(refusalOf(aSessionIn("closed"), late)).toBe("session-closed");
  });

  it("lets the late team play the next round", () => {
    const reveal = act(aSessionIn("reveal", { teams: 1, seatsPerTeam: 1 }), late);
    const { phaseSequence } = reveal.state;

    const redone = act(reveal, { type: "round:redone", phaseSequence, deal: aDeal(2) });

    expect(teamsOf(redone).map((team) => team.teamId)).toEqual(["t1", "t2"]);
  });
});

describe("choosing a team", () => {
  const lobby = aSessionIn("lobby", { teams: 2, seatsPerTeam: 2 });
  const choose = (seat: string, team: string | null) =>
    ({ type: "team:chosen", seatId: seatId(seat), teamId: team === null ? null : teamId(team) }) as const;

  it("moves the seat and leaves it in no other team", () => {
    const thinned = act(lobby, { type: "seat:removed", seatId: seatId("s3") });

    const { state } = act(thinned, choose("s1", "t2"));

    expect(seatsOf(state, teamId("t1")).map((seat) => seat.seatId)).toEqual(["s2"]);
    expect(seatsOf(state, teamId("t2")).map((seat) => seat.seatId)).toEqual(["s1", "s4"]);
  });

  it("founds a new team, or takes over the number of one that everybody has left", () => {
    const founded = act(lobby, choose("s1", null));
    expect(founded.state.seats[0]?.teamId).toBe("t3");

    const back = act(founded, choose("s1", "t1"));
    const again = act(back, choose("s3", null));
    expect(again.state.seats[2]?.teamId).toBe("t3");
    expect(again.state.teams).toHaveLength(3);
  });

  it("refuses a full team and one that does not exist, and accepts the own one", () => {
    expect(refusalOf(lobby, choose("s1", "t2"))).toBe("team-full");
    expect(refusalOf(lobby, choose("s1", "t9"))).toBe("no-such-team");
    expect(refusalOf(lobby, choose("s9", "t1"))).toBe("no-such-seat");
    expect(refusalOf(lobby, choose("s1", "t1"))).toBeNull();
  });

  it.each(openPhases.filter((phase) => phase !== "lobby"))("is refused in %s", (phase) => {
    expect(refusalOf(aSessionIn(phase), choose("s1", null))).toBe("wrong-phase");
  });
});

describe("seats and hosts", () => {
  const lobby = aSessionIn("lobby");

  it("void the old cookie when a seat returns, and the old code when the host opens it again", () => {
    const returned = act(lobby, {
      type: "seat:returned",
      seatId: seatId("s1"),
      tokenHash: hash("1111"),
      seatCodeHash: null,
    });
    expect(returned.state.seats[0]).toMatchObject({
      tokenHash: hash("1111"),
      name: "Student 1",
      teamId: "t1",
    });

    const reopened = act(lobby, { type: "seat:reopened", seatId: seatId("s1"), seatCodeHash: hash("2222") });
    expect(reopened.state.seats[0]).toMatchObject({ seatCodeHash: hash("2222"), teamId: "t1" });
    expect(reopened.state.seats.slice(1)).toEqual(lobby.state.seats.slice(1));
  });

  it("refuse a seat that was removed or never was", () => {
    const removed = act(lobby, { type: "seat:removed", seatId: seatId("s1") });

    for (const seat of ["s1", "s99"].map(seatId)) {
      expect(refusalOf(removed, { type: "seat:removed", seatId: seat })).toBe("no-such-seat");
      expect(
        refusalOf(removed, {
          type: "seat:returned",
          seatId: seat,
          tokenHash: hash("1111"),
          seatCodeHash: null,
        }),
      ).toBe("no-such-seat");
      expect(refusalOf(removed, { type: "seat:reopened", seatId: seat, seatCodeHash: hash("1111") })).toBe(
        "no-such-seat",
      );
    }
  });

  it("keep the results of a seat that is removed in the middle of a round", () => {
    const racing = aSessionIn("racing", { teams: 2, seatsPerTeam: 1 });

    const removed = act(racing, { type: "seat:removed", seatId: seatId("s1") });

    expect(teamsOf(removed)).toEqual(teamsOf(racing));
  });

  it("give the controls to a host with the recovery code", () => {
    const recovered = act(lobby, { type: "host:recovered", hostTokenHash: hash("3333") });

    expect(recovered.state).toEqual({ ...lobby.state, hostTokenHash: hash("3333") });
  });
});
