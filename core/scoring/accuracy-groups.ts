import { mean, standardError } from "@/core/numerics/statistics";

/** A team's race: its test error for each common replica seed, in replica order. */
export interface RacedTeam {
  readonly teamId: string;
  readonly errors: readonly number[];
}

/** Teams that one standard error cannot tell apart; they share the points of their mean error. */
export interface AccuracyGroup {
  readonly teamIds: readonly string[];
  readonly meanError: number;
}

/**
 * Groups teams from the lowest mean error up. A team joins the present group when its distance to the group's
 * first team is below one standard error of the paired difference over the common seeds (or when both means are
 * equal). Common seeds make the difference a paired one, which is what shared luck asks for.
 */
export function accuracyGroups(teams: readonly RacedTeam[]): AccuracyGroup[] {
  const ranked = [...teams].sort(
    (a, b) => mean(a.errors) - mean(b.errors) || (a.teamId < b.teamId ? -1 : Number(a.teamId > b.teamId)),
  );
  const groups: RacedTeam[][] = [];
  for (const team of ranked) {
    const first = groups.at(-1)?.[0];
    if (first !== undefined && isTied(first, team)) groups.at(-1)?.push(team);
    else groups.push([team]);
  }
  return groups.map((group) => ({
    teamIds: group.map((team) => team.teamId),
    meanError: mean(group.map((team) => mean(team.errors))),
  }));
}

function isTied(first: RacedTeam, team: RacedTeam): boolean {
  const differences = team.errors.map((error, index) => error - (first.errors[index] as number));
  const distance = mean(differences);
  return distance === 0 || distance < standardError(differences);
}
