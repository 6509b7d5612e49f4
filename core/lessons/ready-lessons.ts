import { type Lesson, LessonSchema } from "@/core/game/lesson";
import { type Lengths, LengthsSchema } from "@/core/game/phase-schema";
import { type PresetId, PresetIdSchema } from "@/core/tasks/deck";

/** Ready-made lessons in the order of the list; also the keys of their texts (`lessons.*`). */
export const readyLessonIds = ["is-deeper-better", "when-data-has-cracks", "lazy-or-learning"] as const;
export type ReadyLessonId = (typeof readyLessonIds)[number];

/** Errors of one depth at each learning rate that was measured, the best width taken at each. */
export interface ErrorsByRate {
  readonly presetId: PresetId;
  readonly depth: number;
  /** [learning rate, mean test error of the bank's best width at this depth and rate]. */
  readonly errors: readonly (readonly [number, number])[];
}

export interface ReadyLesson {
  readonly lessonId: ReadyLessonId;
  readonly lesson: Lesson;
  readonly lengths: Lengths;
  /** Minutes until everybody has joined and every device is checked. */
  readonly joinMinutes: number;
  /** Minutes of reveal and debrief of each round. */
  readonly talkMinutes: readonly number[];
  /** Minutes of the discussion of the whole lesson at the end. */
  readonly closingMinutes: number;
  /** What the teacher's notes show of learning rates; a test compares it with the bank. */
  readonly errorsByRate: readonly ErrorsByRate[];
}

const lengths = LengthsSchema.parse({ briefingSeconds: 60, exploringSeconds: 300, racingSeconds: 60 });
/** More than a third of 50 minutes is talk: without it a game teaches little. */
const timing = { lengths, joinMinutes: 3, talkMinutes: [6, 7, 4], closingMinutes: 9 };

/** Lessons of 50 minutes that one tap opens. */
export const readyLessons: readonly ReadyLesson[] = [
  {
    lessonId: "is-deeper-better",
    // Twins: only the place of the factors differs, and with it the depth that wins.
    lesson: lessonOf("sixteen-inputs", ["3-local", "3-global", null]),
    ...timing,
    errorsByRate: [],
  },
  {
    lessonId: "when-data-has-cracks",
    lesson: lessonOf("pictures", ["smooth", "rings", null]),
    ...timing,
    errorsByRate: [],
  },
  {
    lessonId: "lazy-or-learning",
    lesson: lessonOf("twenty-inputs", ["3-local", "2-global", "3-global"]),
    ...timing,
    errorsByRate: [
      byRate("3-local", 1, [0.499, 0.329, 0.148, 0.173]),
      byRate("3-local", 2, [0.131, 0.048, 0.056, 0.096]),
      byRate("2-global", 1, [0.067, 0.062, 0.059, 0.088]),
      byRate("2-global", 2, [0.076, 0.072, 0.072, 0.087]),
      byRate("3-global", 1, [0.495, 0.473, 0.232, 0.191]),
      byRate("3-global", 2, [0.303, 0.237, 0.221, 0.267]),
    ],
  },
];

/** Minutes of a ready-made lesson from the first join to the end, each clock in full. */
export function readyLessonMinutes(ready: ReadyLesson): number {
  const { briefingSeconds, exploringSeconds, racingSeconds } = ready.lengths;
  const clockMinutes = (ready.lesson.length * (briefingSeconds + exploringSeconds + racingSeconds)) / 60;
  const talk = ready.talkMinutes.reduce((sum, minutes) => sum + minutes, 0);
  return Math.round(ready.joinMinutes + clockMinutes + talk + ready.closingMinutes);
}

function lessonOf(deckId: string, hypotheses: readonly (string | null)[]): Lesson {
  return LessonSchema.parse(
    hypotheses.map((hypothesis) => ({
      deckId,
      presetId: hypothesis === null ? null : `${deckId}-${hypothesis}`,
    })),
  );
}

function byRate(hypothesis: string, depth: number, errors: readonly number[]): ErrorsByRate {
  const rates = [0.03, 0.1, 0.3, 1];
  return {
    presetId: PresetIdSchema.parse(`twenty-inputs-${hypothesis}`),
    depth,
    errors: rates.map((rate, index) => [rate, errors[index] ?? Number.NaN]),
  };
}
