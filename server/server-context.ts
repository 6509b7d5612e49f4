import type { Server } from "node:http";
import type { Environment } from "@/server/env";
import type { HttpHandler } from "@/server/http-handler";
import type { Log } from "@/server/log";
import type { SessionStore } from "@/server/persistence/session-store";

/** What the shell hands to the game: storage, clock, randomness, settings, log. */
export interface ServerContext {
  environment: Environment;
  store: SessionStore;
  log: Log;
  /** Milliseconds since 1970. */
  now(): number;
  /** From a CSPRNG. */
  randomBytes(count: number): Uint8Array;
}

/** What the game adds to the shell. */
export interface MountedGame {
  /** Asked in order before the pages. */
  handlers: readonly HttpHandler[];
  /** Ends sockets and timers and waits for the last commit; the store closes after it. */
  close(): Promise<void>;
}

/** Restores open sessions and attaches sockets to `httpServer`, which does not listen yet. */
export type MountGame = (httpServer: Server, context: ServerContext) => Promise<MountedGame>;
