import { PrismaPg } from "@prisma/adapter-pg";
import { readStored } from "@/core/game/read-stored";
import { type RunSummary, RunSummarySchema } from "@/core/game/run-summary-schema";
import { type ArchiveStore, archiveStore } from "@/server/persistence/archive-rows";
import {
  type AuditStore,
  auditStore,
  type StoredWeights,
  weightsRows,
} from "@/server/persistence/audit-rows";
import type { Prisma } from "@/server/persistence/generated/client";
import { PrismaClient } from "@/server/persistence/generated/client";

/** One accepted command. `version` counts from 1 within a session; `action` is plain JSON. */
export interface StoredEvent {
  version: number;
  atMs: number;
  action: unknown;
}

/** The state after the event `version`, as plain JSON. */
export interface StoredSnapshot {
  version: number;
  state: unknown;
}

/** One upload of test predictions; `bits` holds one predicted label per bit. */
export interface StoredPrediction {
  roundIndex: number;
  attempt: number;
  teamId: string;
  replicaIndex: number;
  seatId: string;
  uploadKey: string;
  bits: Uint8Array;
  testError: number;
  counted: boolean;
  atMs: number;
}

/** What is kept of one finished run. It is in no state and no event: nothing shows it before the reveal. */
export interface StoredRunSummary {
  roundIndex: number;
  attempt: number;
  teamId: string;
  /** The pilot's id; `race` for a replica of the race. */
  runOf: string;
  /** Place in the pilot's list of runs; the race's replica index. */
  runIndex: number;
  summary: RunSummary;
}

/** What becomes durable together. `snapshot: null` keeps the earlier snapshot. */
export interface SessionBatch {
  events: readonly StoredEvent[];
  snapshot: StoredSnapshot | null;
  predictions: readonly StoredPrediction[];
  summaries: readonly StoredRunSummary[];
  weights?: readonly StoredWeights[];
}

/** A session that was open when the server stopped: state = snapshot + `events` (after the snapshot, ascending). */
export interface StoredSession {
  sessionId: string;
  joinCode: string;
  createdAtMs: number;
  snapshot: StoredSnapshot;
  events: StoredEvent[];
}

/**
 * The only door to the database. Every promise resolves after the write is durable and rejects when nothing of it
 * was written: a version that is already stored, a join code that another open session has, or a lost connection.
 */
export interface SessionStore extends ArchiveStore, AuditStore {
  createSession(
    row: { sessionId: string; joinCode: string; createdAtMs: number },
    events: readonly StoredEvent[],
    snapshot: StoredSnapshot,
  ): Promise<void>;
  /** Writes a group of commands of one session in one transaction. An upload or summary that is already stored stays. */
  commit(sessionId: string, batch: SessionBatch): Promise<void>;
  loadOpenSessions(): Promise<StoredSession[]>;
  /** Frees the join code; the log stays readable until it is deleted. */
  closeSession(sessionId: string, atMs: number): Promise<void>;
  /** Deletes sessions that were closed before `atMs`, with their logs and uploads; returns how many. */
  deleteClosedBefore(atMs: number): Promise<number>;
  /** The whole log of one session, ascending; empty for an unknown session. */
  readEvents(sessionId: string): Promise<StoredEvent[]>;
  /** The summaries of one attempt at a round, by team, then pilot or race, then run; those that cannot be read are left out. */
  readRunSummaries(sessionId: string, roundIndex: number, attempt: number): Promise<StoredRunSummary[]>;
  writeHeartbeat(atMs: number): Promise<void>;
  /** The last heartbeat, or null in a new database. */
  readHeartbeat(): Promise<number | null>;
}

export interface ClosableSessionStore extends SessionStore {
  close(): Promise<void>;
}

const HEARTBEAT_ID = 1;

const DEFAULT_CONNECTION_LIMIT = 5;

/**
 * How long a commit may wait for its connection and take, in milliseconds. Prisma gives up after 2 s and 5 s by itself:
 * forty classes at once on a busy machine would then be refused what a moment later is stored.
 */
const patience = { maxWait: 20_000, timeout: 30_000 } as const;

/**
 * Opens the store on a migrated database at `databaseUrl` (`postgresql://...`). Connects on first use. The embedded
 * database takes `connectionLimit: EMBEDDED_CONNECTION_LIMIT`.
 */
export function createSessionStore(
  databaseUrl: string,
  { connectionLimit = DEFAULT_CONNECTION_LIMIT } = {},
): ClosableSessionStore {
  const adapter = new PrismaPg({ connectionString: databaseUrl, max: connectionLimit });
  const prisma = new PrismaClient({ adapter, transactionOptions: patience });
  return {
    ...sessionWrites(prisma),
    ...sessionReads(prisma),
    ...auditStore(prisma),
    ...archiveStore(prisma),
    ...heartbeat(prisma),
    close: () => prisma.$disconnect(),
  };
}

type SessionWrites = Pick<SessionStore, "createSession" | "commit" | "closeSession" | "deleteClosedBefore">;
type SessionReads = Pick<SessionStore, "loadOpenSessions" | "readEvents" | "readRunSummaries">;
type HeartbeatRow = Pick<SessionStore, "writeHeartbeat" | "readHeartbeat">;

