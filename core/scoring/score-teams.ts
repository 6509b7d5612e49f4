import { mean } from "@/core/numerics/statistics";
import { accuracyGroups } from "./accuracy-groups";

export const accuracyWeight = 60;
export const beliefWeight = 30;
export const thriftWeight = 10;

/** What one team brings to the tally. Probabilities in [0, 1]. */
export interface TeamEntry {
  readonly teamId: string;
  readonly errors: readonly number[];
  /** Belief in each hypothesis; sums to 1. */
  readonly belief: readonly number[];
  readonly beliefInTruth: number;
  /** Unspent share of the credit budget, 0 to 1. */
  readonly unspentShare: number;
}

export interface ScoredTeam {
  readonly teamId: string;
  readonly meanError: number;
  readonly errors: readonly number[];
  readonly rank: number;
  readonly accuracyPoints: number;
  readonly beliefPoints: number;
  readonly thriftPoints: number;
  readonly points: number;
}

/**
 * Accuracy: 60 at the oracle's error, falling linearly to 0 at one `regretScale` above it (design 2). A regret
 * scale of 0 (nothing to win by design, as with random labels) gives 60 to all.
 */
export function accuracyPoints(meanError: number, oracleError: number, regretScale: number): number {
  if (regretScale <= 0) return accuracyWeight;
  return accuracyWeight * Math.min(1, Math.max(0, 1 - (meanError - oracleError) / regretScale));
}

/** Belief: the quadratic score 15 (1 + 2 p_true - sum p^2); 0 when sure and wrong, 30 when sure and right. */
export function beliefPoints(belief: readonly number[], beliefInTruth: number): number {
  const sumOfSquares = belief.reduce((sum, probability) => sum + probability ** 2, 0);
  return (beliefWeight / 2) * (1 + 2 * beliefInTruth - sumOfSquares);
}

/** Thrift: counts only for a team that knew the rule (belief 0.5 or more) and trained well (accuracy 20 or more). */
export function thriftPoints(unspentShare: number, beliefInTruth: number, accuracy: number): number {
  return beliefInTruth >= 0.5 && accuracy >= 20 ? thriftWeight * unspentShare : 0;
}

/** Points of all teams of a round, in the order given; equal points (to 0.1) share a rank. */
export function scoreTeams(
  entries: readonly TeamEntry[],
  scale: { readonly oracleError: number; readonly regretScale: number },
): ScoredTeam[] {
  const groupError = new Map<string, number>();
  for (const group of accuracyGroups(entries)) {
    for (const teamId of group.teamIds) groupError.set(teamId, group.meanError);
  }
  const scored = entries.map((entry) => {
    const accuracy = accuracyPoints(
      groupError.get(entry.teamId) as number,
      scale.oracleError,
      scale.regretScale,
    );
    const belief = beliefPoints(entry.belief, entry.beliefInTruth);
    const thrift = thriftPoints(entry.unspentShare, entry.beliefInTruth, accuracy);
    return {
      teamId: entry.teamId,
      meanError: mean(entry.errors),
      errors: entry.errors,
      accuracyPoints: accuracy,
      beliefPoints: belief,
      thriftPoints: thrift,
      points: accuracy + belief + thrift,
    };
  });
  const ranks = sharedRanks(scored.map((team) => team.points));
  return scored.map((team, index) => ({ ...team, rank: ranks[index] as number }));
}

/** Ranks 1, 2, 2, 4, ... from high to low; values that print alike with one decimal are equal. */
export function sharedRanks(values: readonly number[]): number[] {
  const printed = values.map((value) => Math.round(value * 10));
  return printed.map((value) => 1 + printed.filter((other) => other > value).length);
}
