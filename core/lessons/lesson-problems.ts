import type { Lesson, RoundPlan } from "@/core/game/lesson";
import type { DepthClaim } from "@/core/tasks/preset";
import { dealtPresets } from "@/core/tasks/presets";

/** Which depth class would win every round. */
export type LessonProblem = "shallow-throughout" | "deep-throughout";

/**
 * Why a lesson may not be played, by the claims of the bank. With two rounds or more, a lesson in which one class of
 * depths wins every round teaches that class and not how to find out: a team that never thinks would win it. A round
 * that is dealt from its deck counts with all that could be dealt.
 */
export function lessonProblems(lesson: Lesson): LessonProblem[] {
  if (lesson.length < 2) return [];
  const claims = new Set(lesson.flatMap(possibleClaims));
  const [only] = claims;
  if (claims.size !== 1 || only === undefined || only === "control") return [];
  return [only === "deep-wins" ? "deep-throughout" : "shallow-throughout"];
}

function possibleClaims({ deckId, presetId }: RoundPlan): DepthClaim[] {
  return dealtPresets(deckId)
    .filter((preset) => presetId === null || preset.presetId === presetId)
    .map((preset) => preset.claim);
}
