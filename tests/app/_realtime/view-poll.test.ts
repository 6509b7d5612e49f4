import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ViewPoll } from "@/app/_realtime/view-poll";

const answer = { ok: true, version: 7, serverNowMs: 1, shared: null, own: null };
const asked: string[] = [];
let respond: () => Promise<{ json: () => Promise<unknown> }>;

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  respond = async () => ({ json: async () => answer });
  vi.stubGlobal("fetch", (address: string) => {
    asked.push(address);
    return respond();
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function aPoll() {
  const seen = { gaps: 0, versions: [] as number[] };
  const poll = new ViewPoll(
    { joinCode: "ABC234", role: "player" },
    { onGap: () => (seen.gaps += 1), onView: ({ version }) => seen.versions.push(version) },
  );
  return { poll, seen };
}

describe("the poll of a page whose socket is down", () => {
  it("says nothing and asks nothing during a short gap", async () => {
    const { poll, seen } = aPoll();
    poll.start();
    await vi.advanceTimersByTimeAsync(4_900);
    poll.stop();
    await vi.advanceTimersByTimeAsync(60_000);

    expect(seen).toEqual({ gaps: 0, versions: [] });
    expect(asked).toEqual([]);
  });

  it("reports the gap once, and brings views until the socket is back", async () => {
    const { poll, seen } = aPoll();
    poll.start();
    poll.start();
    await vi.advanceTimersByTimeAsync(65_000);
    poll.stop();
    const count = asked.length;
    await vi.advanceTimersByTimeAsync(60_000);

    expect(seen.gaps).toBe(1);
    expect(count).toBeGreaterThanOrEqual(5);
    expect(count).toBeLessThanOrEqual(9);
    expect(asked).toHaveLength(count);
    expect(asked[0]).toBe("/api/view?joinCode=ABC234&role=player");
    expect(seen.versions).toEqual(Array.from({ length: count }, () => 7));
  });

  it("goes on after failures and refusals", async () => {
    const { poll, seen } = aPoll();
    respond = () => Promise.reject(new Error("no network"));
    poll.start();
    await vi.advanceTimersByTimeAsync(6_000);
    respond = async () => ({ json: async () => ({ ok: false, refusal: "too-many-tries" }) });
    await vi.advanceTimersByTimeAsync(13_000);
    respond = async () => ({ json: async () => answer });
    await vi.advanceTimersByTimeAsync(13_000);
    poll.stop();

    expect(seen.versions.length).toBeGreaterThanOrEqual(1);
  });

  it("drops an answer that comes after the socket", async () => {
    const { poll, seen } = aPoll();
    let release = () => {};
    respond = () => new Promise((resolve) => (release = () => resolve({ json: async () => answer })));
    poll.start();
    await vi.advanceTimersByTimeAsync(5_100);
    poll.stop();
    release();
    await vi.advanceTimersByTimeAsync(30_000);

    expect(asked).toHaveLength(1);
    expect(seen.versions).toEqual([]);
  });
});
