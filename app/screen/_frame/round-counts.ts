import { creditBudget } from "@/core/game/pilot-cost";
import { raceReplicaCount } from "@/core/game/race";
import type { ClassCounts } from "@/core/game/view";

/** How far the class is, over the teams that play this round: numbers that tell nothing about any choice. */
export interface RoundCounts {
  readonly teams: number;
  readonly ballots: number;
  readonly committed: number;
  readonly pilots: number;
  readonly clues: number;
  readonly credits: number;
  readonly creditBudget: number;
  readonly replicas: number;
  readonly replicasExpected: number;
}

/** From the numbers of the whole class, which are right also where the list of teams is cut short. */
export function roundCounts(counts: ClassCounts): RoundCounts {
  const teams = counts.teamsPlaying;
  return {
    teams,
    ballots: counts.ballots,
    committed: counts.commitments,
    pilots: counts.pilots,
    clues: counts.clues,
    credits: counts.creditsSpent,
    creditBudget: teams * creditBudget,
    replicas: counts.replicasIn,
    replicasExpected: teams * raceReplicaCount,
  };
}
