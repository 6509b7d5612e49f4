import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HttpBody } from "@/core/contract/http-bodies";
import { applyAction } from "@/core/game/apply-action";
import type { SeatId } from "@/core/game/identifiers";
import { raceReplicaCount } from "@/core/game/race";
import { currentRound, type SessionState } from "@/core/game/session-state";
import { packedByteCount } from "@/core/tasks/packed-bits";
import { createLog } from "@/server/log";
import { Referee } from "@/server/referee/referee";
import type { RefereeJob, TrainedReplica, TrainJob } from "@/server/referee/referee-jobs";
import type { RefereePool } from "@/server/referee/referee-pool";
import { leaseMs } from "@/server/referee/team-leases";
import { SessionRunner } from "@/server/sessions/session-runner";
import { act, aSessionIn, deckOf, type Played } from "@/tests/core/support/a-session";
import { seatId } from "@/tests/core/support/identifiers";
import { fixedRandom } from "@/tests/server/support/fixed-random";
import { noAudits } from "./support/no-audits";
import { someMeasures } from "./support/run-measures";

const ann = seatId("s1");
const bo = seatId("s2");

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A race of two one-seat teams whose house run is in already, at the very moment when it begins. */
function aRace(): Played {
  const racing = aSessionIn("racing", { teams: 2, seatsPerTeam: 1 });
  const testErrors = Array.from({ length: raceReplicaCount }, () => 0.09);
  return act(racing, { type: "house:tallied", roundIndex: 0, attempt: 0, testErrors }, 0);
}

/** A pool that trains nothing until it is told to. */
function aPool(bytes: number) {
  const waiting: { job: TrainJob; finish: () => void }[] = [];
  const begun: TrainJob[] = [];
  const trained: TrainedReplica = {
    outcome: "trained",
    step: 100,
    trainingError: 0.25,
    predictions: new Uint8Array(bytes),
    weights: null,
    measures: someMeasures,
  };
  const run = (job: RefereeJob): Promise<unknown> => {
    if (job.kind === "label") {
      return Promise.resolve({
        training: new Uint8Array(bytes),
        validation: new Uint8Array(bytes),
        test: new Uint8Array(bytes),
      });
    }
    if (job.kind === "inputs") return Promise.resolve(new Uint8Array());
    if (job.kind === "baseline") return Promise.resolve(0.5);
    if (job.kind === "weights") return Promise.resolve(true);
    begun.push(job);
    return new Promise((resolve) => waiting.push({ job, finish: () => resolve(trained) }));
  };
  const pool: RefereePool = { threadCount: 2, run: run as RefereePool["run"], close: async () => undefined };
  return {
    pool,
    begun,
    get running() {
      return waiting.length;
    },
    /** Finishes trainings until none is left; as many as are waiting each time. */
    async finishAll() {
      while (waiting.length > 0) {
        for (const { finish } of waiting.splice(0)) finish();
        await vi.advanceTimersByTimeAsync(0);
      }
    },
  };
}

/** A server's referee and runner on a state, at the fake clock's time. */
async function aServer(played: Played, state: SessionState = played.state) {
  const pool = aPool(packedByteCount(deckOf(played).testSampleCount));
  const summaries: string[] = [];
  const referee = new Referee({
    random: fixedRandom("0".repeat(32)),
    pool: pool.pool,
    log: createLog("fatal"),
    now: Date.now,
    keepUpload: async () => undefined,
    ...noAudits,
  });
  const runner: SessionRunner = new SessionRunner(
    { state, version: 1 },
    {
      now: Date.now,
      commit: async (batch) => {
        summaries.push(...batch.summaries.map(({ teamId, runIndex }) => `${teamId}/${runIndex}`));
      },
      onChange: () => referee.attend(runner),
      onStorageError: (error) => expect.fail(String(error)),
    },
  );
  referee.attend(runner);
  await vi.advanceTimersByTimeAsync(0);
  const replicasOf = (seat: SeatId) => {
    const teamId = runner.state.seats.find((other) => other.seatId === seat)?.teamId;
    return currentRound(runner.state)?.teams.find((team) => team.teamId === teamId)?.replicas ?? [];
  };
  return { referee, runner, pool, summaries, replicasOf };
}

/** Lets time pass; the given seats speak once a second. */
async function pass(server: Awaited<ReturnType<typeof aServer>>, seconds: number, ...speaking: SeatId[]) {
  for (let second = 0; second < seconds; second += 1) {
    await vi.advanceTimersByTimeAsync(1000);
    for (const seat of speaking) server.referee.heard(server.runner, seat);
  }
}

function upload(replicaIndex: number): HttpBody<"uploadPredictions"> {
  return {
    sessionId: aRace().state.sessionId,
    roundIndex: 0,
    attempt: 0,
    reopenCount: 0,
    replicaIndex,
    uploadKey: `key-of-${replicaIndex}`,
    step: 1,
    trainingError: null,
    predictions: null,
    summary: null,
  };
}

