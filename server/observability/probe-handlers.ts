import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { BlockList, isIPv4 } from "node:net";
import type { ReadAddress } from "@/server/api/try-budgets";
import type { HttpHandler } from "@/server/http-handler";
import type { Metrics } from "./metrics";

const databaseLimitMs = 2000;

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");
loopback.addSubnet("::ffff:127.0.0.0", 104, "ipv6");

interface ProbeOptions {
  readonly metrics: Metrics;
  readonly addressOf: ReadAddress;
  /** Opens `/metrics` to other machines; null = this machine only. */
  readonly metricsToken: string | null;
  /** Resolves when the database has answered. */
  readonly askDatabase: () => Promise<unknown>;
  /** False before the open sessions are back and once the server is stopping. */
  readonly isOpen: () => boolean;
}

/** Answers `/readyz` and `/metrics`. */
export function createProbeHandlers(options: ProbeOptions): readonly HttpHandler[] {
  return [
    (request, response) => {
      if (pathOf(request) !== "/readyz") return false;
      void isReady(options).then((ready) =>
        sendText(response, ready ? 200 : 503, ready ? "ok\n" : "not ready\n"),
      );
      return true;
    },
    (request, response) => {
      if (pathOf(request) !== "/metrics") return false;
      if (!mayRead(request, options)) {
        sendText(response, 404, "not found\n");
        return true;
      }
      const { metrics } = options;
      metrics.text().then(
        (text) => sendText(response, 200, text, metrics.contentType),
        () => sendText(response, 500, "no figures\n"),
      );
      return true;
    },
  ];
}

/** True when the open sessions are back and the database answers in time. */
async function isReady({ isOpen, askDatabase }: ProbeOptions): Promise<boolean> {
  if (!isOpen()) return false;
  let limit: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    limit = setTimeout(resolve, databaseLimitMs, false);
  });
  const answered = askDatabase().then(
    () => true,
    () => false,
  );
  const ready = await Promise.race([answered, tooLate]);
  clearTimeout(limit);
  return ready && isOpen();
}

/** With the token from anywhere; without it from this machine, and not through a proxy that stands on it. */
function mayRead(request: IncomingMessage, { metricsToken, addressOf }: ProbeOptions): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (metricsToken !== null && given !== undefined && isSame(given, metricsToken)) return true;
  const { headers } = request;
  if (headers["x-forwarded-for"] !== undefined || headers.forwarded !== undefined) return false;
  return isLoopback(addressOf(request));
}

function isLoopback(address: string): boolean {
  return loopback.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}

// Hashes are equally long, so that the time tells nothing.
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text, "utf8").digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? "").split("?")[0] ?? "";
}

function sendText(response: ServerResponse, status: number, text: string, type = "text/plain"): void {
  if (response.destroyed) return;
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(text);
}