function sessionWrites(prisma: PrismaClient): SessionWrites {
  return {
    async createSession({ sessionId, joinCode, createdAtMs }, events, snapshot) {
      await prisma.$transaction([
        prisma.session.create({
          data: {
            sessionId,
            joinCode,
            openJoinCode: joinCode,
            createdAtMs: BigInt(createdAtMs),
            ...snapshotColumns(snapshot),
          },
        }),
        prisma.sessionEvent.createMany({ data: eventRows(sessionId, events) }),
      ]);
    },

    async commit(sessionId, { events, snapshot, predictions, summaries, weights = [] }) {
      const statements: Prisma.PrismaPromise<unknown>[] = [];
      if (events.length > 0) {
        statements.push(prisma.sessionEvent.createMany({ data: eventRows(sessionId, events) }));
      }
      if (predictions.length > 0) {
        const data = predictionRows(sessionId, predictions);
        statements.push(prisma.prediction.createMany({ data, skipDuplicates: true }));
      }
      if (summaries.length > 0) {
        const data = summaries.map((row) => ({ sessionId, ...row }));
        statements.push(prisma.runSummary.createMany({ data, skipDuplicates: true }));
      }
      if (weights.length > 0) {
        const data = weightsRows(sessionId, weights);
        statements.push(prisma.finalWeights.createMany({ data, skipDuplicates: true }));
      }
      if (snapshot !== null) {
        statements.push(prisma.session.update({ where: { sessionId }, data: snapshotColumns(snapshot) }));
      }
      if (statements.length > 0) await prisma.$transaction(statements);
    },

    async closeSession(sessionId, atMs) {
      await prisma.session.update({
        where: { sessionId },
        data: { closedAtMs: BigInt(atMs), openJoinCode: null },
      });
    },

    async deleteClosedBefore(atMs) {
      const { count } = await prisma.session.deleteMany({ where: { closedAtMs: { lt: BigInt(atMs) } } });
      return count;
    },
  };
}

function sessionReads(prisma: PrismaClient): SessionReads {
  const eventsAfter = async (sessionId: string, version: number): Promise<StoredEvent[]> => {
    const rows = await prisma.sessionEvent.findMany({
      where: { sessionId, version: { gt: version } },
      orderBy: { version: "asc" },
    });
    return rows.map((row) => ({ version: row.version, atMs: Number(row.atMs), action: row.action }));
  };
  return {
    async loadOpenSessions() {
      const rows = await prisma.session.findMany({
        where: { closedAtMs: null },
        orderBy: { createdAtMs: "asc" },
      });
      const sessions: StoredSession[] = [];
      for (const { sessionId, joinCode, createdAtMs, snapshotVersion, snapshotState } of rows) {
        sessions.push({
          sessionId,
          joinCode,
          createdAtMs: Number(createdAtMs),
          snapshot: { version: snapshotVersion, state: snapshotState },
          events: await eventsAfter(sessionId, snapshotVersion),
        });
      }
      return sessions;
    },

    readEvents: (sessionId) => eventsAfter(sessionId, 0),

    async readRunSummaries(sessionId, roundIndex, attempt) {
      const rows = await prisma.runSummary.findMany({
        where: { sessionId, roundIndex, attempt },
        orderBy: [{ teamId: "asc" }, { runOf: "asc" }, { runIndex: "asc" }],
      });
      return rows.flatMap(({ teamId, runOf, runIndex, summary }) => {
        const read = readStored(RunSummarySchema, summary);
        return read.ok ? [{ roundIndex, attempt, teamId, runOf, runIndex, summary: read.value }] : [];
      });
    },
  };
}

function heartbeat(prisma: PrismaClient): HeartbeatRow {
  return {
    async writeHeartbeat(atMs) {
      const columns = { atMs: BigInt(atMs) };
      await prisma.heartbeat.upsert({
        where: { id: HEARTBEAT_ID },
        create: { id: HEARTBEAT_ID, ...columns },
        update: columns,
      });
    },

    async readHeartbeat() {
      const row = await prisma.heartbeat.findUnique({ where: { id: HEARTBEAT_ID } });
      return row === null ? null : Number(row.atMs);
    },
  };
}

// Actions and states are plain JSON by the contract of their interfaces; Prisma cannot express that for `unknown`.
function snapshotColumns({ version, state }: StoredSnapshot) {
  return { snapshotVersion: version, snapshotState: state as Prisma.InputJsonValue };
}

function eventRows(sessionId: string, events: readonly StoredEvent[]): Prisma.SessionEventCreateManyInput[] {
  return events.map(({ version, atMs, action }) => ({
    sessionId,
    version,
    atMs: BigInt(atMs),
    action: action as Prisma.InputJsonValue,
  }));
}

function predictionRows(
  sessionId: string,
  predictions: readonly StoredPrediction[],
): Prisma.PredictionCreateManyInput[] {
  return predictions.map(({ bits, atMs, ...columns }) => ({
    sessionId,
    ...columns,
    bits: Uint8Array.from(bits),
    atMs: BigInt(atMs),
  }));
}
