import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import type { Environment } from "@/server/env";

/**
 * True when a socket or a POST may come from where it says: no Origin (not a browser), the host that was asked, or
 * `publicUrl`; over TLS no page that came without. The origin `null` (sandboxed frames, files) is refused.
 */
export function hasAllowedOrigin(request: IncomingMessage, publicUrl: string | null): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (origin === publicUrl) return true;
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  // Whoever can change what a network carries can put any page under the plain address of an encrypted one.
  if (request.socket instanceof TLSSocket && page.protocol !== "https:") return false;
  return page.host === host;
}

/** True when people reach the server through TLS, so that cookies may be bound to it. */
export function isSecure({ publicUrl, tls }: Pick<Environment, "publicUrl" | "tls">): boolean {
  return publicUrl === null ? tls !== null : publicUrl.startsWith("https://");
}
