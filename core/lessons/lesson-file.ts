import { z } from "zod/mini";
import { type Lesson, LessonSchema, type SessionSettings, SessionSettingsSchema } from "@/core/game/lesson";
import { dealtPresets } from "@/core/tasks/presets";

const format = "deepstakes-lesson";
const version = 1;

/** More than any lesson needs: a larger text is not read at all. */
export const largestLessonFile = 20_000;

export type LessonSettings = Omit<SessionSettings, "isRehearsal">;

/** A lesson with its class rules and its clock, as a teacher keeps and passes it on. */
export interface LessonFile {
  readonly rounds: Lesson;
  readonly settings: LessonSettings;
}

/**
 * Why a text cannot be opened as a lesson: `unknown-task` names a deck or a task that this version does not deal,
 * `other-version` comes from a newer one.
 */
export const lessonFileProblems = [
  "too-large",
  "not-json",
  "not-a-lesson",
  "other-version",
  "malformed",
  "unknown-task",
] as const;
export type LessonFileProblem = (typeof lessonFileProblems)[number];

const HeadSchema = z.object({ format: z.literal(format), version: z.number() });

const LessonFileSchema = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  rounds: LessonSchema,
  settings: z.omit(SessionSettingsSchema, { isRehearsal: true }),
});

/** The text of a lesson's file: JSON with the name and the version of its format. */
export function writeLessonFile({ rounds, settings }: LessonFile): string {
  return `${JSON.stringify(LessonFileSchema.parse({ format, version, rounds, settings }), null, 2)}\n`;
}

/** The lesson in a text, or the first thing that is wrong with it. */
export function readLessonFile(
  text: string,
): { ok: true; file: LessonFile } | { ok: false; problem: LessonFileProblem } {
  if (text.length > largestLessonFile) return refuse("too-large");
  const json = parseJson(text);
  if (json === undefined) return refuse("not-json");
  const head = HeadSchema.safeParse(json);
  if (!head.success) return refuse("not-a-lesson");
  if (head.data.version !== version) return refuse("other-version");
  const parsed = LessonFileSchema.safeParse(json);
  if (!parsed.success) return refuse("malformed");
  const { rounds, settings } = parsed.data;
  if (!rounds.every(isDealt)) return refuse("unknown-task");
  return { ok: true, file: { rounds, settings } };
}

function isDealt({ deckId, presetId }: Lesson[number]): boolean {
  const candidates = dealtPresets(deckId);
  return presetId === null
    ? candidates.length > 0
    : candidates.some((preset) => preset.presetId === presetId);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(problem: LessonFileProblem) {
  return { ok: false as const, problem };
}
