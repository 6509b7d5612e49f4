import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenDatabase, openDatabase } from "@/server/persistence/open-database";
import type {
  SessionStore,
  StoredEvent,
  StoredPrediction,
  StoredRunSummary,
} from "@/server/persistence/session-store";
import { someMeasures } from "@/tests/server/support/run-measures";

let database: OpenDatabase;
let store: SessionStore;
let created = 0;

beforeAll(async () => {
  const opened = await openDatabase({ kind: "memory" });
  if (!opened.ok) throw new Error(opened.reason);
  database = opened.database;
  store = database.store;
});

afterAll(() => database.close());

function eventsFrom(version: number, count: number): StoredEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    version: version + index,
    atMs: 1_795_000_000_000 + index,
    action: { type: "planted", number: version + index },
  }));
}

function aPrediction(uploadKey: string): StoredPrediction {
  return {
    roundIndex: 0,
    attempt: 1,
    teamId: "team",
    replicaIndex: 2,
    seatId: "seat",
    uploadKey,
    bits: Uint8Array.of(0, 255, 129),
    testError: 0.0007,
    counted: true,
    atMs: 5,
  };
}

function aSummary(runOf: string, runIndex: number, trainingError: number): StoredRunSummary {
  const design = { depth: 2, width: 10, learningRate: 0.1 };
  const summary = { design, replicaIndex: runIndex, ...someMeasures, trainingError };
  return { roundIndex: 0, attempt: 0, teamId: "team", runOf, runIndex, summary };
}

/** An open session with `eventCount` events and a snapshot before the first. */
async function aSession(eventCount = 1): Promise<{ sessionId: string; joinCode: string }> {
  created += 1;
  const row = { sessionId: `session-${created}`, joinCode: `CODE${created}`, createdAtMs: 1_795_000_000_000 };
  await store.createSession(row, eventsFrom(1, eventCount), { version: 0, state: { phase: "lobby" } });
  return row;
}

async function reload(sessionId: string) {
  return (await store.loadOpenSessions()).find((session) => session.sessionId === sessionId);
}

