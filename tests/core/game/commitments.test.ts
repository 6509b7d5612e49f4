import { describe, expect, it } from "vitest";
import type { Action } from "@/core/game/action";
import { commitStepOf } from "@/core/game/commit-step";
import { dueAction } from "@/core/game/due-action";
import { dueCaptain } from "@/core/game/due-captain";
import { raceReplicaCount } from "@/core/game/race";
import { defaultDesign } from "@/core/training/design-grid";
import {
  act,
  aSessionIn,
  commit,
  deckOf,
  next,
  type Played,
  refusalOf,
  tally,
  teamsOf,
} from "@/tests/core/support/a-session";
import { seatId, teamId } from "@/tests/core/support/identifiers";

const [first, mate, opponent] = [seatId("s1"), seatId("s2"), seatId("s3")];
const both = [first, mate];
const twoOfTeam = aSessionIn("exploring", { rules: { commitBy: "two-of-team" } });
const byCaptain = aSessionIn("exploring", { rules: { commitBy: "captain" } });
const untouched = defaultDesign(deckOf(twoOfTeam).designGrid);
const other = { ...untouched, depth: 5 };

const teamOf = (played: Played, index = 0) => {
  const team = teamsOf(played)[index];
  if (team === undefined) throw new Error("a team plays");
  return team;
};
const stepOf = (played: Played, seat: typeof first, online = both) =>
  commitStepOf(played.state, teamOf(played), seat, (id) => online.includes(id));
const sequenced = <Type extends string>(played: Played, type: Type) => ({
  type,
  phaseSequence: played.state.phaseSequence,
});
const withdraw = (played: Played, seat = first): Action => ({
  ...sequenced(played, "proposal:withdrawn"),
  seatId: seat,
});
const reopen = (played: Played, team = "t1"): Action => ({
  ...sequenced(played, "team:reopened"),
  teamId: teamId(team),
});

describe("two of a team", () => {
  it("propose and confirm; nothing is final before", () => {
    expect(stepOf(twoOfTeam, first)).toBe("propose");
    const proposed = act(twoOfTeam, commit(twoOfTeam, first, untouched, both));
    expect(teamOf(proposed)).toMatchObject({
      commitment: null,
      proposal: { seatId: first, design: untouched },
    });
    expect(stepOf(proposed, first)).toBe("awaits-teammate");
    expect(stepOf(proposed, mate)).toBe("confirm");

    const committed = act(proposed, commit(proposed, mate, untouched, both));

    expect(teamOf(committed)).toMatchObject({
      proposal: null,
      commitment: { seatId: mate, design: untouched },
    });
    expect(stepOf(committed, first)).toBe("done");
  });

  it("are not one seat that presses twice", () => {
    const proposed = act(twoOfTeam, commit(twoOfTeam, first, untouched, both));
    expect(refusalOf(proposed, commit(proposed, first, untouched, both))).toBe("awaits-teammate");
  });

  it("propose anew with another design, whoever sends it", () => {
    const proposed = act(twoOfTeam, commit(twoOfTeam, first, untouched, both));
    const changed = act(proposed, commit(proposed, first, other, both));
    expect(teamOf(changed).proposal).toMatchObject({ seatId: first, design: other });

    const countered = act(proposed, commit(proposed, mate, other, both));
    expect(teamOf(countered)).toMatchObject({ commitment: null, proposal: { seatId: mate, design: other } });
    expect(stepOf(countered, first)).toBe("confirm");
  });

  it("may take the proposal back", () => {
    const proposed = act(twoOfTeam, commit(twoOfTeam, first, untouched, both));
    expect(teamOf(act(proposed, withdraw(proposed, mate))).proposal).toBeNull();
    expect(refusalOf(twoOfTeam, withdraw(twoOfTeam))).toBe("no-proposal");
    expect(refusalOf(proposed, withdraw(proposed, seatId("s9")))).toBe("not-in-this-round");
  });

  it("are one where only one is online, also for the proposal that stands", () => {
    expect(stepOf(twoOfTeam, first, [first])).toBe("commit");
    const proposed = act(twoOfTeam, commit(twoOfTeam, first, untouched, both));
    const alone = act(proposed, commit(proposed, first, untouched, [first]));
    expect(teamOf(alone).commitment?.seatId).toBe(first);
  });

  it("have their proposal committed by the deadline, before any draft", () => {
    const proposed = act(twoOfTeam, commit(twoOfTeam, first, other, both));
    const drafts = [{ teamId: teamId("t1"), design: untouched }];
    const racing = act(proposed, { ...next(proposed), drafts } as Action);
    expect(teamOf(racing)).toMatchObject({ proposal: null, commitment: { seatId: null, design: other } });
  });
});

