import { z } from "zod/mini";
import { Prisma, type PrismaClient } from "@/server/persistence/generated/client";

/** What a list of sessions needs of one; the state itself stays in the database, where it may be megabytes. */
export interface ArchiveRow {
  sessionId: string;
  joinCode: string;
  createdAtMs: number;
  /** Null while it is open. */
  closedAtMs: number | null;
  hostTokenHash: string;
  hostRecoveryHash: string;
  seatCount: number;
  roundCount: number;
  isRehearsal: boolean;
}

/** The part of the store that serves the hosts' archive. */
export interface ArchiveStore {
  /** Those of the given sessions that exist, newest first. */
  readArchiveRows(sessionIds: readonly string[]): Promise<ArchiveRow[]>;
  /** Sessions with this join code that are closed, newest first: codes are given out again. */
  readClosedRows(joinCode: string): Promise<ArchiveRow[]>;
  /** The state of a session as its last snapshot has it, which is the whole of one that was closed; null = unknown. */
  readState(sessionId: string): Promise<unknown>;
  /** Deletes a session that is closed, with its log, uploads and summaries; false when there is none. */
  deleteClosed(sessionId: string): Promise<boolean>;
}

const RowSchema = z.object({
  sessionId: z.string(),
  joinCode: z.string(),
  createdAtMs: z.bigint(),
  closedAtMs: z.nullable(z.bigint()),
  hostTokenHash: z.string(),
  hostRecoveryHash: z.string(),
  seatCount: z.int(),
  roundCount: z.int(),
  isRehearsal: z.boolean(),
});

const mostRows = 200;

/** Of a state that another version has written, as much as it has: no row may keep the others from being read. */
const columns = Prisma.sql`
  COALESCE("snapshotState"->>'hostTokenHash', '') AS "hostTokenHash",
  COALESCE("snapshotState"->>'hostRecoveryHash', '') AS "hostRecoveryHash",
  CASE json_typeof("snapshotState"->'seats') WHEN 'array'
    THEN json_array_length("snapshotState"->'seats') ELSE 0 END AS "seatCount",
  CASE json_typeof("snapshotState"->'rounds') WHEN 'array'
    THEN json_array_length("snapshotState"->'rounds') ELSE 0 END AS "roundCount",
  COALESCE("snapshotState"->'settings'->>'isRehearsal', 'false') = 'true' AS "isRehearsal"`;

/** Reads the archive's columns out of the snapshots inside the database. */
export function archiveStore(prisma: PrismaClient): ArchiveStore {
  return {
    async readArchiveRows(sessionIds) {
      if (sessionIds.length === 0) return [];
      const rows = await prisma.$queryRaw`
        SELECT "sessionId", "joinCode", "createdAtMs", "closedAtMs", ${columns}
        FROM "Session" WHERE "sessionId" = ANY(${[...sessionIds]})
        ORDER BY "createdAtMs" DESC LIMIT ${mostRows}`;
      return parseRows(rows);
    },

    async readClosedRows(joinCode) {
      const rows = await prisma.$queryRaw`
        SELECT "sessionId", "joinCode", "createdAtMs", "closedAtMs", ${columns}
        FROM "Session" WHERE "joinCode" = ${joinCode} AND "closedAtMs" IS NOT NULL
        ORDER BY "createdAtMs" DESC LIMIT ${mostRows}`;
      return parseRows(rows);
    },

    async readState(sessionId) {
      const row = await prisma.session.findUnique({ where: { sessionId }, select: { snapshotState: true } });
      return row?.snapshotState ?? null;
    },

    async deleteClosed(sessionId) {
      const { count } = await prisma.session.deleteMany({ where: { sessionId, closedAtMs: { not: null } } });
      return count > 0;
    },
  };
}

function parseRows(rows: unknown): ArchiveRow[] {
  return z
    .array(RowSchema)
    .parse(rows)
    .map(({ createdAtMs, closedAtMs, ...row }) => ({
      ...row,
      createdAtMs: Number(createdAtMs),
      closedAtMs: closedAtMs === null ? null : Number(closedAtMs),
    }));
}