describe("the session store", () => {
  it("returns an open session with its snapshot and the events after it, in order", async () => {
    const { sessionId, joinCode } = await aSession(3);
    await store.commit(sessionId, {
      events: eventsFrom(4, 2),
      snapshot: { version: 3, state: { phase: "briefing" } },
      predictions: [],
      summaries: [],
    });

    expect(await reload(sessionId)).toEqual({
      sessionId,
      joinCode,
      createdAtMs: 1_795_000_000_000,
      snapshot: { version: 3, state: { phase: "briefing" } },
      events: eventsFrom(4, 2),
    });
    expect(await store.readEvents(sessionId)).toEqual([...eventsFrom(1, 3), ...eventsFrom(4, 2)]);
  });

  it("gives JSON back as it was written", async () => {
    const { sessionId } = await aSession(0);
    const action = {
      z: 1,
      a: [0.1, 1e-300, 2 ** 53 - 1, null, true],
      text: "名前 \u0000 \ud800 \\ ' \"",
      nested: {},
    };

    await store.commit(sessionId, {
      events: [{ version: 1, atMs: 1, action }],
      snapshot: null,
      predictions: [],
      summaries: [],
    });

    const [event] = await store.readEvents(sessionId);
    expect(JSON.stringify(event?.action)).toBe(JSON.stringify(action));
  });

  it("writes nothing of a batch when one row is refused", async () => {
    const { sessionId } = await aSession(2);
    const batch = {
      events: [...eventsFrom(3, 1), ...eventsFrom(2, 1)],
      snapshot: { version: 3, state: { phase: "racing" } },
      predictions: [aPrediction("key")],
      summaries: [],
    };

    await expect(store.commit(sessionId, batch)).rejects.toThrow();

    const session = await reload(sessionId);
    expect(session?.snapshot).toEqual({ version: 0, state: { phase: "lobby" } });
    expect(session?.events).toEqual(eventsFrom(1, 2));
  });

  it("writes no event when the snapshot of an unknown session is refused", async () => {
    const batch = {
      events: eventsFrom(1, 1),
      snapshot: { version: 1, state: {} },
      predictions: [],
      summaries: [],
    };

    await expect(store.commit("nobody", batch)).rejects.toThrow();

    expect(await store.readEvents("nobody")).toEqual([]);
  });

  it("accepts the same upload twice", async () => {
    const { sessionId } = await aSession();
    const batch = { events: [], snapshot: null, predictions: [aPrediction("key")], summaries: [] };

    await store.commit(sessionId, batch);

    await expect(store.commit(sessionId, batch)).resolves.toBeUndefined();
  });

  it("keeps the first summary of a run, by attempt, until its session is deleted", async () => {
    const { sessionId } = await aSession();
    const write = (...summaries: StoredRunSummary[]) =>
      store.commit(sessionId, { events: [], snapshot: null, predictions: [], summaries });

    await write(aSummary("race", 1, 0.25), aSummary("pilot-1", 0, 0.5));
    await write(aSummary("race", 1, 0.125), aSummary("race", 0, 0.75), {
      ...aSummary("race", 0, 0.5),
      attempt: 1,
    });

    const kept = await store.readRunSummaries(sessionId, 0, 0);
    expect(kept).toEqual([aSummary("pilot-1", 0, 0.5), aSummary("race", 0, 0.75), aSummary("race", 1, 0.25)]);
    expect(await store.readRunSummaries(sessionId, 0, 1)).toHaveLength(1);
    expect(await store.readRunSummaries("nobody", 0, 0)).toEqual([]);

    await store.closeSession(sessionId, 1000);
    expect(await store.readRunSummaries(sessionId, 0, 0)).toHaveLength(3);
    await store.deleteClosedBefore(1001);
    expect(await store.readRunSummaries(sessionId, 0, 0)).toEqual([]);
  });

  it("keeps join codes apart among open sessions only", async () => {
    const { sessionId, joinCode } = await aSession();
    const twin = { sessionId: `${sessionId}-twin`, joinCode, createdAtMs: 1 };
    const snapshot = { version: 0, state: {} };

    await expect(store.createSession(twin, eventsFrom(1, 1), snapshot)).rejects.toThrow();
    expect(await store.readEvents(twin.sessionId)).toEqual([]);

    await store.closeSession(sessionId, 10);
    await store.createSession(twin, [], snapshot);
    expect((await reload(twin.sessionId))?.joinCode).toBe(joinCode);
  });

  it("no longer loads a closed session but keeps its log until it is deleted", async () => {
    const { sessionId } = await aSession(2);
    await store.commit(sessionId, {
      events: [],
      snapshot: null,
      predictions: [aPrediction("key")],
      summaries: [],
    });
    await store.closeSession(sessionId, 1000);

    expect(await reload(sessionId)).toBeUndefined();
    await store.deleteClosedBefore(1000);
    expect(await store.readEvents(sessionId)).toHaveLength(2);
    expect(await store.deleteClosedBefore(1001)).toBe(1);
    expect(await store.readEvents(sessionId)).toEqual([]);
  });

  it("remembers the last heartbeat", async () => {
    expect(await store.readHeartbeat()).toBeNull();

    await store.writeHeartbeat(1_795_000_000_000);
    await store.writeHeartbeat(1_795_000_002_000);

    expect(await store.readHeartbeat()).toBe(1_795_000_002_000);
  });

  it("keeps commits of many sessions at once apart", async () => {
    const sessions = await Promise.all(Array.from({ length: 10 }, () => aSession(0)));
    const versions = [1, 4, 7, 10];

    await Promise.all(
      sessions.map(async ({ sessionId }) => {
        for (const version of versions) {
          const snapshot = { version: version + 2, state: { sessionId, version } };
          await store.commit(sessionId, {
            events: eventsFrom(version, 3),
            snapshot,
            predictions: [],
            summaries: [],
          });
        }
      }),
    );

    for (const { sessionId } of sessions) {
      expect(await store.readEvents(sessionId)).toEqual([
        ...eventsFrom(1, 3),
        ...eventsFrom(4, 3),
        ...eventsFrom(7, 3),
        ...eventsFrom(10, 3),
      ]);
      expect((await reload(sessionId))?.snapshot).toEqual({ version: 12, state: { sessionId, version: 10 } });
    }
  });
});
