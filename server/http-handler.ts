import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * One link of the chain before the pages. Returns true when it has taken the request, which it then answers by
 * itself, also later; false passes it on.
 */
export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Answers `/healthz` while the process works; for probes and for launchers that wait. */
export const handleHealth: HttpHandler = (request, response) => {
  if (request.url !== "/healthz") return false;
  response.writeHead(200, { "content-type": "text/plain", "cache-control": "no-store" }).end("ok\n");
  return true;
};

/** Refuses what no handler has taken below `/api/`, so that such requests never reach the pages. */
export const refuseUnknownApi: HttpHandler = (request, response) => {
  if (!request.url?.startsWith("/api/")) return false;
  sendJson(response, 404, { ok: false, reason: "not-found" });
  return true;
};

/** Ends the response with `body` as JSON that no cache keeps. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" })
    .end(JSON.stringify(body));
}
