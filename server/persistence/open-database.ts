import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { lockDirectory } from "@/server/persistence/directory-lock";
import { EMBEDDED_CONNECTION_LIMIT, startEmbeddedDatabase } from "@/server/persistence/embedded-database";
import { migrateDatabase } from "@/server/persistence/migrate-database";
import { createSessionStore, type SessionStore } from "@/server/persistence/session-store";

export interface OpenDatabase {
  store: SessionStore;
  /** Resolves when the embedded database died by itself; never for a PostgreSQL server. */
  failed: Promise<Error>;
  close(): Promise<void>;
}

export type OpenDatabaseResult =
  | { ok: true; database: OpenDatabase }
  | { ok: false; reason: "data-directory-in-use"; dataDirectory: string; processId: number };

/** Where the rows live. `memory` is an embedded database that forgets everything, for tests. */
export type DatabaseLocation =
  | { kind: "server"; databaseUrl: string }
  | { kind: "embedded"; dataDirectory: string }
  | { kind: "memory" };

/** Opens and migrates the database. Rejects when it cannot be reached or read. */
export async function openDatabase(location: DatabaseLocation): Promise<OpenDatabaseResult> {
  if (location.kind === "server")
    return { ok: true, database: await openServerDatabase(location.databaseUrl) };
  if (location.kind === "memory") return { ok: true, database: await openEmbeddedDatabase("memory://") };

  const { dataDirectory } = location;
  const lock = await lockDirectory(dataDirectory);
  if (!lock.ok) {
    return { ok: false, reason: "data-directory-in-use", dataDirectory, processId: lock.processId };
  }
  try {
    const databaseDirectory = join(dataDirectory, "database");
    await mkdir(databaseDirectory, { recursive: true });
    const database = await openEmbeddedDatabase(databaseDirectory);
    const close = () => database.close().finally(lock.release);
    return { ok: true, database: { ...database, close } };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openServerDatabase(databaseUrl: string): Promise<OpenDatabase> {
  await migrateDatabase(databaseUrl);
  const store = createSessionStore(databaseUrl);
  return { store, failed: new Promise(() => {}), close: () => store.close() };
}

async function openEmbeddedDatabase(dataDirectory: string): Promise<OpenDatabase> {
  const embedded = await startEmbeddedDatabase(dataDirectory);
  try {
    await migrateDatabase(embedded.databaseUrl);
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  const store = createSessionStore(embedded.databaseUrl, { connectionLimit: EMBEDDED_CONNECTION_LIMIT });
  return {
    store,
    failed: embedded.failed,
    async close() {
      await store.close();
      await embedded.stop();
    },
  };
}
