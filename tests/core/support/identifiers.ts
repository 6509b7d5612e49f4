import { CoHostIdSchema, PilotIdSchema, SeatIdSchema, TeamIdSchema } from "@/core/game/identifiers";
import { SeedSchema } from "@/core/random/seed";
import { DeckIdSchema, PresetIdSchema } from "@/core/tasks/deck";

export const seatId = (text: string) => SeatIdSchema.parse(text);
export const teamId = (text: string) => TeamIdSchema.parse(text);
export const coHostId = (text: string) => CoHostIdSchema.parse(text);
export const pilotId = (text: string) => PilotIdSchema.parse(text);
export const deckId = (text: string) => DeckIdSchema.parse(text);
export const presetId = (text: string) => PresetIdSchema.parse(text);

/** A 128-bit seed that starts with a readable word of hexadecimal digits and ends with a number. */
export const seed = (word: string, number = 0) =>
  SeedSchema.parse(word + number.toString(16).padStart(32 - word.length, "0"));

/** A token hash that starts with a readable word of hexadecimal digits and ends with a number. */
export const hash = (word: string, number = 0) => word + number.toString(16).padStart(64 - word.length, "0");
