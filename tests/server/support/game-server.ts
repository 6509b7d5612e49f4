import { createLog, type Log } from "@/server/log";
import { createMountGame } from "@/server/mount-game";
import type { DatabaseLocation } from "@/server/persistence/open-database";
import type { SessionStore, StoredPrediction } from "@/server/persistence/session-store";
import type { ServerContext } from "@/server/server-context";
import { createRandomSource, type RandomSource } from "@/server/sessions/random-source";
import { startServer } from "@/server/start-server";

export interface GameServer {
  readonly url: string;
  readonly port: number;
  /** The database behind the running server. */
  readonly store: SessionStore;
  /** Every upload that the server has handed to its database, counted or not, in order. */
  readonly uploads: readonly StoredPrediction[];
  close(): Promise<void>;
}

/** The real server on a free port, without pages: sockets, API, database. */
export async function startGameServer(
  options: {
    database?: DatabaseLocation;
    port?: number;
    chooseRandom?: (context: ServerContext) => RandomSource;
    now?: () => number;
    log?: Log;
    hostPassword?: string;
    metricsToken?: string;
    trustProxy?: boolean;
    /** How long after the scoring weights may come; the server's own time without it. */
    weightsGraceMs?: number;
  } = {},
): Promise<GameServer> {
  const uploads: StoredPrediction[] = [];
  let store: SessionStore | null = null;
  const mountGame = createMountGame(
    options.chooseRandom ?? (({ randomBytes }) => createRandomSource(randomBytes)),
    options.weightsGraceMs === undefined ? {} : { weightsGraceMs: options.weightsGraceMs },
  );
  const started = await startServer({
    environment: {
      port: options.port ?? 0,
      host: "127.0.0.1",
      publicUrl: null,
      dataDirectory: "unused",
      databaseUrl: null,
      tls: null,
      trustProxy: options.trustProxy ?? false,
      hostPassword: options.hostPassword ?? null,
      metricsToken: options.metricsToken ?? null,
      logLevel: "fatal",
    },
    development: false,
    servePages: false,
    database: options.database ?? { kind: "memory" },
    log: options.log ?? createLog("fatal"),
    ...(options.now === undefined ? {} : { now: options.now }),
    mountGame: (httpServer, context) => {
      store = context.store;
      return mountGame(httpServer, { ...context, store: withRecord(context.store, uploads) });
    },
  });
  if (!started.ok) throw new Error(started.reason);
  if (store === null) throw new Error("the game was not mounted");
  const { server } = started;
  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    store,
    uploads,
    close: () => server.close(),
  };
}

function withRecord(store: SessionStore, uploads: StoredPrediction[]): SessionStore {
  return {
    ...store,
    async commit(sessionId, batch) {
      await store.commit(sessionId, batch);
      uploads.push(...batch.predictions);
    },
  };
}
