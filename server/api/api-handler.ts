import type { IncomingMessage, ServerResponse } from "node:http";
import { type HttpBody, type HttpName, type HttpReply, httpTable } from "@/core/contract/http-bodies";
import type { Refusal } from "@/core/game/refusal";
import { readJsonBody } from "@/server/http-body";
import { type HttpHandler, sendJson } from "@/server/http-handler";
import { hasAllowedOrigin } from "@/server/http-origin";
import type { Log } from "@/server/log";
import type { Metrics } from "@/server/observability/metrics";

/** What a handler gives back: the reply and cookies to set, or why not. */
export type ApiResult<Name extends HttpName> =
  | { readonly ok: true; readonly reply: HttpReply<Name>; readonly cookies?: readonly string[] }
  | { readonly ok: false; readonly refusal: Refusal };

export type ApiHandlers = {
  readonly [Name in HttpName]: (body: HttpBody<Name>, request: IncomingMessage) => Promise<ApiResult<Name>>;
};

/** The HTTP status of a refusal; 409 for those that are not here. */
export const statusOf: Partial<Record<Refusal, number>> = {
  malformed: 400,
  "too-large": 413,
  "not-seated": 401,
  "not-allowed": 403,
  banned: 403,
  "wrong-password": 403,
  "wrong-origin": 403,
  "unknown-code": 404,
  "too-many-tries": 429,
  "too-fast": 429,
  storage: 503,
  internal: 500,
};

/** Answers every POST of the HTTP table: checks origin and size, parses, calls the handler, always replies. */
export function createApiHandler(
  handlers: ApiHandlers,
  options: { readonly publicUrl: string | null; readonly log: Log; readonly metrics: Metrics },
): HttpHandler {
  const nameByPath = new Map<string, HttpName>(
    (Object.keys(httpTable) as HttpName[]).map((name) => [httpTable[name].path, name]),
  );
  return (request, response) => {
    const name = nameByPath.get((request.url ?? "").split("?")[0] as string);
    if (name === undefined || request.method !== "POST") return false;
    const finish = options.metrics.beginAnswer("http", name);
    answer(name, handlers, request, options)
      .then((result) => {
        if (!result.ok) options.log.debug({ path: httpTable[name].path, refusal: result.refusal }, "refused");
        send(response, result);
        finish(result.ok ? null : result.refusal);
      })
      .catch((error: unknown) => {
        options.log.error({ err: error, path: httpTable[name].path }, "a request failed");
        send(response, { ok: false, refusal: "internal" });
        finish("internal");
      });
    return true;
  };
}

async function answer(
  name: HttpName,
  handlers: ApiHandlers,
  request: IncomingMessage,
  options: { readonly publicUrl: string | null },
): Promise<ApiResult<HttpName>> {
  if (!hasAllowedOrigin(request, options.publicUrl)) return { ok: false, refusal: "wrong-origin" };
  const body = await readJsonBody(request, httpTable[name].largestBytes);
  if (!body.ok) return { ok: false, refusal: body.reason === "too-large" ? "too-large" : "malformed" };
  const parsed = httpTable[name].body.safeParse(body.value);
  if (!parsed.success) return { ok: false, refusal: "malformed" };
  // The table pairs each body with its handler; TypeScript cannot follow a union of names through both.
  const handle = handlers[name] as (body: unknown, request: IncomingMessage) => Promise<ApiResult<HttpName>>;
  return handle.call(handlers, parsed.data, request);
}

function send(response: ServerResponse, result: ApiResult<HttpName>): void {
  if (response.headersSent || response.destroyed) return;
  if (!result.ok) {
    sendJson(response, statusOf[result.refusal] ?? 409, { ok: false, refusal: result.refusal });
    return;
  }
  if (result.cookies !== undefined) response.setHeader("set-cookie", [...result.cookies]);
  sendJson(response, 200, { ok: true, ...result.reply });
}
