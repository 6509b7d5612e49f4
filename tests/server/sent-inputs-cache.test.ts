import { describe, expect, it } from "vitest";
import type { Round, SessionState } from "@/core/game/session-state";
import type { RefereeJob } from "@/server/referee/referee-jobs";
import type { RefereePool } from "@/server/referee/referee-pool";
import { SentInputsCache } from "@/server/referee/sent-inputs-cache";
import { aDeal, aSessionIn } from "@/tests/core/support/a-session";

/** A pool that answers each job with its number. */
function aPool({ failures = 0 } = {}) {
  const jobs: RefereeJob[] = [];
  const run = async (job: RefereeJob) => {
    jobs.push(job);
    if (jobs.length <= failures) throw new Error("the thread died");
    return Uint8Array.of(jobs.length);
  };
  const pool: RefereePool = { threadCount: 1, run: run as RefereePool["run"], close: async () => undefined };
  return { pool, jobs };
}

const deal = aDeal(1, "warm-chain-temperature", "warm-chain");
const { state } = aSessionIn("briefing", { deck: "warm-chain", deal });
const [round] = state.rounds as [Round];
const sessionNumber = (number: number): SessionState => ({
  ...state,
  sessionId: `session-${number}` as never,
});

describe("SentInputsCache", () => {
  it("makes the inputs of an attempt once, from the secret seed", async () => {
    const { pool, jobs } = aPool();
    const cache = new SentInputsCache(pool);

    const [first, second] = await Promise.all([cache.of(state, round), cache.of(state, round)]);
    expect(first).toBe(second);
    expect(await cache.of(state, { ...round, attempt: 1 })).not.toBe(first);

    expect(jobs).toHaveLength(2);
    expect(jobs[0]).toMatchObject({
      kind: "inputs",
      deckId: "warm-chain",
      task: { family: "temperature" },
      secretSeed: deal.secret.secretSeed,
    });
  });

  it("makes nothing where devices make the inputs themselves", async () => {
    const { pool, jobs } = aPool();
    const [open] = aSessionIn("briefing").state.rounds as [Round];
    expect(await new SentInputsCache(pool).of(state, open)).toBeNull();
    expect(jobs).toEqual([]);
  });

  it("does not remember a failure", async () => {
    const { pool } = aPool({ failures: 1 });
    const cache = new SentInputsCache(pool);
    await expect(cache.of(state, round)).rejects.toThrow("the thread died");
    expect(await cache.of(state, round)).toEqual(Uint8Array.of(2));
  });

  it("keeps those that were used last, and none of a session that has ended", async () => {
    const { pool, jobs } = aPool();
    const cache = new SentInputsCache(pool);
    for (let number = 0; number < 50; number += 1) await cache.of(sessionNumber(number), round);
    await cache.of(sessionNumber(0), round);
    await cache.of(sessionNumber(50), round);
    expect(jobs).toHaveLength(51);

    await cache.of(sessionNumber(0), round);
    expect(jobs).toHaveLength(51);
    await cache.of(sessionNumber(1), round);
    expect(jobs).toHaveLength(52);

    cache.forget("session-0");
    await cache.of(sessionNumber(0), round);
    expect(jobs).toHaveLength(53);
  });
});
