import type { IncomingMessage, ServerResponse } from "node:http";

export interface SecurityOptions {
  /** Hot reload evaluates code from strings. */
  development: boolean;
  /** Fresh for every response, from a CSPRNG, base64. */
  nonce: string;
}

const BUILD_FILES = "/_next/";

/**
 * Sets the headers of every page and file. A page also gets a content security policy: scripts of this origin or with
 * the nonce, WebAssembly, workers, sockets to this host, nothing else. Next reads the nonce from the request's headers.
 * Build files carry no policy, because a worker takes the one of its own file.
 */
export function setSecurityHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  options: SecurityOptions,
): void {
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("x-frame-options", "DENY");
  response.setHeader("referrer-policy", "same-origin");
  response.setHeader("cross-origin-opener-policy", "same-origin");
  delete request.headers["content-security-policy"];
  if (request.url?.startsWith(BUILD_FILES)) return;
  const policy = formatPolicy(request.headers.host, options);
  request.headers["content-security-policy"] = policy;
  response.setHeader("content-security-policy", policy);
}

function formatPolicy(host: string | undefined, { development, nonce }: SecurityOptions): string {
  // Older browsers do not count sockets to the same host as 'self'.
  const sockets = host !== undefined && /^[\w.:[\]-]+$/.test(host) ? ` ws://${host} wss://${host}` : "";
  return [
    "default-src 'self'",
    // A script with the nonce may load the build's other files; browsers without 'strict-dynamic' go by 'self'.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${development ? " 'unsafe-eval'" : ""}`,
    // React writes style attributes. Older browsers know the first line only; hot reload adds style elements.
    "style-src 'self' 'unsafe-inline'",
    ...(development ? [] : [`style-src-elem 'self' 'nonce-${nonce}'`, "style-src-attr 'unsafe-inline'"]),
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${sockets}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
