import { creditBudget } from "@/core/game/pilot-cost";

/**
 * Credits of one team as equal marks: one per credit for few teams, one per four or eight for more, so that the
 * marks stay countable. A begun mark counts as spent.
 */
export function creditMarks(
  creditsSpent: number,
  teamCount: number,
): { spent: number; total: number; creditsPerMark: number } {
  const creditsPerMark = teamCount <= 8 ? 1 : teamCount <= 16 ? 4 : 8;
  const total = Math.ceil(creditBudget / creditsPerMark);
  return { spent: Math.min(total, Math.ceil(creditsSpent / creditsPerMark)), total, creditsPerMark };
}
