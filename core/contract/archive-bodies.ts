import { z } from "zod/mini";
import { BotNameSchema } from "@/core/bots/bot";
import { JoinCodeSchema, SessionIdSchema, TeamIdSchema } from "@/core/game/identifiers";
import { DeckIdSchema, HypothesisSchema } from "@/core/tasks/deck";
import { DesignSchema } from "@/core/training/design";
import { httpPaths } from "./http-paths";

/** One line of a host's list of sessions. */
export const ArchiveEntrySchema = z.strictObject({
  sessionId: SessionIdSchema,
  joinCode: JoinCodeSchema,
  createdAtMs: z.number(),
  /** Null while the session runs. */
  closedAtMs: z.nullable(z.number()),
  /** True: it was open when another version of the server stopped, and this one cannot read it. */
  isOfOtherVersion: z.boolean(),
  /** Only bots played, for the host to look at: left out of the list until it is asked for. */
  isRehearsal: z.boolean(),
  seatCount: z.int(),
  /** Rounds that were dealt, attempts that were redone included. */
  roundCount: z.int(),
});
export type ArchiveEntry = z.infer<typeof ArchiveEntrySchema>;

/** What one team did in one attempt at a round, and what it was worth. */
export const ArchivedTeamRoundSchema = z.strictObject({
  teamId: TeamIdSchema,
  design: z.nullable(DesignSchema),
  /** True when the deadline committed the team's draft. */
  isAutomatic: z.boolean(),
  pilotCount: z.int(),
  creditsSpent: z.int(),
  /** Null in a round that was not scored. */
  score: z.nullable(
    z.strictObject({
      /** Test error of each of the race's replicas. */
      errors: z.array(z.number()),
      meanError: z.number(),
      rank: z.int(),
      accuracyPoints: z.number(),
      beliefPoints: z.number(),
      thriftPoints: z.number(),
      points: z.number(),
    }),
  ),
});
export type ArchivedTeamRound = z.infer<typeof ArchivedTeamRoundSchema>;

export const ArchivedRoundSchema = z.strictObject({
  roundIndex: z.int(),
  attempt: z.int(),
  /** True for an attempt that was redone: it counts for nothing. */
  isVoid: z.boolean(),
  deckId: DeckIdSchema,
  /** The true rule; null while nobody may know it, and then `teams` is empty too. */
  hypothesis: z.nullable(HypothesisSchema),
  oracleError: z.nullable(z.number()),
  teams: z.array(ArchivedTeamRoundSchema),
});
export type ArchivedRound = z.infer<typeof ArchivedRoundSchema>;

/** Everything that the archive tells of a session. */
export const ArchivedSessionSchema = z.strictObject({
  sessionId: SessionIdSchema,
  joinCode: JoinCodeSchema,
  createdAtMs: z.number(),
  closedAtMs: z.nullable(z.number()),
  isRehearsal: z.boolean(),
  teams: z.array(
    z.strictObject({
      teamId: TeamIdSchema,
      teamNumber: z.int(),
      /** Null for a team of students. */
      bot: z.nullable(BotNameSchema),
      /** Those who sat in it, removed seats too; empty where names were not asked for. */
      seats: z.array(
        z.strictObject({
          name: z.string(),
          /** Real name or student number; null where it was not asked for. */
          privateName: z.nullable(z.string()),
        }),
      ),
    }),
  ),
  rounds: z.array(ArchivedRoundSchema),
});
export type ArchivedSession = z.infer<typeof ArchivedSessionSchema>;

/** Whose names an export holds: nobody's, those in the game, or also real names and student numbers. */
export const exportNames = ["none", "game", "private"] as const;
export type ExportNames = (typeof exportNames)[number];

const OneSessionSchema = z.strictObject({ sessionId: SessionIdSchema });

/**
 * The host's archive. The cookies that the browser holds say whose sessions are meant; the recovery code of a session
 * brings it to another browser. Exports are plain downloads (`exportPath`).
 */
export const archiveTable = {
  listArchive: {
    path: httpPaths.listArchive,
    body: z.strictObject({}),
    /** Newest first. */
    reply: z.strictObject({ sessions: z.array(ArchiveEntrySchema) }),
    largestBytes: 100,
  },
  openArchived: {
    path: httpPaths.openArchived,
    body: OneSessionSchema,
    reply: z.strictObject({ session: ArchivedSessionSchema }),
    largestBytes: 200,
  },
  /** Deletes a session that is over, with its log, uploads and summaries. It cannot be undone. */
  deleteArchived: {
    path: httpPaths.deleteArchived,
    body: OneSessionSchema,
    reply: z.strictObject({}),
    largestBytes: 200,
  },
  /** Makes this browser the host's of a session, also of one that is over. */
  recoverArchived: {
    path: httpPaths.recoverArchived,
    body: z.strictObject({
      joinCode: z.string().check(z.maxLength(20)),
      recoveryCode: z.string().check(z.maxLength(40)),
    }),
    reply: z.strictObject({ joinCode: JoinCodeSchema }),
    largestBytes: 1_000,
  },
} as const;
