import type { IncomingMessage } from "node:http";

/**
 * True when a socket or a POST may come from where it says: no Origin (not a browser), the host that was asked, or
 * `publicUrl`. The origin `null` (sandboxed frames, files) is refused.
 */
export function hasAllowedOrigin(request: IncomingMessage, publicUrl: string | null): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (origin === publicUrl) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** True when people reach the server through TLS, so that cookies may be bound to it. */
export function isSecure(publicUrl: string | null): boolean {
  return publicUrl?.startsWith("https://") ?? false;
}
