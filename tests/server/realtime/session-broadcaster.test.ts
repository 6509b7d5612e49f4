import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ViewMessage } from "@/core/contract/server-events";
import { uniformBallot } from "@/core/game/uniform-ballot";
import { type SharedView, SharedViewSchema, type Viewer } from "@/core/game/view";
import { viewFor } from "@/core/game/view-for";
import { SessionBroadcaster } from "@/server/realtime/session-broadcaster";
import { SessionRunner } from "@/server/sessions/session-runner";
import { aSessionIn, deckOf } from "@/tests/core/support/a-session";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A class in the briefing, every seat with a socket that keeps what a browser would keep. */
function aClass(teams: number, seatsPerTeam = 1) {
  const played = aSessionIn("briefing", { teams, seatsPerTeam, classSize: 1000 });
  vi.setSystemTime(played.now);
  const runner: SessionRunner = new SessionRunner(
    { state: played.state, version: 1 },
    {
      now: () => Date.now(),
      commit: async () => {},
      onChange: (change) => broadcaster.announce(change),
      onStorageError: (error) => {
        throw error;
      },
    },
  );
  const broadcaster: SessionBroadcaster = new SessionBroadcaster(runner, () => Date.now());
  runner.start();
  const viewers: Viewer[] = [
    { role: "host" },
    { role: "projector" },
    ...played.state.seats.map(({ seatId }) => ({ role: "player" as const, seatId })),
  ];
  const sockets = viewers.map((viewer, index) => {
    const isLookedAt = index < 5;
    const socket = { viewer, messages: [] as ViewMessage[], shared: {} as Partial<SharedView> };
    broadcaster.add({
      viewer,
      send: (message, toText) => {
        if (isLookedAt) expect(JSON.parse(toText())).toEqual(message);
        else toText();
        socket.messages.push(message);
        socket.shared = { ...socket.shared, ...(message.shared as Partial<SharedView> | null) };
      },
    });
    return socket;
  });
  for (const { seatId } of played.state.seats) runner.seatConnected(seatId);
  const { phaseSequence } = played.state;
  const ballot = uniformBallot(deckOf(played).hypotheses);
  const vote = (index: number) => {
    const seatId = played.state.seats[index]?.seatId;
    if (seatId === undefined) throw new Error("no such seat");
    return runner.submit({ type: "ballot:cast", seatId, phaseSequence, ballot });
  };
  return { runner, broadcaster, sockets, vote };
}

const totalOf = (sockets: readonly { messages: readonly unknown[] }[]) =>
  sockets.reduce((sum, { messages }) => sum + messages.length, 0);

describe("a class of three hundred that answers within 200 ms", () => {
  it("costs a few messages per player, not one per pair of players", async () => {
    const { sockets, vote } = aClass(100, 3);
    await vi.advanceTimersByTimeAsync(3000);
    const before = totalOf(sockets);
    const answers: Promise<unknown>[] = [];
    for (let index = 0; index < 299; index += 3) {
      answers.push(vote(index));
      await vi.advanceTimersByTimeAsync(2);
    }
    await Promise.all(answers);
    await vi.advanceTimersByTimeAsync(1800);

    expect(sockets).toHaveLength(302);
    expect(totalOf(sockets) - before).toBeLessThanOrEqual(4 * sockets.length);
    for (const { shared } of sockets) expect(shared.counts?.ballots).toBe(100);
  });
});

describe("a class of a thousand in teams of one", () => {
  it("has the shared part written once per change, for all players together", async () => {
    const { sockets, vote } = aClass(1000);
    await vi.advanceTimersByTimeAsync(3000);
    const stringify = vi.spyOn(JSON, "stringify");
    const before = totalOf(sockets);
    await vote(0);
    await vi.advanceTimersByTimeAsync(1000);
    const teamLists = stringify.mock.calls.filter(([value]) => {
      const [first] = Array.isArray(value) ? value : [];
      return typeof first === "object" && first !== null && "captainSeatId" in first;
    });
    stringify.mockRestore();

    expect(totalOf(sockets) - before).toBe(sockets.length);
    expect(teamLists).toHaveLength(3);
  });
});

describe("what goes out", () => {
  it("is at most two messages a second to each viewer, however much happens", async () => {
    const { runner, sockets, vote } = aClass(20);
    await vi.advanceTimersByTimeAsync(3000);
    const before = sockets.map(({ messages }) => messages.length);
    for (let turn = 0; turn < 100; turn += 1) {
      void vote(turn % 19);
      void runner.submit({
        type: "team:renamed",
        teamId: runner.state.teams[0]?.teamId as never,
        name: `N ${turn}`,
      });
      await vi.advanceTimersByTimeAsync(50);
    }
    for (const [index, { messages }] of sockets.entries())
      expect(messages.length - (before[index] ?? 0)).toBeLessThanOrEqual(11);
  });

  it("of the shared part is what has changed, and adds up to the view", async () => {
    const { runner, sockets, vote } = aClass(3);
    await vi.advanceTimersByTimeAsync(3000);
    await vote(0);
    await vi.advanceTimersByTimeAsync(1000);

    const [, projector] = sockets;
    const changed = Object.keys(projector?.messages.at(-1)?.shared ?? {}).sort();
    expect(changed).toEqual(["counts", "teams"]);
    for (const { viewer, shared } of sockets) {
      const expected = viewFor(runner.state, viewer, runner.surroundings()).shared;
      expect(SharedViewSchema.parse(shared)).toEqual(expected);
    }
  });

  it("is whole again for a socket that asks, and complete for one that comes in between", async () => {
    const { runner, broadcaster, sockets, vote } = aClass(3);
    await vi.advanceTimersByTimeAsync(3000);
    await vote(0);
    const [host] = sockets;
    const late: ViewMessage[] = [];
    broadcaster.add({ viewer: { role: "host" }, send: (message) => late.push(message) });
    await vote(1);
    await vi.advanceTimersByTimeAsync(1000);

    const merged = Object.assign({}, ...late.map((message) => message.shared));
    const expected = viewFor(runner.state, { role: "host" }, runner.surroundings()).shared;
    expect(merged).toEqual(expected);
    expect(host?.shared).toEqual(expected);
    expect(Object.keys(late[0]?.shared ?? {})).toHaveLength(Object.keys(expected).length);
  });

  it("goes out at once when the phase changes", async () => {
    const { runner, sockets } = aClass(3);
    await vi.advanceTimersByTimeAsync(3000);
    const { phaseSequence } = runner.state;
    await runner.submit({ type: "phase:advanced", phaseSequence, deal: null, drafts: [] });
    for (const { shared } of sockets) expect(shared.phase).toBe("exploring");
  });
});