describe("the lease of a team", () => {
  it("ends after fifteen silent seconds of the race: the server trains all that it lacks, of it alone", async () => {
    const played = aRace();
    vi.setSystemTime(played.now);
    const server = await aServer(played);

    await pass(server, 14, ann);
    await vi.advanceTimersByTimeAsync(999);
    expect(server.pool.begun).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.pool.begun).toHaveLength(2);
    await server.pool.finishAll();

    expect(server.replicasOf(bo).map(({ replicaIndex, seatId: by }) => [replicaIndex, by])).toEqual(
      [0, 1, 2, 3, 4].map((replica) => [replica, null]),
    );
    expect(server.replicasOf(ann)).toEqual([]);
    expect(server.summaries).toEqual([0, 1, 2, 3, 4].map((replica) => `t2/${replica}`));
  });

  it("is kept by an upload as by any other sign, and begins anew with each", async () => {
    const played = aRace();
    vi.setSystemTime(played.now);
    const server = await aServer(played);

    await pass(server, 14, ann);
    expect(await server.referee.receive(server.runner, bo, upload(2))).toEqual({ ok: true, counted: true });
    await pass(server, 14, ann);
    expect(server.pool.begun).toEqual([]);
    await pass(server, 1, ann);
    expect(server.pool.begun.map((job) => job.replicaIndex)).toEqual([0, 1]);
    await server.pool.finishAll();
    expect(server.pool.begun.map((job) => job.replicaIndex)).toEqual([0, 1, 3, 4]);
  });

  it("stands still while the session is paused", async () => {
    const played = aRace();
    vi.setSystemTime(played.now);
    const server = await aServer(played);

    await pass(server, 10);
    expect((await server.runner.submit({ type: "session:paused" })).ok).toBe(true);
    await vi.advanceTimersByTimeAsync(10 * leaseMs);
    expect((await server.runner.submit({ type: "session:resumed" })).ok).toBe(true);
    await vi.advanceTimersByTimeAsync(4999);
    expect(server.pool.begun).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.pool.begun).toHaveLength(2);
  });

  it("that is lost takes nothing from a device that comes back and is first", async () => {
    const played = aRace();
    vi.setSystemTime(played.now);
    const server = await aServer(played);
    await pass(server, 15, ann);
    expect(server.pool.begun.map((job) => job.replicaIndex)).toEqual([0, 1]);

    expect(await server.referee.receive(server.runner, bo, upload(0))).toEqual({ ok: true, counted: true });
    expect(await server.referee.receive(server.runner, bo, upload(3))).toEqual({ ok: true, counted: true });
    await server.pool.finishAll();

    const by = new Map(server.replicasOf(bo).map((replica) => [replica.replicaIndex, replica.seatId]));
    expect([0, 1, 2, 3, 4].map((replica) => by.get(replica))).toEqual([bo, null, null, bo, null]);
    // What the device delivered in the meantime is not begun.
    expect(server.pool.begun.map((job) => job.replicaIndex)).toEqual([0, 1, 2, 4]);
    expect(await server.referee.receive(server.runner, bo, upload(1))).toEqual({ ok: true, counted: false });
  });

  it("is given to everybody anew after a restart", async () => {
    const played = aRace();
    vi.setSystemTime(played.now);
    const first = await aServer(played);
    await pass(first, 14);
    first.referee.close();

    const recovered = applyAction(
      first.runner.state,
      { type: "session:recovered", downtimeMs: 60_000 },
      { now: Date.now() + 60_000 },
    );
    if (!recovered.ok) throw new Error(recovered.reason);
    vi.setSystemTime(Date.now() + 60_000);
    const second = await aServer(played, recovered.state);
    await vi.advanceTimersByTimeAsync(leaseMs - 1);
    expect([...first.pool.begun, ...second.pool.begun]).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(second.pool.begun).toHaveLength(2);
  });

  it("is not looked at outside of the race", async () => {
    const exploring = aSessionIn("exploring", { teams: 2, seatsPerTeam: 1 });
    vi.setSystemTime(exploring.now);
    const testErrors = Array.from({ length: raceReplicaCount }, () => 0.09);
    const house = { type: "house:tallied", roundIndex: 0, attempt: 0, testErrors } as const;
    const server = await aServer(act(exploring, house, 0));
    await vi.advanceTimersByTimeAsync(10 * leaseMs);
    expect(server.pool.begun).toEqual([]);
  });
});

describe("the referee's work", () => {
  it("fills its threads and no more, silent teams before the house run", async () => {
    const racing = aSessionIn("racing", { teams: 2, seatsPerTeam: 1 });
    vi.setSystemTime(racing.now);
    const server = await aServer(racing);
    expect(server.pool.running).toBe(2);
    const houseDesign = server.pool.begun[0]?.design;
    await vi.advanceTimersByTimeAsync(leaseMs);
    expect(server.pool.running).toBe(2);
    await server.pool.finishAll();

    const isHouse = server.pool.begun.map(
      (job) => JSON.stringify(job.design) === JSON.stringify(houseDesign),
    );
    expect(isHouse).toEqual([
      ...Array.from({ length: 2 }, () => true),
      ...Array.from({ length: 2 * raceReplicaCount }, () => false),
      ...Array.from({ length: 3 }, () => true),
    ]);
    expect(currentRound(server.runner.state)?.teams.every((team) => team.replicas.length === 5)).toBe(true);
  });
});
