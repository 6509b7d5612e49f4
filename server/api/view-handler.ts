import type { IncomingMessage } from "node:http";
import { currentViewPath } from "@/core/contract/http-paths";
import type { ViewMessage } from "@/core/contract/server-events";
import { RoleSchema } from "@/core/contract/socket-commands";
import { parseJoinCode } from "@/core/game/identifiers";
import type { Refusal } from "@/core/game/refusal";
import { viewFor } from "@/core/game/view-for";
import { type HttpHandler, sendJson } from "@/server/http-handler";
import type { Game } from "@/server/sessions/game";
import { identifyViewer } from "@/server/sessions/identify-viewer";
import { isKnown } from "@/server/sessions/session-cookies";
import type { Neighbours } from "./neighbours";
import type { ReadAddress, TryBudget } from "./try-budgets";

type Answer = ({ ok: true } & ViewMessage) | { ok: false; refusal: Refusal };

/**
 * Answers GET of the present view, whole, as the request's cookies allow it: for pages whose socket is down. Wrong
 * codes cost the same tries as elsewhere.
 */
export function createViewHandler(options: {
  readonly game: Game;
  readonly wrongCodes: TryBudget;
  readonly neighbours: Neighbours;
  readonly addressOf: ReadAddress;
}): HttpHandler {
  return (request, response) => {
    const url = new URL(request.url ?? "/", "http://any.invalid");
    if (url.pathname !== currentViewPath || request.method !== "GET") return false;
    void readView(url.searchParams, request, options).then(
      (answer) => sendJson(response, answer.ok ? 200 : 409, answer),
      () => sendJson(response, 500, { ok: false, refusal: "internal" }),
    );
    return true;
  };
}

async function readView(
  query: URLSearchParams,
  request: IncomingMessage,
  { game, wrongCodes, neighbours, addressOf }: Parameters<typeof createViewHandler>[0],
): Promise<Answer> {
  const role = RoleSchema.safeParse(query.get("role"));
  if (!role.success) return { ok: false, refusal: "malformed" };
  const address = addressOf(request);
  const code = parseJoinCode((query.get("joinCode") ?? "").slice(0, 20));
  const runner = code === null ? null : game.find(code);
  const isWelcome =
    runner !== null && (isKnown(request, runner.state) || neighbours.has(runner.state.sessionId, address));
  if (!isWelcome && !(await wrongCodes.hasRoom(address))) return { ok: false, refusal: "too-many-tries" };
  if (runner === null) {
    await wrongCodes.take(address);
    return { ok: false, refusal: "unknown-code" };
  }
  const viewer = identifyViewer(role.data, request, runner.state);
  if (typeof viewer === "string") return { ok: false, refusal: viewer };
  const { shared, own } = viewFor(runner.state, viewer, runner.surroundings());
  return { ok: true, version: runner.version, serverNowMs: game.now(), shared, own };
}
