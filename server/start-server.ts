import { randomBytes as cryptoRandomBytes } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import next from "next";
import { joinOriginHeader } from "@/core/contract/join-origin-header";
import { localAddresses } from "@/server/announce-address";
import type { Environment } from "@/server/env";
import { type HttpHandler, handleHealth, refuseUnknownApi } from "@/server/http-handler";
import { setSecurityHeaders } from "@/server/http-security-headers";
import { joinOriginFor } from "@/server/join-origin";
import type { Log } from "@/server/log";
import { type DatabaseLocation, type OpenDatabase, openDatabase } from "@/server/persistence/open-database";
import type { MountedGame, MountGame, ServerContext } from "@/server/server-context";
import { createWebServer } from "@/server/tls/create-web-server";
import type { TlsRefusal } from "@/server/tls/tls-material";

export interface ServerOptions {
  environment: Environment;
  /** Serves the pages from source with hot reload instead of from the build. */
  development: boolean;
  log: Log;
  /** Without a game the server shows pages only. */
  mountGame?: MountGame;
  /** false serves sockets and `/api` only: server tests need no build. */
  servePages?: boolean;
  /** Overrides the environment's database. */
  database?: DatabaseLocation;
  now?: () => number;
  randomBytes?: (count: number) => Uint8Array;
}

export interface RunningServer {
  port: number;
  /** SHA-256 of the certificate in use; null = plain http. */
  fingerprint: string | null;
  /** Resolves when the server can no longer work and must end. */
  failed: Promise<Error>;
  /** Ends sockets, requests, pages, game and database, in this order. Later calls wait for the first. */
  close(): Promise<void>;
}

export type StartResult =
  | { ok: true; server: RunningServer }
  | { ok: false; reason: "data-directory-in-use"; dataDirectory: string; processId: number }
  | { ok: false; reason: "port-in-use" | "port-forbidden" | "host-unknown"; host: string; port: number }
  | TlsRefusal;

const projectDirectory = fileURLToPath(new URL("..", import.meta.url));

/**
 * Starts database, game and pages on one port. Expected obstacles are values; it rejects when the database cannot be
 * opened or the pages were not built.
 */
export async function startServer(options: ServerOptions): Promise<StartResult> {
  const { environment, log, now = Date.now } = options;
  const created = await createWebServer({ environment, log, now });
  if (!created.ok) return created;
  const { httpServer, fingerprint, close: closeWebServer } = created.webServer;
  const opened = await openDatabase(options.database ?? locateDatabase(environment));
  if (!opened.ok) {
    await closeWebServer();
    return opened;
  }
  const { database } = opened;
  const closers = [() => database.close(), closeWebServer];
  const close = once(() => closeInReverse(closers, log));
  try {
    const { mountGame = mountNothing } = options;
    const game = await mountGame(httpServer, createContext(options, database));
    closers.push(() => game.close());
    const pages = options.servePages === false ? null : await preparePages(options, httpServer);
    if (pages !== null) closers.push(pages.close);
    answerRequests(httpServer, game, pages);
    const refusal = await listen(httpServer, environment);
    if (refusal !== null) {
      await close();
      return { ok: false, reason: refusal, host: environment.host, port: environment.port };
    }
    closers.push(async () => stopListening(httpServer));
    const { port } = httpServer.address() as AddressInfo;
    return { ok: true, server: { port, fingerprint, failed: database.failed, close } };
  } catch (error) {
    await close();
    throw error;
  }
}

const mountNothing: MountGame = async () => ({ handlers: [], close: async () => {} });

function locateDatabase({ databaseUrl, dataDirectory }: Environment): DatabaseLocation {
  return databaseUrl === null ? { kind: "embedded", dataDirectory } : { kind: "server", databaseUrl };
}

function createContext(options: ServerOptions, database: OpenDatabase): ServerContext {
  const { environment, log, now = Date.now, randomBytes = cryptoRandomBytes } = options;
  return { environment, store: database.store, log, now, randomBytes };
}

interface Pages {
  handle: HttpHandler;
  close(): Promise<void>;
}

const NONCE_BYTES = 16;

async function preparePages(
  { development, environment, log }: ServerOptions,
  httpServer: Server,
): Promise<Pages> {
  // `httpServer` lets Next answer the upgrade of its own hot reload socket.
  const app = next({
    dev: development,
    dir: projectDirectory,
    hostname: environment.host,
    port: environment.port,
    httpServer,
  });
  await app.prepare();
  const handleRequest = app.getRequestHandler();
  return {
    handle(request, response) {
      const nonce = cryptoRandomBytes(NONCE_BYTES).toString("base64");
      setSecurityHeaders(request, response, { development, nonce });
      delete request.headers[joinOriginHeader];
      const joinOrigin = joinOriginFor(environment, request.headers, localAddresses());
      if (joinOrigin !== null) request.headers[joinOriginHeader] = joinOrigin;
      handleRequest(request, response).catch((error: unknown) => {
        log.error({ err: error }, "a page failed");
        response.destroy();
      });
      return true;
    },
    close: () => app.close(),
  };
}

const SOCKET_PATH = "/socket.io/";

function answerRequests(httpServer: Server, game: MountedGame, pages: Pages | null): void {
  const chain: HttpHandler[] = [handleHealth, ...game.handlers, refuseUnknownApi];
  if (pages !== null) chain.push(pages.handle);
  httpServer.on("request", (request, response) => {
    // The socket server has its own listener for these.
    if (request.url?.startsWith(SOCKET_PATH)) return;
    const isTaken = chain.some((handle) => handle(request, response));
    if (!isTaken) response.writeHead(404).end();
  });
}

type ListenRefusal = "port-in-use" | "port-forbidden" | "host-unknown";

const listenRefusals: Record<string, ListenRefusal> = {
  EADDRINUSE: "port-in-use",
  EACCES: "port-forbidden",
  EADDRNOTAVAIL: "host-unknown",
  ENOTFOUND: "host-unknown",
};

/**
 * Longer than browsers and proxies keep a connection: Node's 5 s end it at the moment in which a phone sends its next
 * upload on it.
 */
const KEEP_ALIVE_MS = 75_000;

function listen(httpServer: Server, { host, port }: Environment): Promise<ListenRefusal | null> {
  return new Promise((resolve, reject) => {
    httpServer.once("error", (error: NodeJS.ErrnoException) => {
      const refusal = listenRefusals[error.code ?? ""];
      if (refusal === undefined) reject(error);
      else resolve(refusal);
    });
    httpServer.keepAliveTimeout = KEEP_ALIVE_MS;
    httpServer.listen(port, host, () => resolve(null));
  });
}

const REQUEST_GRACE_MS = 2000;

// Answers under way may finish. Nobody waits here: the game ends the upgraded connections, which `close` waits for.
function stopListening(httpServer: Server): void {
  httpServer.close();
  httpServer.closeIdleConnections();
  setTimeout(() => httpServer.closeAllConnections(), REQUEST_GRACE_MS).unref();
}

// What was opened last is closed first. One failure must not keep the others open: the lock is the last.
async function closeInReverse(closers: readonly (() => Promise<void>)[], log: Log): Promise<void> {
  for (const close of closers.toReversed()) {
    await close().catch((error: unknown) => log.error({ err: error }, "a part did not close"));
  }
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= run();
    return running;
  };
}
