import { z } from "zod/mini";
import { DeckIdSchema, PresetIdSchema } from "@/core/tasks/deck";
import { LengthsSchema } from "./phase-schema";

/** One round of a lesson: a deck, and either a preset that the host chose or a draw from the deck. */
export const RoundPlanSchema = z.strictObject({
  deckId: DeckIdSchema,
  presetId: z.nullable(PresetIdSchema),
});
export type RoundPlan = z.infer<typeof RoundPlanSchema>;

export const longestLesson = 12;
export const LessonSchema = z.array(RoundPlanSchema).check(z.minLength(1), z.maxLength(longestLesson));
export type Lesson = z.infer<typeof LessonSchema>;

export const largestTeam = 4;
export const mostTeams = 1000;
export const mostSeats = 1000;

/** Joins that may wait for the host at once; later ones are refused. */
export const mostWaiting = 100;

/** How seats come into teams: by their own choice, dealt at random, or by the host alone. */
export const TeamModeSchema = z.enum(["self-chosen", "balanced", "by-host"]);
export type TeamMode = z.infer<typeof TeamModeSchema>;

/** What makes a team's design final: a second seat that confirms it, or its captain. A seat that is alone decides. */
export const CommitBySchema = z.enum(["two-of-team", "captain"]);
export type CommitBy = z.infer<typeof CommitBySchema>;

/** Whether a join takes a seat at once or waits for the host. Only the host changes it. */
export const JoinPolicySchema = z.enum(["open", "approve"]);
export type JoinPolicy = z.infer<typeof JoinPolicySchema>;

/** How teams vote: per cents over the rules, or one rule and how sure they are of it. Scored alike. */
export const BallotModeSchema = z.enum(["probabilities", "levels"]);
export type BallotMode = z.infer<typeof BallotModeSchema>;

export const SessionSettingsSchema = z.strictObject({
  seatsPerTeam: z.int().check(z.minimum(1), z.maximum(largestTeam)),
  teamMode: z._default(TeamModeSchema, "self-chosen"),
  commitBy: z._default(CommitBySchema, "captain"),
  joinPolicy: z._default(JoinPolicySchema, "open"),
  /** How many seats the host expects; joins beyond it wait until the host raises it or admits them. */
  classSize: z.int().check(z.minimum(1), z.maximum(mostSeats)),
  ballotMode: z._default(BallotModeSchema, "probabilities"),
  lengths: LengthsSchema,
  /** Bots play, phases are short, and nobody is meant to join. */
  isRehearsal: z._default(z.boolean(), false),
});
export type SessionSettings = z.infer<typeof SessionSettingsSchema>;

/** The rules of a class that no host has changed. */
export const defaultClassRules = {
  isRehearsal: false,
  teamMode: "self-chosen",
  commitBy: "captain",
  joinPolicy: "open",
  ballotMode: "probabilities",
} as const satisfies Partial<SessionSettings>;

/** The room in a class that no host has changed (design 8). */
export const defaultClassSize = 60;
