import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { postJoin } from "@/app/_realtime/post-join";

const joinCode = "ABC234";
const seated = { ok: true, joinCode, seatId: "s1", isWaiting: false, seatCode: "XYZ789" };
const stored = new Map<string, string>();
const sent: Record<string, unknown>[] = [];
/** What the network does with each request in turn; the last one is repeated. */
let network: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  stored.clear();
  sent.length = 0;
  vi.stubGlobal("window", {
    sessionStorage: {
      getItem: (name: string) => stored.get(name) ?? null,
      setItem: (name: string, value: string) => stored.set(name, value),
      removeItem: (name: string) => stored.delete(name),
    },
  });
  vi.stubGlobal("fetch", async (_path: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body) as Record<string, unknown>);
    const turn = network[Math.min(sent.length, network.length) - 1];
    return { json: turn };
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const lost = () => Promise.reject(new TypeError("network"));
const answered = async () => seated;
const refused = async () => ({ ok: false, refusal: "name-taken" });

async function join() {
  const answer = postJoin({ joinCode, name: "Ann" });
  await vi.runAllTimersAsync();
  return answer;
}

it("asks again under one id while no answer comes, and forgets the id once there is one", async () => {
  network = [lost, lost, answered];
  expect(await join()).toEqual(seated);
  expect(sent).toHaveLength(3);
  expect(new Set(sent.map(({ requestId }) => requestId)).size).toBe(1);
  expect(sent[0]?.requestId).toMatch(/^[0-9a-f]{32}$/);
  expect(stored.size).toBe(0);
});

it("keeps the id for the next press and for a reload of the tab when every try is lost", async () => {
  network = [lost];
  expect(await join()).toEqual({ ok: false, refusal: "internal" });
  network = [answered];
  await join();
  expect(sent).toHaveLength(4);
  expect(new Set(sent.map(({ requestId }) => requestId)).size).toBe(1);
});

it("does not ask again after a refusal, and makes a new id for a new join", async () => {
  network = [refused];
  expect(await join()).toEqual({ ok: false, refusal: "name-taken" });
  expect(sent).toHaveLength(1);
  network = [answered];
  await join();
  await join();
  expect(new Set(sent.map(({ requestId }) => requestId)).size).toBe(2);
});

it("works where the browser keeps nothing", async () => {
  vi.stubGlobal("window", {});
  network = [lost, answered];
  expect(await join()).toEqual(seated);
  expect(new Set(sent.map(({ requestId }) => requestId)).size).toBe(1);
});
