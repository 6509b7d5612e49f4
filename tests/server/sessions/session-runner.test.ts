import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SessionState } from "@/core/game/session-state";
import type { Viewer } from "@/core/game/view";
import { viewFor } from "@/core/game/view-for";
import type { SessionBatch } from "@/server/persistence/session-store";
import { SessionRunner } from "@/server/sessions/session-runner";
import { act, aSessionIn, commit } from "@/tests/core/support/a-session";
import { seatId } from "@/tests/core/support/identifiers";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const seats = ["s1", "s2", "s3", "s4"].map(seatId);
const [first, mate, , last] = seats as [
  (typeof seats)[0],
  (typeof seats)[0],
  (typeof seats)[0],
  (typeof seats)[0],
];

/** A runner on fake time; commits wait while `gate` is closed. */
function aRunner(state: SessionState, { isRecovered = false } = {}) {
  const startMs = state.phaseStartedAtMs + 1000;
  vi.setSystemTime(startMs);
  const batches: SessionBatch[] = [];
  const gate = { opened: Promise.resolve() };
  const runner = new SessionRunner(
    { state, version: 1 },
    {
      now: () => Date.now(),
      commit: async (batch) => {
        await gate.opened;
        batches.push(batch);
      },
      onChange: () => {},
      onStorageError: (error) => {
        throw error;
      },
    },
  );
  runner.start({ isRecovered });
  const sharedFor = (viewer: Viewer) => viewFor(runner.state, viewer, runner.surroundings()).shared;
  return { runner, batches, gate, startMs, shared: () => sharedFor({ role: "projector" }) };
}

describe("a command", () => {
  it("carries the time of its arrival, not of its turn", async () => {
    const { runner, batches, gate, startMs } = aRunner(aSessionIn("lobby").state);
    let release = () => {};
    gate.opened = new Promise((resolve) => (release = resolve));
    const answers = [runner.submit({ type: "session:locked", isLocked: true })];
    await vi.advanceTimersByTimeAsync(300);
    answers.push(runner.submit({ type: "session:locked", isLocked: false }));
    await vi.advanceTimersByTimeAsync(5000);
    release();
    await Promise.all(answers);

    expect(batches.flatMap(({ events }) => events.map((event) => event.atMs - startMs))).toEqual([0, 300]);
  });
});

describe("presence", () => {
  it("moves on the clock by itself", async () => {
    const { runner, shared } = aRunner(aSessionIn("lobby").state);
    for (const seat of seats) runner.seatConnected(seat);
    runner.seatDisconnected(last);
    const presence = () =>
      shared()
        .teams.flatMap((team) => team.seats)
        .at(-1)?.presence;
    expect(presence()).toBe("online");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(presence()).toBe("away");
    await vi.advanceTimersByTimeAsync(50_000);
    expect(presence()).toBe("absent");
  });

  it("lets exploring end when all teams that are online have committed, ten seconds after the others went", async () => {
    const exploring = aSessionIn("exploring");
    const committed = act(exploring, commit(exploring, first)).state;
    const { runner } = aRunner(committed);
    for (const seat of seats) runner.seatConnected(seat);
    for (const seat of seats.slice(2)) runner.seatDisconnected(seat);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(runner.state.deadlineAtMs).toBe(committed.deadlineAtMs);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(runner.state.deadlineAtMs).toBeLessThan(committed.deadlineAtMs ?? 0);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(runner.state.phase).toBe("racing");
  });

  it("passes a captaincy on after a minute, and not to somebody who is away", async () => {
    const { runner, shared } = aRunner(aSessionIn("exploring", { rules: { commitBy: "captain" } }).state);
    runner.seatConnected(first);
    runner.seatConnected(mate);
    runner.seatDisconnected(first);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(shared().teams[0]?.captainSeatId).toBe(first);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(shared().teams[0]?.captainSeatId).toBe(mate);
    expect(shared().teams[1]?.captainSeatId).toBe("s3");
  });

  it("tells the class when all hosts are away, and that they are back", async () => {
    const { runner, shared } = aRunner(aSessionIn("exploring").state);
    runner.hostConnected("owner");
    runner.hostDisconnected("owner");
    expect(shared().isHostAway).toBe(false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(shared().isHostAway).toBe(true);
    expect(runner.state.phase).toBe("exploring");
    runner.hostConnected("owner");
    expect(shared().isHostAway).toBe(false);
  });
});

describe("after a restart", () => {
  it("the class is told until half of it is back", () => {
    const { runner, shared } = aRunner(aSessionIn("exploring").state, { isRecovered: true });
    expect(shared().isRecovering).toBe(true);
    runner.seatConnected(first);
    expect(shared().isRecovering).toBe(true);
    runner.seatConnected(mate);
    expect(shared().isRecovering).toBe(false);
  });

  it("the class is told for twenty seconds at most, and the absent are waited for as long", async () => {
    const exploring = aSessionIn("exploring");
    const committed = act(exploring, commit(exploring, first)).state;
    const { runner, shared } = aRunner(committed, { isRecovered: true });
    runner.seatConnected(first);
    await vi.advanceTimersByTimeAsync(19_000);
    expect(shared().isRecovering).toBe(true);
    expect(runner.state.deadlineAtMs).toBe(committed.deadlineAtMs);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(shared().isRecovering).toBe(false);
    expect(runner.state.deadlineAtMs).toBeLessThan(committed.deadlineAtMs ?? 0);
  });
});
