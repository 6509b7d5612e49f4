import type { IncomingHttpHeaders } from "node:http";
import type { Environment } from "@/server/env";

/**
 * The origin for links and QR codes: the operator's public one, else, for a page that was opened on this machine, the
 * first `addresses` entry in the local network. Null: the page's own host will do.
 */
export function joinOriginFor(
  { host, publicUrl, tls }: Pick<Environment, "host" | "publicUrl" | "tls">,
  headers: IncomingHttpHeaders,
  addresses: readonly string[],
): string | null {
  if (publicUrl !== null) return publicUrl;
  const scheme = tls === null ? "http" : "https";
  const asked = `${scheme}://${headers.host ?? ""}`;
  const isOpen = host === "0.0.0.0" || host === "::";
  const address = addresses[0];
  if (!isOpen || address === undefined || !URL.canParse(asked)) return null;
  const { hostname, port } = new URL(asked);
  const isThisMachine = hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
  return isThisMachine ? `${scheme}://${address}${port === "" ? "" : `:${port}`}` : null;
}