describe("people who share a device", () => {
  const lobby = aSessionIn("lobby", { rules: { commitBy: "two-of-team" } });
  const stated = act(lobby, { type: "people:stated", seatId: first, peopleAtDevice: 3 });
  const briefing = act(stated, next(stated));
  const shared = act(briefing, next(briefing));
  const commitAs = (played: Played, person: number, design = untouched, online = [first]): Action =>
    ({ ...commit(played, first, design, online), person }) as Action;

  it("are two who commit on one phone, also where no other device is online", () => {
    expect(stepOf(shared, first, [first])).toBe("propose");
    const proposed = act(shared, commitAs(shared, 1));
    expect(teamOf(proposed)).toMatchObject({ commitment: null, proposal: { seatId: first, person: 1 } });
    expect(stepOf(proposed, first, [first])).toBe("pass-device");
    expect(refusalOf(proposed, commitAs(proposed, 1))).toBe("awaits-teammate");

    const committed = act(proposed, commitAs(proposed, 2));
    expect(teamOf(committed)).toMatchObject({ proposal: null, commitment: { design: untouched } });
  });

  it("may be outvoted with another design, which somebody else has to confirm", () => {
    const proposed = act(shared, commitAs(shared, 0));
    const countered = act(proposed, commitAs(proposed, 1, other));
    expect(teamOf(countered)).toMatchObject({ commitment: null, proposal: { person: 1, design: other } });
    expect(teamOf(act(countered, commitAs(countered, 0, other))).commitment?.design).toEqual(other);
  });

  it("and a teammate with a phone of their own confirm each other", () => {
    const proposed = act(shared, commitAs(shared, 0, untouched, both));
    expect(stepOf(proposed, mate)).toBe("confirm");
    const byMate = act(shared, commit(shared, mate, untouched, both));
    expect(stepOf(byMate, first)).toBe("confirm");
    expect(teamOf(act(byMate, commitAs(byMate, 2, untouched, both))).commitment?.seatId).toBe(first);
  });

  it("are as many as they said", () => {
    expect(refusalOf(twoOfTeam, { ...commit(twoOfTeam, first, untouched, both), person: 1 } as Action)).toBe(
      "malformed",
    );
    expect(refusalOf(shared, commitAs(shared, 2))).toBeNull();
  });

  it("are led by a captain as one seat", () => {
    const captain = act(aSessionIn("lobby", { rules: { commitBy: "captain" } }), {
      type: "people:stated",
      seatId: first,
      peopleAtDevice: 2,
    });
    const open = act(captain, next(captain));
    expect(stepOf(act(open, next(open)), first)).toBe("commit");
  });
});

describe("the captain", () => {
  it("commits alone, and nobody else does", () => {
    expect(stepOf(byCaptain, first)).toBe("commit");
    expect(stepOf(byCaptain, mate)).toBe("captain-only");
    expect(refusalOf(byCaptain, commit(byCaptain, mate, untouched, both))).toBe("not-captain");
    expect(teamOf(act(byCaptain, commit(byCaptain, first, untouched, both))).commitment?.seatId).toBe(first);
  });

  it("passes on after a minute of absence to a teammate who is online, not before", () => {
    const presence = (captain: "online" | "away" | "absent", teammate: "online" | "away") =>
      new Map([
        [first, captain],
        [mate, teammate],
        [opponent, "online" as const],
      ]);
    expect(dueCaptain(byCaptain.state, presence("away", "online"))).toBeNull();
    expect(dueCaptain(byCaptain.state, presence("absent", "away"))).toBeNull();
    const due = dueCaptain(byCaptain.state, presence("absent", "online"));
    expect(due).toEqual({ type: "captain:named", seatId: mate, bySeatId: null });
    expect(dueCaptain(twoOfTeam.state, presence("absent", "online"))).toBeNull();

    const passed = act(byCaptain, due as Action);
    expect(stepOf(passed, mate)).toBe("commit");
    expect(dueCaptain(passed.state, presence("absent", "online"))).toBeNull();
  });
});

describe("a team that the host reopens", () => {
  const racing = aSessionIn("racing", { teams: 2, seatsPerTeam: 1 });

  it("gives up its commitment and every replica of it, and no other team's", () => {
    const before = [0, 1].reduce(
      (played, index) => act(played, tally(played, teamOf(played, index), 0)),
      racing,
    );
    const reopened = act(before, reopen(before));

    expect(teamOf(reopened)).toMatchObject({ commitment: null, replicas: [], reopenCount: 1 });
    expect(teamOf(reopened, 1)).toEqual(teamOf(before, 1));
    const late = tally(before, teamOf(before), 1);
    expect(refusalOf(reopened, late)).toBe("wrong-attempt");
  });

  it("races again with what it commits then, and results of the first commitment still do not count", () => {
    const reopened = act(racing, reopen(racing));
    const committed = act(reopened, commit(reopened, seatId("s1"), other));

    expect(teamOf(committed).commitment?.design).toEqual(other);
    expect(refusalOf(committed, { ...tally(committed, teamOf(committed), 0), reopenCount: 0 })).toBe(
      "wrong-attempt",
    );
    expect(refusalOf(committed, tally(committed, teamOf(committed), 0))).toBeNull();
  });

  it("holds the race for a team that is online, until the cap", () => {
    const all = [...Array(raceReplicaCount).keys()].reduce(
      (played, index) => act(played, tally(played, teamOf(played, 1), index), 0),
      act(racing, reopen(racing)),
    );
    const around = (now: number, seat: typeof first) => ({ now, connectedSeatIds: new Set([seat]) });
    expect(dueAction(all.state, around(all.now + 30_000, seatId("s1")))).toBeNull();
    expect(dueAction(all.state, around(all.now + 600_000, seatId("s1")))?.type).toBe("time:passed");
  });

  it("is committed to its draft when the race ends without its word", () => {
    const reopened = act(racing, reopen(racing));
    const drafts = [{ teamId: teamId("t1"), design: other }];
    const scoring = act(reopened, { ...next(reopened), drafts } as Action);
    expect(teamOf(scoring).commitment).toMatchObject({ design: other, seatId: null });
  });

  it("must have committed, and the phase must be exploring or racing", () => {
    expect(refusalOf(twoOfTeam, reopen(twoOfTeam))).toBe("nothing-committed");
    expect(refusalOf(racing, reopen(racing, "t9"))).toBe("not-in-this-round");
    for (const phase of ["scoring", "reveal", "debrief"] as const) {
      const played = aSessionIn(phase);
      expect(refusalOf(played, reopen(played))).toBe("wrong-phase");
    }
  });
});
