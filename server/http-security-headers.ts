import type { IncomingMessage, ServerResponse } from "node:http";

/** Headers of every page and file. */
export function setSecurityHeaders(
  _request: IncomingMessage,
  response: ServerResponse,
  _options: { development: boolean },
): void {
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("x-frame-options", "DENY");
  response.setHeader("referrer-policy", "same-origin");
  response.setHeader("cross-origin-opener-policy", "same-origin");
}
