import type { Answer } from "@/core/contract/socket-commands";
import type { Refusal } from "@/core/game/refusal";

/** Refusals that say "not now": the same words may be accepted later. */
const passingRefusals: ReadonlySet<Refusal> = new Set(["internal", "storage", "too-fast", "paused"]);

export interface Pacing {
  /** Resolves after about `milliseconds`, at once when `signal` is aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

export const firstWaitMs = 500;
export const longestWaitMs = 15_000;

/**
 * Sends again until the server accepts or refuses for good, for ever if need be: a server that is away for a minute
 * costs a minute, never a result. Null: `signal` was aborted before an answer came.
 */
export async function sendUntilAnswered<Reply>(
  send: () => Promise<Answer<Reply>>,
  { wait, signal }: Pacing,
): Promise<Answer<Reply> | null> {
  let waitMs = firstWaitMs;
  while (!signal.aborted) {
    const answer = await send();
    if (signal.aborted) return null;
    if (answer.ok || !passingRefusals.has(answer.refusal)) return answer;
    await wait(waitMs, signal);
    waitMs = Math.min(longestWaitMs, waitMs * 2);
  }
  return null;
}
