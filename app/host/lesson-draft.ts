import {
  defaultClassRules,
  defaultClassSize,
  type Lesson,
  largestTeam,
  longestLesson,
  mostSeats,
  type SessionSettings,
} from "@/core/game/lesson";
import { defaultLengths } from "@/core/game/phase";
import type { LessonFile } from "@/core/lessons/lesson-file";
import type { ReadyLesson } from "@/core/lessons/ready-lessons";
import { type DeckId, DeckIdSchema, type PresetId } from "@/core/tasks/deck";

/** A round on the editor's list; `key` stays the same while the round moves. */
export interface DraftRound {
  readonly key: number;
  readonly deckId: DeckId;
  /** Null: dealt from the deck, unknown to everybody. */
  readonly presetId: PresetId | null;
}

export interface LessonDraft extends Readonly<SessionSettings> {
  readonly rounds: readonly DraftRound[];
  readonly nextKey: number;
}

const warmUp = DeckIdSchema.parse("warm-up");
const sixteenInputs = DeckIdSchema.parse("sixteen-inputs");

/** A warm-up and two rounds that decide. */
export const defaultLessonDraft: LessonDraft = {
  rounds: [warmUp, sixteenInputs, sixteenInputs].map((deckId, key) => ({ key, deckId, presetId: null })),
  nextKey: 3,
  ...defaultClassRules,
  seatsPerTeam: 3,
  classSize: defaultClassSize,
  lengths: defaultLengths,
};

/** Limits of the numbers that a host may set; the server checks the same ones. */
export const limits = {
  seatsPerTeam: { least: 1, most: largestTeam },
  classSize: { least: 1, most: mostSeats },
  briefingSeconds: { least: 5, most: 600 },
  exploringSeconds: { least: 10, most: 600 },
  racingSeconds: { least: 10, most: 120 },
} as const;

export function addRound(draft: LessonDraft): LessonDraft {
  if (draft.rounds.length >= longestLesson) return draft;
  const deckId = draft.rounds.at(-1)?.deckId ?? sixteenInputs;
  const round = { key: draft.nextKey, deckId, presetId: null };
  return { ...draft, rounds: [...draft.rounds, round], nextKey: draft.nextKey + 1 };
}

/** The last round stays: a lesson without rounds is none. */
export function removeRound(draft: LessonDraft, key: number): LessonDraft {
  if (draft.rounds.length <= 1) return draft;
  return { ...draft, rounds: draft.rounds.filter((round) => round.key !== key) };
}

/** Moves a round by `steps` places; nothing happens at the ends of the list. */
export function moveRound(draft: LessonDraft, key: number, steps: -1 | 1): LessonDraft {
  const from = draft.rounds.findIndex((round) => round.key === key);
  const to = from + steps;
  const round = draft.rounds[from];
  if (round === undefined || to < 0 || to >= draft.rounds.length) return draft;
  const others = draft.rounds.filter((other) => other.key !== key);
  return { ...draft, rounds: [...others.slice(0, to), round, ...others.slice(to)] };
}

/** Another deck deals anew: a preset belongs to one deck. */
export function changeDeck(draft: LessonDraft, key: number, deckId: DeckId): LessonDraft {
  return changeRound(draft, key, (round) => ({ ...round, deckId, presetId: null }));
}

export function changePreset(draft: LessonDraft, key: number, presetId: PresetId | null): LessonDraft {
  return changeRound(draft, key, (round) => ({ ...round, presetId }));
}

/** The lesson as the server takes it. */
export function lessonOf(draft: LessonDraft): Lesson {
  return draft.rounds.map(({ deckId, presetId }) => ({ deckId, presetId }));
}

/** The class and its clock as the server takes them. */
export function settingsOf(draft: LessonDraft): SessionSettings {
  const { seatsPerTeam, teamMode, commitBy, joinPolicy, classSize, ballotMode, lengths } = draft;
  const isRehearsal = false;
  return { seatsPerTeam, teamMode, commitBy, joinPolicy, classSize, ballotMode, lengths, isRehearsal };
}

/** A rehearsal of the lesson: bots play it, as fast as a race on the server allows. */
export function rehearsalSettingsOf(draft: LessonDraft): SessionSettings {
  const lengths = { briefingSeconds: 5, exploringSeconds: 10, racingSeconds: 60 };
  return { ...settingsOf(draft), lengths, isRehearsal: true };
}

/** The rounds and the clock of a ready-made lesson; the class's rules stay as they are. */
export function withReadyLesson(draft: LessonDraft, { lesson, lengths }: ReadyLesson): LessonDraft {
  return { ...withRounds(draft, lesson), lengths };
}

/** A lesson from a file in place of the present one. */
export function withLessonFile(draft: LessonDraft, { rounds, settings }: LessonFile): LessonDraft {
  return { ...withRounds(draft, rounds), ...settings };
}

/** What a file keeps of the draft. */
export function fileOf(draft: LessonDraft): LessonFile {
  const { isRehearsal: _, ...settings } = settingsOf(draft);
  return { rounds: lessonOf(draft), settings };
}

/** Minutes that reveal and debrief of one round are reckoned with; the host ends them. */
export const talkMinutesPerRound = 9;

/** About how long a lesson takes: the phases with a clock in full, talking as reckoned above. */
export function lessonMinutes(draft: LessonDraft): number {
  const { briefingSeconds, exploringSeconds, racingSeconds } = draft.lengths;
  const clockMinutes = (briefingSeconds + exploringSeconds + racingSeconds) / 60;
  return Math.round(draft.rounds.length * (clockMinutes + talkMinutesPerRound));
}

function withRounds(draft: LessonDraft, lesson: Lesson): LessonDraft {
  const rounds = lesson.map((plan, index) => ({ key: draft.nextKey + index, ...plan }));
  return { ...draft, rounds, nextKey: draft.nextKey + rounds.length };
}

function changeRound(
  draft: LessonDraft,
  key: number,
  change: (round: DraftRound) => DraftRound,
): LessonDraft {
  return { ...draft, rounds: draft.rounds.map((round) => (round.key === key ? change(round) : round)) };
}
