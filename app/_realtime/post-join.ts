import type { HttpAnswer, HttpBody } from "@/core/contract/http-bodies";
import { postJson } from "./post-json";

const tries = 3;
const retryAfterMs = 700;

/**
 * Takes a seat, trying again while no answer comes. All tries carry one id, also those after a reload of the tab, so
 * that a join whose answer was lost is found again and no second seat is made.
 */
export async function postJoin(body: Omit<HttpBody<"join">, "requestId">): Promise<HttpAnswer<"join">> {
  const requestId = requestIdFor(body.joinCode);
  let answer = await postJson("join", { ...body, requestId });
  for (let count = 1; count < tries && !answer.ok && answer.refusal === "internal"; count += 1) {
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs * (0.5 + Math.random())));
    answer = await postJson("join", { ...body, requestId });
  }
  if (answer.ok) forgetRequest(body.joinCode);
  return answer;
}

const nameOf = (joinCode: string) => `join-${joinCode.toUpperCase()}`;

function requestIdFor(joinCode: string): string {
  const fresh = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  try {
    const known = window.sessionStorage.getItem(nameOf(joinCode));
    if (known !== null) return known;
    window.sessionStorage.setItem(nameOf(joinCode), fresh);
  } catch {
    // Storage is switched off: the id lasts as long as these tries.
  }
  return fresh;
}

function forgetRequest(joinCode: string): void {
  try {
    window.sessionStorage.removeItem(nameOf(joinCode));
  } catch {
    // As above.
  }
}
