import { networkInterfaces } from "node:os";
import { renderUnicodeCompact } from "uqr";
import type { Environment } from "@/server/env";

/** IPv4 addresses of this machine that others in the local network may reach. */
export function localAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === "IPv4" && !address.internal)
    .map((address) => address.address);
}

/**
 * What `npm start` prints for the person at the terminal: the address on this machine, those in the local network and
 * a QR code of the one to give to others. `addresses` is what `localAddresses` returns, `fingerprint` that of the
 * certificate in use.
 */
export function describeAddresses(
  { host, publicUrl, tls }: Pick<Environment, "host" | "publicUrl" | "tls">,
  { port, fingerprint }: { port: number; fingerprint: string | null },
  addresses: readonly string[],
): string {
  const isOpen = host === "0.0.0.0" || host === "::";
  const scheme = tls === null ? "http" : "https";
  const here = `${scheme}://${isOpen ? "localhost" : bracketed(host)}:${port}`;
  const network = isOpen ? addresses.map((address) => `${scheme}://${address}:${port}`) : [];
  const shared = publicUrl ?? network[0] ?? here;
  const lines = ["", "Deepstakes is ready.", `  On this machine:      ${here}`];
  for (const address of network) lines.push(`  In the local network: ${address}`);
  if (publicUrl !== null) lines.push(`  For everybody:        ${publicUrl}`);
  if (tls === "own" && fingerprint !== null) {
    lines.push(
      "",
      "  Browsers warn once of this server's own certificate. Its SHA-256 fingerprint:",
      `  ${fingerprint}`,
    );
  }
  lines.push("", `  ${shared}`, renderUnicodeCompact(shared), "", "Stop with Ctrl+C.");
  return lines.join("\n");
}

// An IPv6 address stands in brackets within an address.
function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
