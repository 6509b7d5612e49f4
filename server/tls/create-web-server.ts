import { createServer, type Server } from "node:http";
import type { Server as HttpsServer } from "node:https";
import type { Environment } from "@/server/env";
import type { Log } from "@/server/log";
import { createOnePortServer } from "@/server/tls/one-port-server";
import { certificateNames, loadOwnCertificate } from "@/server/tls/own-certificate";
import { fingerprintOf, readTlsFiles, type TlsRefusal } from "@/server/tls/tls-material";

const RENEWAL_CHECK_MS = 60_000;

export interface WebServer {
  /** Does not listen yet. */
  httpServer: Server;
  /** Of the certificate in use; null = plain http. */
  fingerprint: string | null;
  /** Ends the watch over the certificate, not the server. */
  close(): Promise<void>;
}

export interface WebServerOptions {
  environment: Pick<Environment, "host" | "dataDirectory" | "tls">;
  log: Log;
  now: () => number;
  /** Replaces the names and addresses of this machine. */
  readNames?: (host: string) => string[];
  renewalCheckMs?: number;
}

/** The server that listens: plain http, TLS with the operator's files, or TLS with an own certificate kept fresh. */
export async function createWebServer(
  options: WebServerOptions,
): Promise<{ ok: true; webServer: WebServer } | TlsRefusal> {
  const { tls } = options.environment;
  if (tls === null) return accepted({ httpServer: createServer(), fingerprint: null, close: async () => {} });
  if (tls === "own") return accepted(await createOwnServer(options));
  const read = await readTlsFiles(tls);
  if (!read.ok) return read;
  const { material } = read;
  return accepted({
    httpServer: createOnePortServer(material),
    fingerprint: fingerprintOf(material),
    close: async () => {},
  });
}

function accepted(webServer: WebServer) {
  return { ok: true as const, webServer };
}

async function createOwnServer(options: WebServerOptions): Promise<WebServer> {
  const material = await loadFor(options);
  const httpServer = createOnePortServer(material);
  const stopWatching = watch(httpServer, material.certificate, options);
  return {
    httpServer,
    fingerprint: fingerprintOf(material),
    async close() {
      stopWatching();
    },
  };
}

// A laptop that moves to another network, or runs for a year, keeps a certificate that fits its addresses.
function watch(httpServer: HttpsServer, certificate: string, options: WebServerOptions): () => void {
  let inUse = certificate;
  const renew = async () => {
    const material = await loadFor(options);
    if (material.certificate === inUse) return;
    inUse = material.certificate;
    httpServer.setSecureContext({ cert: material.certificate, key: material.key });
    options.log.info({ fingerprint: fingerprintOf(material) }, "new certificate for new addresses");
  };
  const timer = setInterval(() => {
    renew().catch((error: unknown) =>
      options.log.error({ err: error }, "the certificate could not be renewed"),
    );
  }, options.renewalCheckMs ?? RENEWAL_CHECK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function loadFor({ environment, now, readNames = certificateNames }: WebServerOptions) {
  return loadOwnCertificate(environment.dataDirectory, readNames(environment.host), now());
}
