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

/** Means that differ by less are equal: the order of a sum must not part teams. */
const roundingOfMeans = 1e-12;

/**
 * Groups teams from the lowest mean error up. A team joins the present group when its distance to the group's
 * first team is below one standard error of the paired difference over the common seeds. Common seeds make the
 * difference a paired one, which is what shared luck asks for. Teams with equal means stay together, and as first of a
 * group each of them counts, so that neither names nor the order of teams decide anything.
 */
export function accuracyGroups(teams: readonly RacedTeam[]): AccuracyGroup[] {
  const groups: { readonly first: readonly RacedTeam[]; readonly all: RacedTeam[] }[] = [];
  for (const equals of equalMeans(teams)) {
    const present = groups.at(-1);
    const isClose = present?.first.some((first) => equals.some((team) => isTied(first, team)));
    if (present !== undefined && isClose) present.all.push(...equals);
    else groups.push({ first: equals, all: [...equals] });
  }
  return groups.map(({ all }) => ({
    teamIds: all.map((team) => team.teamId),
    meanError: mean(all.map((team) => mean(team.errors))),
  }));
}

/** Teams with the same mean error together, from the lowest mean up, by name among themselves. */
function equalMeans(teams: readonly RacedTeam[]): RacedTeam[][] {
  const ranked = [...teams].sort((a, b) => mean(a.errors) - mean(b.errors));
  const classes: RacedTeam[][] = [];
  for (const team of ranked) {
    const first = classes.at(-1)?.[0];
    const isEqual = first !== undefined && mean(team.errors) - mean(first.errors) < roundingOfMeans;
    if (isEqual) classes.at(-1)?.push(team);
    else classes.push([team]);
  }
  return classes.map((equals) => equals.sort((a, b) => (a.teamId < b.teamId ? -1 : 1)));
}

function isTied(first: RacedTeam, team: RacedTeam): boolean {
  const differences = team.errors.map((error, index) => error - (first.errors[index] as number));
  return mean(differences) < standardError(differences);
}
