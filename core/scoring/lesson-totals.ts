import { sharedRanks } from "./score-teams";

/** Points that one team made in one counted round. */
export interface RoundPoints {
  readonly teamId: string;
  readonly points: number;
}

export interface LessonTotal {
  readonly teamId: string;
  /** Mean points over the rounds played, so that a late team is not behind for having come late. */
  readonly meanPoints: number;
  readonly roundsPlayed: number;
  readonly rank: number;
}

/** Standing of a lesson, best first; equal means (to 0.1) share a rank. Void rounds must be left out by the caller. */
export function lessonTotals(rounds: readonly (readonly RoundPoints[])[]): LessonTotal[] {
  const sums = new Map<string, { points: number; roundsPlayed: number }>();
  for (const { teamId, points } of rounds.flat()) {
    const sum = sums.get(teamId) ?? { points: 0, roundsPlayed: 0 };
    sums.set(teamId, { points: sum.points + points, roundsPlayed: sum.roundsPlayed + 1 });
  }
  const totals = [...sums].map(([teamId, { points, roundsPlayed }]) => ({
    teamId,
    meanPoints: points / roundsPlayed,
    roundsPlayed,
  }));
  const ranks = sharedRanks(totals.map((total) => total.meanPoints));
  return totals
    .map((total, index) => ({ ...total, rank: ranks[index] as number }))
    .sort((a, b) => a.rank - b.rank || b.meanPoints - a.meanPoints);
}
