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
export const mostTeams = 120;
export const mostSeats = 400;

export const SessionSettingsSchema = z.strictObject({
  seatsPerTeam: z.int().check(z.minimum(1), z.maximum(largestTeam)),
  /** How many seats the host expects; joins beyond it are refused until the host raises it. */
  classSize: z.int().check(z.minimum(1), z.maximum(mostSeats)),
  lengths: LengthsSchema,
});
export type SessionSettings = z.infer<typeof SessionSettingsSchema>;

/** The room in a class that no host has changed (design 8). */
export const defaultClassSize = 60;
