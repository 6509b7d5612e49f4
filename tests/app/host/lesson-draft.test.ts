import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commitRules, joinPolicies, teamModes } from "@/app/host/class-rule-options";
import {
  addRound,
  changeDeck,
  changePreset,
  defaultLessonDraft,
  fileOf,
  type LessonDraft,
  lessonMinutes,
  lessonOf,
  limits,
  moveRound,
  rehearsalSettingsOf,
  removeRound,
  settingsOf,
  withLessonFile,
  withReadyLesson,
} from "@/app/host/lesson-draft";
import {
  CommitBySchema,
  defaultClassRules,
  JoinPolicySchema,
  LessonSchema,
  longestLesson,
  SessionSettingsSchema,
  TeamModeSchema,
} from "@/core/game/lesson";
import { readLessonFile, writeLessonFile } from "@/core/lessons/lesson-file";
import { type ReadyLesson, readyLessons } from "@/core/lessons/ready-lessons";
import { decks } from "@/core/tasks/decks";
import { presetsOfDeck } from "@/core/tasks/presets";

const [smallDeck, largeDeck] = decks.map((deck) => deck.deckId) as [
  (typeof decks)[number]["deckId"],
  (typeof decks)[number]["deckId"],
];

describe("a lesson draft", () => {
  test("begins as a warm-up and two rounds dealt from the deck", () => {
    expect(lessonOf(defaultLessonDraft)).toEqual([
      { deckId: "warm-up", presetId: null },
      { deckId: "sixteen-inputs", presetId: null },
      { deckId: "sixteen-inputs", presetId: null },
    ]);
  });

  test("moves a round by one place and not beyond the ends", () => {
    const moved = moveRound(defaultLessonDraft, 0, 1);
    expect(moved.rounds.map((round) => round.key)).toEqual([1, 0, 2]);
    expect(moveRound(defaultLessonDraft, 0, -1)).toBe(defaultLessonDraft);
    expect(moveRound(defaultLessonDraft, 2, 1)).toBe(defaultLessonDraft);
  });

  test("forgets a chosen preset when the deck changes", () => {
    const preset = presetsOfDeck(largeDeck)[0];
    const chosen = changePreset(defaultLessonDraft, 1, preset?.presetId ?? null);
    expect(lessonOf(chosen)[1]?.presetId).toBe(preset?.presetId);
    expect(lessonOf(changeDeck(chosen, 1, smallDeck))[1]).toEqual({ deckId: smallDeck, presetId: null });
  });

  test("takes a ready-made lesson's rounds and clock, and keeps the class's rules", () => {
    const ready = readyLessons[0] as ReadyLesson;
    const draft = withReadyLesson({ ...defaultLessonDraft, classSize: 17 }, ready);

    expect(lessonOf(draft)).toEqual(ready.lesson);
    expect(draft).toMatchObject({ lengths: ready.lengths, classSize: 17 });
    expect(new Set([...defaultLessonDraft.rounds, ...draft.rounds].map(({ key }) => key)).size).toBe(6);
  });

  test("comes back from its file as it was", () => {
    const before = { ...changeDeck(defaultLessonDraft, 1, smallDeck), classSize: 23 };
    const read = readLessonFile(writeLessonFile(fileOf(before)));
    const after = read.ok ? withLessonFile(defaultLessonDraft, read.file) : null;

    expect(after && lessonOf(after)).toEqual(lessonOf(before));
    expect(after && settingsOf(after)).toEqual(settingsOf(before));
  });

  test("becomes a rehearsal with the same rules and short phases", () => {
    const settings = rehearsalSettingsOf(defaultLessonDraft);

    expect(SessionSettingsSchema.parse(settings)).toEqual(settings);
    expect(settings.isRehearsal).toBe(true);
    expect(settings.lengths).toEqual({ briefingSeconds: 5, exploringSeconds: 10, racingSeconds: 60 });
    expect(settingsOf(defaultLessonDraft).isRehearsal).toBe(false);
  });

  test("reckons every phase with a clock in full", () => {
    const longer = {
      ...defaultLessonDraft,
      lengths: { ...defaultLessonDraft.lengths, exploringSeconds: 480 },
    };
    expect(lessonMinutes(longer) - lessonMinutes(defaultLessonDraft)).toBe(15);
  });

  test("stays a lesson that the server takes, whatever is clicked", () => {
    const key = fc.nat(20);
    const click = fc.oneof(
      fc.constant((draft: LessonDraft) => addRound(draft)),
      key.map((number) => (draft: LessonDraft) => removeRound(draft, number)),
      fc.tuple(key, fc.constantFrom(-1 as const, 1 as const)).map(
        ([number, steps]) =>
          (draft: LessonDraft) =>
            moveRound(draft, number, steps),
      ),
      fc.tuple(key, fc.constantFrom(smallDeck, largeDeck)).map(
        ([number, deckId]) =>
          (draft: LessonDraft) =>
            changeDeck(draft, number, deckId),
      ),
    );
    fc.assert(
      fc.property(fc.array(click, { maxLength: 40 }), (clicks) => {
        const draft = clicks.reduce((present, change) => change(present), defaultLessonDraft);
        expect(LessonSchema.safeParse(lessonOf(draft)).success).toBe(true);
        expect(draft.rounds.length).toBeLessThanOrEqual(longestLesson);
        expect(new Set(draft.rounds.map((round) => round.key)).size).toBe(draft.rounds.length);
      }),
    );
  });
});

describe("the limits of the editor", () => {
  test.each(["least", "most"] as const)("are taken by the server at their %s", (end) => {
    const settings = settingsOf({
      ...defaultLessonDraft,
      seatsPerTeam: limits.seatsPerTeam[end],
      classSize: limits.classSize[end],
      lengths: {
        briefingSeconds: limits.briefingSeconds[end],
        exploringSeconds: limits.exploringSeconds[end],
        racingSeconds: limits.racingSeconds[end],
      },
    });
    expect(SessionSettingsSchema.safeParse(settings).success).toBe(true);
  });
});

describe("the settings of a draft", () => {
  test("begin with the rules of a class that no host has changed", () => {
    expect(settingsOf(defaultLessonDraft)).toMatchObject(defaultClassRules);
  });

  test.each(teamModes.flatMap((teamMode) => commitRules.map((commitBy) => [teamMode, commitBy] as const)))(
    "are taken by the server with teams %s and commitments by %s",
    (teamMode, commitBy) => {
      for (const joinPolicy of joinPolicies) {
        const settings = settingsOf({ ...defaultLessonDraft, teamMode, commitBy, joinPolicy });
        expect(SessionSettingsSchema.parse(settings)).toMatchObject({ teamMode, commitBy, joinPolicy });
      }
    },
  );

  test("offer every rule that the server knows", () => {
    expect([...teamModes].sort()).toEqual([...TeamModeSchema.options].sort());
    expect([...commitRules].sort()).toEqual([...CommitBySchema.options].sort());
    expect([...joinPolicies].sort()).toEqual([...JoinPolicySchema.options].sort());
  });
});
