export type LeaderboardRow = {
  teamNumber: number;
  /** From 1; tied teams share it. The rules decide about ties, not the drawing. */
  rank: number;
  points: number;
  isOwn?: boolean;
};

/** Rows of equal rank together, best first; inside a tie by points, then by team number. */
export function leaderboardGroups(
  rows: readonly LeaderboardRow[],
): { rank: number; rows: LeaderboardRow[] }[] {
  const ranks = [...new Set(rows.map((row) => row.rank))].sort((left, right) => left - right);
  return ranks.map((rank) => ({
    rank,
    rows: rows
      .filter((row) => row.rank === rank)
      .sort((left, right) => right.points - left.points || left.teamNumber - right.teamNumber),
  }));
}
