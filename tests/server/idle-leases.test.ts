import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SeatId } from "@/core/game/identifiers";
import { openSecret } from "@/core/game/open-secret";
import { raceReplicaCount } from "@/core/game/race";
import { currentRound } from "@/core/game/session-state";
import { cellsFrom } from "@/core/scoring/audit-cells";
import { encodeBase64, packedByteCount } from "@/core/tasks/packed-bits";
import { createLog } from "@/server/log";
import { bankCell, isPlausible } from "@/server/referee/bank-cells";
import { IdleLeases, idleLeaseMs, type WaitingReplica } from "@/server/referee/idle-leases";
import { Referee } from "@/server/referee/referee";
import type { RefereeJob, TrainedReplica } from "@/server/referee/referee-jobs";
import type { RefereePool } from "@/server/referee/referee-pool";
import { SessionRunner } from "@/server/sessions/session-runner";
import { act, aSessionIn, deckOf, tally, teamsOf } from "@/tests/core/support/a-session";
import { presetId, seatId, teamId } from "@/tests/core/support/identifiers";
import { fixedRandom } from "@/tests/server/support/fixed-random";
import { noAudits } from "./support/no-audits";
import { someMeasures } from "./support/run-measures";

const helper = seatId("s1");
const preset = presetId("warm-up-2-local");

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A pool whose trainings end when the test says so; test labels are all zero, so that errors are set bits. */
function aPool(bytes: number) {
  const running: (() => void)[] = [];
  const trained: TrainedReplica = {
    outcome: "trained",
    step: 100,
    trainingError: 0.25,
    predictions: new Uint8Array(bytes),
    weights: null,
    measures: someMeasures,
  };
  const labels = {
    training: new Uint8Array(bytes),
    validation: new Uint8Array(bytes),
    test: new Uint8Array(bytes),
  };
  const run = (job: RefereeJob): Promise<unknown> =>
    job.kind === "label"
      ? Promise.resolve(labels)
      : new Promise((resolve) => running.push(() => resolve(trained)));
  const pool: RefereePool = { threadCount: 1, run: run as RefereePool["run"], close: async () => undefined };
  return { pool, running };
}

/** A race in its scoring: the first of nine teams has delivered everything, the others nothing at all. */
async function aLongQueue() {
  let racing = aSessionIn("racing", { teams: 9, seatsPerTeam: 1 });
  const testErrors = Array.from({ length: raceReplicaCount }, () => 0.09);
  racing = act(racing, { type: "house:tallied", roundIndex: 0, attempt: 0, testErrors }, 0);
  for (let index = 0; index < raceReplicaCount; index += 1) {
    const [first] = teamsOf(racing);
    if (first !== undefined) racing = act(racing, tally(racing, first, index), 0);
  }
  vi.setSystemTime(racing.now);
  const { pool, running } = aPool(packedByteCount(deckOf(racing).testSampleCount));
  const warnings: unknown[] = [];
  const log = createLog("fatal");
  log.warn = ((entry: unknown) => warnings.push(entry)) as typeof log.warn;
  const referee = new Referee({
    pool,
    log,
    random: fixedRandom("0".repeat(32)),
    now: Date.now,
    keepUpload: async () => undefined,
    ...noAudits,
  });
  const runner: SessionRunner = new SessionRunner(
    { state: racing.state, version: 1 },
    {
      now: Date.now,
      commit: async () => {},
      onChange: () => referee.attend(runner),
      onStorageError: (error) => expect.fail(String(error)),
    },
  );
  const { phaseSequence } = runner.state;
  await runner.submit({ type: "phase:advanced", phaseSequence, deal: null, drafts: [] });
  await vi.advanceTimersByTimeAsync(0);
  expect(runner.state.phase).toBe("scoring");
  const deck = deckOf(racing);
  const take = (seat: SeatId = helper) => referee.leaseDesk.take(runner, seat);
  const send = (leaseId: string, testError: number, seat: SeatId = helper) => {
    const bits = new Uint8Array(packedByteCount(deck.testSampleCount));
    for (let row = 0; row < Math.round(testError * deck.testSampleCount); row += 1) {
      bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
    }
    return referee.leaseDesk.receive(runner, seat, {
      sessionId: runner.state.sessionId,
      leaseId: leaseId as never,
      step: 100,
      trainingError: 0.1,
      predictions: encodeBase64(bits),
    });
  };
  return { referee, runner, running, take, send, warnings };
}

