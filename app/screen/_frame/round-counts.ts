import { creditBudget } from "@/core/game/pilot-cost";
import { raceReplicaCount } from "@/core/game/race";
import type { TeamView } from "@/core/game/view";

/** How far the class is, over the teams that play this round: numbers that tell nothing about any choice. */
export interface RoundCounts {
  readonly teams: number;
  readonly ballots: number;
  readonly committed: number;
  readonly pilots: number;
  readonly credits: number;
  readonly creditBudget: number;
  readonly replicas: number;
  readonly replicasExpected: number;
}

export function roundCounts(teams: readonly TeamView[]): RoundCounts {
  const progress = teams.flatMap((team) => (team.progress === null ? [] : [team.progress]));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    teams: progress.length,
    ballots: progress.filter((team) => team.hasBallot).length,
    committed: progress.filter((team) => team.hasCommitted).length,
    pilots: sum(progress.map((team) => team.pilotCount)),
    credits: sum(progress.map((team) => team.creditsSpent)),
    creditBudget: progress.length * creditBudget,
    replicas: sum(progress.map((team) => team.replicasIn.length)),
    replicasExpected: progress.length * raceReplicaCount,
  };
}
