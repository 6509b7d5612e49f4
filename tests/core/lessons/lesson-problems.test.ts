import { describe, expect, it } from "vitest";
import { LessonSchema } from "@/core/game/lesson";
import { lessonProblems } from "@/core/lessons/lesson-problems";

const lessonOf = (deckId: string, hypotheses: readonly (string | null)[]) =>
  LessonSchema.parse(
    hypotheses.map((name) => ({ deckId, presetId: name === null ? null : `${deckId}-${name}` })),
  );

describe("lessonProblems", () => {
  it("refuses a lesson whose rounds are all won by deep networks", () => {
    expect(lessonProblems(lessonOf("sixteen-inputs", ["3-local", "4-local"]))).toEqual(["deep-throughout"]);
  });

  it("refuses a lesson whose rounds are all won by shallow networks, of whatever decks", () => {
    const lesson = [...lessonOf("warm-up", ["2-global"]), ...lessonOf("pictures", ["smooth"])];

    expect(lessonProblems(lesson)).toEqual(["shallow-throughout"]);
  });

  it.each([
    ["both classes win a round", ["3-local", "3-global"]],
    ["a control is among the rounds", ["3-local", "random-labels"]],
    ["one round is dealt, so that anything may come", ["3-local", null]],
    ["every round is dealt", [null, null]],
    ["there is one round only", ["3-local"]],
  ])("lets a lesson pass in which %s", (_, hypotheses) => {
    expect(lessonProblems(lessonOf("sixteen-inputs", hypotheses))).toEqual([]);
  });

  it("lets a lesson pass that has controls only", () => {
    expect(lessonProblems(lessonOf("sixteen-inputs", ["random-labels", "random-labels"]))).toEqual([]);
  });
});
