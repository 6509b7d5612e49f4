import type { IncomingMessage, ServerResponse } from "node:http";
import { weightsUpload } from "@/core/contract/http-bodies";
import type { Refusal } from "@/core/game/refusal";
import { readBody } from "@/server/http-body";
import { type HttpHandler, sendJson } from "@/server/http-handler";
import { hasAllowedOrigin } from "@/server/http-origin";
import type { Log } from "@/server/log";
import type { Metrics } from "@/server/observability/metrics";
import type { Referee } from "@/server/referee/referee";
import type { Game } from "@/server/sessions/game";
import { seatOf } from "@/server/sessions/session-cookies";
import { statusOf } from "./api-handler";
import { createTryBudget, type TryBudget } from "./try-budgets";

type Answer = { ok: true; counted: boolean } | { ok: false; refusal: Refusal };

interface WeightsHandlerParts {
  readonly game: Game;
  readonly referee: Referee;
  readonly publicUrl: string | null;
  readonly log: Log;
  readonly metrics: Metrics;
}

/**
 * Answers POST of the weights that a team is asked for. Whose they are and how long they must be is known before the
 * body is read, so nobody can send more than the asked-for network takes.
 */
export function createWeightsHandler(parts: WeightsHandlerParts): HttpHandler {
  const uploads = createTryBudget({ perAddress: 20, total: 100_000, seconds: 60 });
  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://any.invalid");
    if (pathname !== weightsUpload.path || request.method !== "POST") return false;
    const finish = parts.metrics.beginAnswer("http", "uploadWeights");
    receive(searchParams, request, uploads, parts)
      .catch((error: unknown): Answer => {
        parts.log.error({ err: error, path: pathname }, "a request failed");
        return { ok: false, refusal: "internal" };
      })
      .then((answer) => {
        finish(answer.ok ? null : answer.refusal);
        send(request, response, answer);
      });
    return true;
  };
}

async function receive(
  query: URLSearchParams,
  request: IncomingMessage,
  uploads: TryBudget,
  { game, referee, publicUrl }: WeightsHandlerParts,
): Promise<Answer> {
  if (!hasAllowedOrigin(request, publicUrl)) return refused("wrong-origin");
  const place = weightsUpload.query.safeParse(Object.fromEntries(query));
  if (!place.success) return refused("malformed");
  const runner = game.findById(place.data.sessionId);
  if (runner === null) return refused("unknown-code");
  const seat = seatOf(request, runner.state);
  if (seat === null) return refused("not-seated");
  const uploader = `${place.data.sessionId}/${seat.seatId}`;
  if (!(await uploads.hasRoom(uploader))) return refused("too-fast");
  await uploads.take(uploader);
  const asked = referee.weightsDesk.asked(runner, seat.seatId, place.data);
  if (!asked.ok) return asked;
  const body = await readBody(request, asked.byteCount);
  if (!body.ok) return refused(body.reason === "too-large" ? "too-large" : "malformed");
  return referee.weightsDesk.receive(runner, seat.seatId, place.data, body.bytes);
}

function refused(refusal: Refusal) {
  return { ok: false as const, refusal };
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  // What was not read is thrown away, or the connection could not go on.
  request.resume();
  if (response.headersSent || response.destroyed) return;
  sendJson(response, answer.ok ? 200 : (statusOf[answer.refusal] ?? 409), answer);
}
