import { describe, expect, it } from "vitest";
import { firstWaitMs, longestWaitMs, sendUntilAnswered } from "@/app/_training/send-until-answered";
import type { Answer } from "@/core/contract/socket-commands";

function scripted(answers: Answer<object>[]) {
  const waits: number[] = [];
  const abort = new AbortController();
  let sent = 0;
  const run = () =>
    sendUntilAnswered(
      async () => {
        const answer = answers[Math.min(sent, answers.length - 1)] as Answer<object>;
        sent += 1;
        return answer;
      },
      {
        wait: async (milliseconds) => {
          waits.push(milliseconds);
          if (waits.length === 12) abort.abort();
        },
        signal: abort.signal,
      },
    );
  return { run, waits, sentCount: () => sent };
}

describe("sendUntilAnswered", () => {
  it("sends again through passing refusals until the server accepts", async () => {
    const script = scripted([
      { ok: false, refusal: "internal" },
      { ok: false, refusal: "storage" },
      { ok: false, refusal: "paused" },
      { ok: true },
    ]);

    expect(await script.run()).toEqual({ ok: true });
    expect(script.waits).toEqual([firstWaitMs, firstWaitMs * 2, firstWaitMs * 4]);
  });

  it("takes a refusal for good as the answer", async () => {
    const script = scripted([{ ok: false, refusal: "wrong-attempt" }]);

    expect(await script.run()).toEqual({ ok: false, refusal: "wrong-attempt" });
    expect(script.sentCount()).toBe(1);
  });

  it("waits longer each time up to a limit, and never stops by itself", async () => {
    const script = scripted([{ ok: false, refusal: "internal" }]);

    expect(await script.run()).toBeNull();
    expect(script.sentCount()).toBe(12);
    expect(Math.max(...script.waits)).toBe(longestWaitMs);
    expect([...script.waits].sort((left, right) => left - right)).toEqual(script.waits);
  });
});
