import type { IncomingMessage, ServerResponse } from "node:http";
import { sentInputsPath } from "@/core/contract/sent-inputs-path";
import { SessionIdSchema } from "@/core/game/identifiers";
import type { Refusal } from "@/core/game/refusal";
import { currentRound } from "@/core/game/session-state";
import { findDeck } from "@/core/tasks/decks";
import { type HttpHandler, sendJson } from "@/server/http-handler";
import type { Log } from "@/server/log";
import type { Referee } from "@/server/referee/referee";
import type { Game } from "@/server/sessions/game";
import { seatOf } from "@/server/sessions/session-cookies";
import { createTryBudget, type TryBudget } from "./try-budgets";

type Answer =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly refusal: Refusal };

const statusOf: Partial<Record<Refusal, number>> = {
  malformed: 400,
  "not-seated": 401,
  "not-allowed": 403,
  "unknown-code": 404,
  "too-fast": 429,
};

/** Answers GET of inputs that devices cannot make, to seats that play the round; see `sentInputsPath`. */
export function createSentInputsHandler(options: {
  readonly game: Game;
  readonly referee: Referee;
  readonly log: Log;
}): HttpHandler {
  // A reload asks again, and the browser's cache answers most of these; nobody needs more.
  const reads = createTryBudget({ perAddress: 20, total: 5_000, seconds: 60 });
  return (request, response) => {
    const url = new URL(request.url ?? "/", "http://any.invalid");
    if (url.pathname !== sentInputsPath || request.method !== "GET") return false;
    void readInputs(url.searchParams, request, { ...options, reads }).then(
      (answer) => send(response, answer),
      (error: unknown) => {
        options.log.error({ err: error }, "inputs could not be made");
        sendJson(response, 500, { ok: false, refusal: "internal" });
      },
    );
    return true;
  };
}

async function readInputs(
  query: URLSearchParams,
  request: IncomingMessage,
  { game, referee, reads }: { game: Game; referee: Referee; reads: TryBudget },
): Promise<Answer> {
  const sessionId = SessionIdSchema.safeParse(query.get("session"));
  const [roundIndex, attempt] = [wholeNumber(query.get("round")), wholeNumber(query.get("attempt"))];
  if (!sessionId.success || roundIndex === null || attempt === null) return refused("malformed");
  const runner = game.findById(sessionId.data);
  if (runner === null) return refused("unknown-code");
  const { state } = runner;
  const seat = seatOf(request, state);
  if (seat === null) return refused("not-seated");
  const round = currentRound(state);
  if (round === null) return refused("wrong-phase");
  if (!round.teams.some((team) => team.teamId === seat.teamId)) return refused("not-in-this-round");
  if (round.roundIndex !== roundIndex || round.attempt !== attempt) return refused("wrong-attempt");
  if (findDeck(round.deckId)?.inputs !== "sent") return refused("not-allowed");
  const reader = `${sessionId.data}/${seat.seatId}`;
  if (!(await reads.hasRoom(reader))) return refused("too-fast");
  await reads.take(reader);
  const bytes = await referee.sentInputs(state);
  return bytes === null ? refused("not-allowed") : { ok: true, bytes };
}

function send(response: ServerResponse, answer: Answer): void {
  if (!answer.ok) {
    sendJson(response, statusOf[answer.refusal] ?? 409, answer);
    return;
  }
  // The address names the attempt, and its inputs never change; they say nothing without the labels.
  response
    .writeHead(200, {
      "content-type": "application/octet-stream",
      "content-length": answer.bytes.byteLength,
      "cache-control": "private, max-age=3600",
    })
    .end(answer.bytes);
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,4}$/.test(text) ? Number(text) : null;
}

function refused(refusal: Refusal) {
  return { ok: false as const, refusal };
}
