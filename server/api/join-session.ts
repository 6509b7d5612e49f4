import type { IncomingMessage } from "node:http";
import type { HttpBody } from "@/core/contract/http-bodies";
import type { Action } from "@/core/game/action";
import type { SeatId } from "@/core/game/identifiers";
import { seatOfRequest } from "@/core/game/seat-actions";
import type { SessionState } from "@/core/game/session-state";
import { desertedJoins, isFull } from "@/server/sessions/deserted-joins";
import type { Game } from "@/server/sessions/game";
import { hashOf } from "@/server/sessions/random-source";
import { knownSeatOf, seatCookieName, tokenCookie } from "@/server/sessions/session-cookies";
import type { SessionRunner } from "@/server/sessions/session-runner";
import type { ApiResult } from "./api-handler";
import type { JoinBudget } from "./join-budget";

interface Joining {
  readonly game: Game;
  readonly runner: SessionRunner;
  readonly body: HttpBody<"join">;
  readonly budget: JoinBudget;
  readonly address: string;
  /** True where cookies travel through TLS only. */
  readonly secure: boolean;
}

/**
 * Seats a device, or lets it wait. One that the session knows gets what it had: by its cookie, or, where the answer to
 * its join was lost, by the id that it made for that join.
 */
export async function joinSession(joining: Joining, request: IncomingMessage): Promise<ApiResult<"join">> {
  const { runner, body, budget, game, address } = joining;
  const known = knownSeatOf(request, runner.state);
  if (known !== null) return joinAgain(joining, known);
  if (runner.state.mode === "solo") return { ok: false, refusal: "unknown-code" };
  const { joinCode } = runner.state;
  const earlier = earlierSeat(runner.state, body.requestId);
  if (earlier !== null && runner.presence.isSeatConnected(earlier)) {
    // An old try that comes late: the device has its answer already, and its cookie must stay what it is.
    return {
      ok: true,
      reply: { joinCode, seatId: earlier, ...waits(runner.state, earlier), seatCode: null },
    };
  }
  if (earlier === null && !budget.take(runner.state, address, game.now()))
    return { ok: false, refusal: "too-fast" };
  if (earlier === null) await makeRoom(runner, game.now());
  const seated = await takeSeat(game, runner, body);
  if (!seated.ok) return seated;
  const { seatId, seatCode, state } = seated;
  return {
    ok: true,
    reply: { joinCode, seatId, ...waits(state, seatId), seatCode },
    cookies: [tokenCookie(seatCookieName(state.sessionId), seated.token, joining.secure)],
  };
}

/** Takes a seat for a device that has none; the same `requestId` again finds the same seat, with new keys. */
export async function takeSeat(
  game: Game,
  runner: SessionRunner,
  { name, privateName, requestId }: Pick<HttpBody<"join">, "name" | "privateName" | "requestId">,
) {
  const token = game.random.token();
  const seatCode = game.random.seatCode();
  const newSeatId = game.random.seatId();
  const keys = { tokenHash: hashOf(token), seatCodeHash: hashOf(seatCode) };
  let seatId = newSeatId;
  const result = await runner.submit((state): Action => {
    const earlier = earlierSeat(state, requestId);
    seatId = earlier ?? newSeatId;
    if (earlier !== null) return { type: "seat:returned", seatId, ...keys };
    const joinRequestHash = requestId === undefined ? null : hashOf(requestId);
    return { type: "seat:joined", seatId, name, privateName: privateName ?? null, ...keys, joinRequestHash };
  });
  return result.ok ? { ok: true as const, token, seatCode, seatId, state: result.state } : result;
}

async function joinAgain(
  { runner, body }: Joining,
  { seatId, standing }: NonNullable<ReturnType<typeof knownSeatOf>>,
): Promise<ApiResult<"join">> {
  const { joinCode } = runner.state;
  if (standing === "banned") return { ok: false, refusal: "banned" };
  if (standing !== "removed") {
    return { ok: true, reply: { joinCode, seatId, isWaiting: standing === "waiting", seatCode: null } };
  }
  const { name, privateName = null } = body;
  const result = await runner.submit({ type: "seat:rejoined", seatId, name, privateName });
  if (!result.ok) return result;
  return { ok: true, reply: { joinCode, seatId, ...waits(result.state, seatId), seatCode: null } };
}

/** A full class gives up the places behind which no device has ever stood. */
async function makeRoom(runner: SessionRunner, nowMs: number): Promise<void> {
  if (!isFull(runner.state)) return;
  const seatIds = desertedJoins(runner.state, (seatId) => runner.presence.hasSeen(seatId), nowMs);
  if (seatIds.length > 0) await runner.submit({ type: "joins:forgotten", seatIds });
}

function earlierSeat(state: SessionState, requestId: string | undefined): SeatId | null {
  return requestId === undefined ? null : seatOfRequest(state, hashOf(requestId));
}

function waits(state: SessionState, seatId: SeatId): { isWaiting: boolean } {
  return { isWaiting: state.waiting.some((other) => other.seatId === seatId) };
}
