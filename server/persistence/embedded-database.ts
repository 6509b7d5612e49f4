import { Worker } from "node:worker_threads";

export interface EmbeddedDatabase {
  databaseUrl: string;
  /** Resolves when the database's thread died by itself; never after `stop`. */
  failed: Promise<Error>;
  stop(): Promise<void>;
}

/**
 * PGlite has one backend session behind all its connections: more of them only wait for each other's transactions,
 * where nobody sees it, instead of in the pool.
 */
export const EMBEDDED_CONNECTION_LIMIT = 1;

type WorkerMessage = { type: "ready"; address: string } | { type: "stopped" };

/**
 * Starts PGlite in a worker thread behind a socket on a free loopback port. `dataDirectory` is an existing folder
 * that the caller has locked, or `memory://`. Rejects when the data cannot be opened.
 */
export async function startEmbeddedDatabase(dataDirectory: string): Promise<EmbeddedDatabase> {
  const worker = new Worker(new URL("./embedded-database-worker.mjs", import.meta.url), {
    workerData: { dataDirectory },
  });
  let isStopping = false;
  const ended = new Promise<Error>((resolve) => {
    worker.once("error", resolve);
    worker.once("exit", (code) => resolve(new Error(`The embedded database ended with code ${code}`)));
  });
  const failed = new Promise<Error>((resolve) => {
    ended.then((error) => {
      if (!isStopping) resolve(error);
    });
  });
  const ready = await Promise.race([nextMessage(worker), ended]);
  if (ready instanceof Error) throw ready;
  if (ready.type !== "ready") throw new Error(`Unexpected first message: ${ready.type}`);
  return {
    databaseUrl: `postgresql://postgres@${ready.address}/postgres?sslmode=disable`,
    failed,
    async stop() {
      isStopping = true;
      const stopped = nextMessage(worker);
      worker.postMessage("stop");
      await Promise.race([stopped, ended]);
      await worker.terminate();
    },
  };
}

function nextMessage(worker: Worker): Promise<WorkerMessage> {
  return new Promise((resolve) => worker.once("message", resolve));
}
