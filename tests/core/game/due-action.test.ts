import { describe, expect, it } from "vitest";
import { dueAction, enoughReplicas, lateReplicaWaitMs, nextDueAtMs } from "@/core/game/due-action";
import { raceReplicaCount } from "@/core/game/race";
import { uniformBallot } from "@/core/game/uniform-ballot";
import { act, aSessionIn, commit, deckOf, type Played, tally, teamsOf } from "@/tests/core/support/a-session";
import { seatId } from "@/tests/core/support/identifiers";

const seats = (...ids: string[]) => new Set(ids.map(seatId));
const everybody = seats("s1", "s2", "s3", "s4");

/** What the server does by itself some seconds after the last action. */
const dueTypeAt = ({ state, now }: Played, seconds: number, connectedSeatIds = everybody) =>
  dueAction(state, { now: now + seconds * 1000, connectedSeatIds })?.type ?? null;

/** A race of ten teams of one seat in which so many of the 50 replicas are in, one second after its beginning. */
function aRaceWith(replicaCount: number, teams = 10): Played {
  const racing = aSessionIn("racing", { teams, seatsPerTeam: 1 });
  const all = teamsOf(racing).flatMap((team) =>
    Array.from({ length: raceReplicaCount }, (_, index) => tally(racing, team, index)),
  );
  return all.slice(0, replicaCount).reduce((played, action) => act(played, action, 0), racing);
}

describe("a phase with nothing to wait for", () => {
  it.each(["lobby", "reveal", "debrief", "podium", "closed"] as const)("is left alone in %s", (phase) => {
    const played = aSessionIn(phase);

    expect(dueTypeAt(played, 1e6)).toBeNull();
    expect(nextDueAtMs(played.state, played.now)).toBeNull();
  });

  it("is left alone while paused, and woken up when it goes on", () => {
    const paused = act(aSessionIn("briefing"), { type: "session:paused" });

    expect(dueTypeAt(paused, 1e6)).toBeNull();
    expect(nextDueAtMs(paused.state, paused.now)).toBeNull();
    const resumed = act(paused, { type: "session:resumed" });
    expect(nextDueAtMs(resumed.state, resumed.now)).toBe(resumed.state.deadlineAtMs);
  });
});

describe("a deadline", () => {
  it("is due when it has come, with or without anybody connected", () => {
    const briefing = aSessionIn("briefing");

    expect(dueTypeAt(briefing, 44.999)).toBeNull();
    expect(dueTypeAt(briefing, 45)).toBe("time:passed");
    expect(dueTypeAt(briefing, 45, seats())).toBe("time:passed");
    expect(nextDueAtMs(briefing.state, briefing.now)).toBe(briefing.now + 45_000);
  });
});

describe("readiness", () => {
  const castBy = (played: Played, id: string): Played => {
    const { phaseSequence } = played.state;
    const ballot = uniformBallot(deckOf(played).hypotheses);
    return act(played, { type: "ballot:cast", seatId: seatId(id), phaseSequence, ballot });
  };

  it("hastens the briefing when every team with a connected seat has voted", () => {
    const briefing = aSessionIn("briefing", { teams: 2, seatsPerTeam: 2 });
    const one = castBy(briefing, "s1");

    expect(dueTypeAt(one, 0)).toBeNull();
    expect(dueTypeAt(one, 0, seats("s1", "s2"))).toBe("phase:hastened");
    expect(dueTypeAt(one, 0, seats("s1", "s4"))).toBeNull();
    expect(dueTypeAt(castBy(one, "s3"), 0)).toBe("phase:hastened");
  });

  it("hastens exploring when every team with a connected seat has committed", () => {
    const exploring = aSessionIn("exploring", { teams: 2, seatsPerTeam: 2 });
    const one = act(exploring, commit(exploring, seatId("s2")));

    expect(dueTypeAt(one, 0)).toBeNull();
    expect(dueTypeAt(one, 0, seats("s2"))).toBe("phase:hastened");
    expect(dueTypeAt(act(one, commit(one, seatId("s3"))), 0)).toBe("phase:hastened");
  });

  it("hastens nothing when nobody is connected", () => {
    const exploring = aSessionIn("exploring", { teams: 1, seatsPerTeam: 1 });
    const committed = act(exploring, commit(exploring, seatId("s1")));

    expect(dueTypeAt(committed, 0, seats())).toBeNull();
    expect(dueTypeAt(committed, 0, seats("s1"))).toBe("phase:hastened");
  });

  it("does not wait for a team whose seats the host removed", () => {
    const exploring = aSessionIn("exploring", { teams: 2, seatsPerTeam: 1 });
    const committed = act(exploring, commit(exploring, seatId("s1")));
    const removed = act(committed, { type: "seat:removed", seatId: seatId("s2") });

    expect(dueTypeAt(committed, 0, everybody)).toBeNull();
    expect(dueTypeAt(removed, 0, everybody)).toBe("phase:hastened");
  });

  it("hastens once: then the shorter deadline is waited for", () => {
    const exploring = aSessionIn("exploring", { teams: 1, seatsPerTeam: 1 });
    const committed = act(exploring, commit(exploring, seatId("s1")));
    const { phaseSequence } = committed.state;

    const hastened = act(committed, { type: "phase:hastened", phaseSequence });

    expect(dueTypeAt(hastened, 4.9)).toBeNull();
    expect(dueTypeAt(hastened, 5)).toBe("time:passed");
  });

  it("hastens nothing in the last seconds, where the deadline is nearer than the grace", () => {
    const exploring = aSessionIn("exploring", { teams: 1, seatsPerTeam: 1 });
    const committed = act(exploring, commit(exploring, seatId("s1")));

    expect(dueTypeAt(committed, 173)).toBe("phase:hastened");
    expect(dueTypeAt(committed, 174)).toBeNull();
  });
});

describe("a race", () => {
  it("is over at once when all replicas are in", () => {
    expect(dueTypeAt(aRaceWith(50), 0)).toBe("phase:hastened");
    expect(dueTypeAt(aRaceWith(49), 0)).toBeNull();
  });

  it("is over after 20 seconds when 90 % are in, and not before or with fewer", () => {
    expect(enoughReplicas).toBe(0.9);
    expect(lateReplicaWaitMs).toBe(20_000);
    expect(dueTypeAt(aRaceWith(45), 19.999)).toBeNull();
    expect(dueTypeAt(aRaceWith(45), 20)).toBe("phase:hastened");
    expect(dueTypeAt(aRaceWith(44), 59.999)).toBeNull();
    expect(dueTypeAt(aRaceWith(44), 60)).toBe("time:passed");
  });

  it("counts 90 % exactly for any number of teams", () => {
    for (const teams of [2, 4, 6, 12, 22, 28, 56]) {
      const enough = (9 * teams * raceReplicaCount) / 10;
      expect(dueTypeAt(aRaceWith(enough, teams), 20), `${teams} teams`).toBe("phase:hastened");
      expect(dueTypeAt(aRaceWith(enough - 1, teams), 20), `${teams} teams`).toBeNull();
    }
  });

  it("goes on to the cap whoever is connected, because devices train without a page in front", () => {
    expect(dueTypeAt(aRaceWith(10), 30, seats())).toBeNull();
    expect(dueTypeAt(aRaceWith(50), 1, seats())).toBe("phase:hastened");
  });

  it("wakes the server after 20 seconds and then at the deadline", () => {
    const { state, now } = aRaceWith(10);

    expect(nextDueAtMs(state, now)).toBe(now + 20_000);
    expect(nextDueAtMs(state, now + 20_000)).toBe(now + 60_000);
  });
});
