import { createLog } from "@/server/log";
import { createMountGame } from "@/server/mount-game";
import type { DatabaseLocation } from "@/server/persistence/open-database";
import type { ServerContext } from "@/server/server-context";
import { createRandomSource, type RandomSource } from "@/server/sessions/random-source";
import { startServer } from "@/server/start-server";

export interface GameServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** The real server on a free port, without pages: sockets, API, database. */
export async function startGameServer(
  options: {
    database?: DatabaseLocation;
    port?: number;
    chooseRandom?: (context: ServerContext) => RandomSource;
  } = {},
): Promise<GameServer> {
  const started = await startServer({
    environment: {
      port: options.port ?? 0,
      host: "127.0.0.1",
      publicUrl: null,
      dataDirectory: "unused",
      databaseUrl: null,
      logLevel: "fatal",
    },
    development: false,
    servePages: false,
    database: options.database ?? { kind: "memory" },
    log: createLog("fatal"),
    mountGame: createMountGame(
      options.chooseRandom ?? (({ randomBytes }) => createRandomSource(randomBytes)),
    ),
  });
  if (!started.ok) throw new Error(started.reason);
  const { server } = started;
  return { url: `http://127.0.0.1:${server.port}`, port: server.port, close: () => server.close() };
}