describe("a lease of a long queue", () => {
  it("goes to a device whose own team lacks nothing, from the far end, and names no team", async () => {
    const { take } = await aLongQueue();
    const lease = take();
    expect(lease).toMatchObject({ roundIndex: 0, attempt: 0, replicaIndex: 4 });
    expect(Object.keys(lease ?? {}).sort()).toEqual([
      "attempt",
      "design",
      "leaseId",
      "replicaIndex",
      "roundIndex",
    ]);
    expect(take(seatId("s2"))).toBeNull();
    expect(take(seatId("nobody"))).toBeNull();
    expect(take()?.leaseId).toBe(lease?.leaseId);
  });

  it("counts within what the bank expects, marked with the device that trained it", async () => {
    const { runner, take, send } = await aLongQueue();
    const lease = take();
    if (lease === null) throw new Error("no lease");
    const cell = bankCell(preset, lease.design);
    if (cell === null) throw new Error("the bank has the default design");
    expect(await send(lease.leaseId, cell.meanError)).toEqual({ ok: true, counted: true });
    const team = currentRound(runner.state)?.teams.find((other) => other.teamId === "t9");
    expect(team?.replicas).toMatchObject([{ replicaIndex: 4, seatId: helper }]);
    expect(await send(lease.leaseId, cell.meanError)).toEqual({ ok: false, refusal: "lease-over" });
    expect(take()).toMatchObject({ replicaIndex: 3 });
  });

  it("leaves a result beyond six standard deviations to the server", async () => {
    const { runner, take, send } = await aLongQueue();
    const lease = take();
    expect(await send(lease?.leaseId ?? "", 0)).toEqual({ ok: true, counted: false });
    expect(currentRound(runner.state)?.teams.at(-1)?.replicas).toEqual([]);
  });

  it("is another seat's nothing, and ends with fifteen seconds of silence", async () => {
    const { take, send } = await aLongQueue();
    const lease = take();
    expect(await send(lease?.leaseId ?? "", 0.4, seatId("s2"))).toEqual({ ok: false, refusal: "lease-over" });
    await vi.advanceTimersByTimeAsync(idleLeaseMs - 1000);
    expect(take()?.leaseId).toBe(lease?.leaseId);
    await vi.advanceTimersByTimeAsync(idleLeaseMs);
    expect(await send(lease?.leaseId ?? "", 0.4)).toEqual({ ok: false, refusal: "lease-over" });
    expect(take()?.leaseId).not.toBe(lease?.leaseId);
  });

  it("is cancelled when the round is redone or left", async () => {
    const { runner, take, send } = await aLongQueue();
    const lease = take();
    const { phaseSequence } = runner.state;
    await runner.submit({ type: "debrief:jumped", phaseSequence });
    expect(take()).toBeNull();
    expect(await send(lease?.leaseId ?? "", 0.4)).toEqual({ ok: false, refusal: "lease-over" });
  });

  it("that the server has trained as well is compared, and a difference is logged", async () => {
    const { runner, running, take, send, warnings } = await aLongQueue();
    const lease = take();
    const cell = lease === null ? null : bankCell(preset, lease.design);
    // The server works its way to the leased replica, which is its last one.
    for (let finished = 0; finished < 8 * raceReplicaCount - 1; finished += 1) {
      running.shift()?.();
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(running).toHaveLength(1);
    expect(await send(lease?.leaseId ?? "", cell?.meanError ?? 0)).toEqual({ ok: true, counted: true });
    expect(warnings).toEqual([]);

    running.shift()?.();
    await vi.advanceTimersByTimeAsync(0);

    expect(warnings).toEqual([
      { replica: expect.stringContaining("/t9/0/4"), leased: expect.any(Number), testError: 0 },
    ]);
    expect(runner.state.rounds[0]?.teams.at(-1)?.replicas).toHaveLength(raceReplicaCount);
  });
});

describe("the leases of a class", () => {
  const waiting = [0, 1].map(
    (replicaIndex): WaitingReplica => ({
      sessionId: "session-1" as never,
      roundIndex: 0,
      attempt: 0,
      teamId: teamId("t1"),
      reopenCount: 0,
      replicaIndex,
    }),
  );

  it("give a replica to one device at a time", () => {
    const leases = new IdleLeases();
    expect(leases.take(helper, 0, waiting)?.replica.replicaIndex).toBe(1);
    expect(leases.take(seatId("s2"), 0, waiting)?.replica.replicaIndex).toBe(0);
    expect(leases.take(seatId("s3"), 0, waiting)).toBeNull();
    expect(leases.take(seatId("s3"), idleLeaseMs, waiting)?.replica.replicaIndex).toBe(1);
  });

  it("end when what they train is not wanted any more", () => {
    const leases = new IdleLeases();
    leases.take(helper, 0, waiting);
    expect(leases.renew(helper, 10, () => true)?.endsAtMs).toBe(10 + idleLeaseMs);
    expect(leases.renew(helper, 20, () => false)).toBeNull();
    expect(leases.renew(helper, 20, () => true)).toBeNull();
  });
});

describe("the bank's cells", () => {
  const trial = (depth: number, testError: number, instance = 0) => ({
    instance,
    design: { depth, width: 10, learningRate: 0.1 },
    testError,
    trainingError: 0,
    step: 1,
    state: "converged" as const,
  });

  it("have their mean, and the spread of all cells while their own trials are few", () => {
    const cells = cellsFrom([trial(1, 0.1), trial(1, 0.3), trial(2, 0.2), trial(2, 0.2), trial(3, 0.4)]);
    expect(cells.get("1/10/0.1")?.meanError).toBeCloseTo(0.2, 12);
    expect(cells.get("1/10/0.1")?.standardDeviation).toBeCloseTo(0.1, 12);
    expect(cells.get("2/10/0.1")?.standardDeviation).toBeCloseTo(0.1, 12);
    expect(cells.has("3/10/0.1")).toBe(false);
  });

  it("judge nothing that was never measured", () => {
    const round = aSessionIn("racing").state.rounds[0];
    const { presetId: dealt } = openSecret(round?.secret as never) as { presetId: typeof preset };
    expect(dealt).toBe(preset);
    expect(isPlausible(preset, { depth: 9, width: 3, learningRate: 0.7 }, 0.3)).toBe(false);
    expect(isPlausible(presetId("no-such-preset"), { depth: 1, width: 5, learningRate: 0.1 }, 0.3)).toBe(
      false,
    );
  });
});
