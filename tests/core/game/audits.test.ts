import { describe, expect, it } from "vitest";
import type { AuditCheck } from "@/core/game/audit-check";
import { SessionStateSchema, TeamRoundSchema } from "@/core/game/session-state";
import type { Viewer } from "@/core/game/view";
import { viewFor } from "@/core/game/view-for";
import {
  act,
  aDeal,
  aSessionIn,
  type Played,
  refusalOf,
  tally,
  teamsOf,
} from "@/tests/core/support/a-session";
import { viewersOf } from "@/tests/core/support/secret-round";
import { surroundings } from "@/tests/core/support/surroundings";

const firstOf = (played: Played) => teamsOf(played)[0] ?? expect.fail("no team");
const placeOf = (played: Played) => {
  const { teamId, reopenCount } = firstOf(played);
  return { roundIndex: 0, attempt: 0, teamId, reopenCount };
};
const named = (played: Played, replicaIndex: number) =>
  ({ type: "audit:named", ...placeOf(played), replicaIndex }) as const;
const reported = (played: Played, check: AuditCheck) =>
  ({ type: "audit:reported", ...placeOf(played), check }) as const;

const agree: AuditCheck = { kind: "weights", replicaIndex: 2, verdict: "agree" };
const differ: AuditCheck = { kind: "weights", replicaIndex: 2, verdict: "differ" };
const unverified: AuditCheck = {
  kind: "retraining",
  replicaIndices: [2, 4],
  claimedError: 0.0123,
  retrainedError: 0.2345,
  standardError: 0.0067,
  verdict: "unverified",
};

/** A race in which the first team has brought replicas 0 to 3; the last one is missing. */
function nearlyComplete(): Played {
  let played = aSessionIn("racing", { seatsPerTeam: 1 });
  for (let index = 0; index < 4; index += 1) {
    const result = tally(played, firstOf(played), index);
    played = act(
      played,
      index === 1 ? { ...result, outcome: "diverged" } : index === 3 ? { ...result, seatId: null } : result,
    );
  }
  return played;
}
const complete = () => {
  const played = nearlyComplete();
  return act(played, tally(played, firstOf(played), 4));
};

const askedOf = (played: Played, viewer: Viewer) => {
  const { own } = viewFor(played.state, viewer, surroundings());
  return own.role === "player" ? (own.teamRound?.auditedReplica ?? null) : null;
};

describe("the replica whose weights are asked for", () => {
  it("is named only when all predictions of the team are in, and once", () => {
    const before = nearlyComplete();
    expect(refusalOf(before, named(before, 0))).toBe("not-allowed");
    const after = complete();
    expect(refusalOf(act(after, named(after, 0)), named(after, 2))).toBe("already-counted");
  });

  it("is one that a device has trained: none that diverged or that the server trained", () => {
    const played = complete();
    expect([0, 1, 2, 3, 4].map((index) => refusalOf(played, named(played, index)))).toEqual([
      null,
      "not-allowed",
      null,
      "not-allowed",
      null,
    ]);
  });

  it("is told to the seat that brought it alone, until its weights are judged", () => {
    const asked = act(complete(), named(complete(), 2));
    const seat = firstOf(asked).replicas.find((replica) => replica.replicaIndex === 2)?.seatId;
    const told = viewersOf(asked.state).filter((viewer) => askedOf(asked, viewer) !== null);
    expect(told).toEqual([{ role: "player", seatId: seat }]);
    expect(told.map((viewer) => askedOf(asked, viewer))).toEqual([2]);

    const judged = act(asked, reported(asked, agree));
    expect(viewersOf(judged.state).filter((viewer) => askedOf(judged, viewer) !== null)).toEqual([]);
  });

  it("is drawn anew when the host reopens the team", () => {
    const asked = act(complete(), named(complete(), 2));
    const { phaseSequence } = asked.state;
    const reopened = act(asked, { type: "team:reopened", teamId: firstOf(asked).teamId, phaseSequence });
    expect(firstOf(reopened)).toMatchObject({ auditedReplica: null, audits: [] });
    expect(refusalOf(reopened, reported(asked, agree))).toBe("wrong-attempt");
    expect(refusalOf(reopened, named(asked, 2))).toBe("wrong-attempt");
  });
});

describe("what an audit found", () => {
  it("is written down once of each kind, also when the class is a round further on", () => {
    const first = act(complete(), named(complete(), 2));
    const twice = act(act(first, reported(first, differ)), reported(first, unverified));
    expect(firstOf(twice).audits).toEqual([differ, unverified]);
    expect(refusalOf(twice, reported(first, agree))).toBe("already-counted");

    let later = aSessionIn("debrief", { rounds: 2, seatsPerTeam: 1 });
    const { teamId } = firstOf(later);
    later = act(later, {
      type: "audit:reported",
      roundIndex: 0,
      attempt: 0,
      teamId,
      reopenCount: 0,
      check: unverified,
    });
    expect(later.state.rounds.map((round) => round.teams[0]?.audits)).toEqual([[unverified], []]);
  });

  it("changes no points and no view but the host's own, and that only once the round is scored", () => {
    let racing = act(complete(), named(complete(), 2));
    racing = act(racing, reported(racing, differ));
    const warningsOf = ({ state }: Played) => {
      const { own } = viewFor(state, { role: "host" }, surroundings());
      return own.role === "host" ? own.warnings.filter(({ kind }) => kind === "claims-unverified") : [];
    };
    expect(warningsOf(racing)).toEqual([]);

    const revealed = aSessionIn("reveal", { seatsPerTeam: 1 });
    const audited = act(act(revealed, reported(revealed, differ)), reported(revealed, unverified));
    const { teamId } = firstOf(audited);
    expect(warningsOf(audited)).toEqual([
      {
        kind: "claims-unverified",
        claims: [
          {
            teamId,
            roundNumber: 1,
            weightsDiffer: true,
            retraining: { claimedError: 0.0123, retrainedError: 0.2345, standardError: 0.0067 },
          },
        ],
      },
    ]);
    for (const viewer of viewersOf(audited.state)) {
      const before = viewFor(revealed.state, viewer, surroundings());
      const after = viewFor(audited.state, viewer, surroundings());
      expect(after.shared).toEqual(before.shared);
      if (viewer.role !== "host") expect(after.own).toEqual(before.own);
    }
    const fine = act(revealed, reported(revealed, { ...unverified, verdict: "verified" }));
    expect(warningsOf(act(fine, reported(fine, agree)))).toEqual([]);
  });

  it("is not told of a round that was redone", () => {
    const revealed = aSessionIn("reveal", { rounds: 1, seatsPerTeam: 1 });
    const audited = act(revealed, reported(revealed, unverified));
    const { phaseSequence } = audited.state;
    const redone = act(audited, { type: "round:redone", phaseSequence, deal: aDeal(9) });
    const { own } = viewFor(redone.state, { role: "host" }, surroundings());
    expect(JSON.stringify(own)).not.toContain("claims-unverified");
  });

  it("is not in sessions that were stored before there were audits, which read as unaudited", () => {
    const played = complete();
    const { auditedReplica: _asked, audits: _audits, ...older } = firstOf(played);
    expect(TeamRoundSchema.parse(older)).toMatchObject({ auditedReplica: null, audits: [] });
    const rounds = played.state.rounds.map((round) => ({ ...round, teams: [older] }));
    expect(SessionStateSchema.parse({ ...played.state, rounds }).rounds[0]?.teams[0]?.audits).toEqual([]);
  });
});
