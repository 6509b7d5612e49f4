import type { Ballot } from "@/core/game/ballot";
import type { TeamScore } from "@/core/game/session-state";
import type { RevealView, TeamPoints } from "@/core/game/view";
import type { Hypothesis } from "@/core/tasks/deck";

export const accuracyMost = 60;
export const beliefMost = 30;
export const thriftMost = 10;

/** How the accuracy points come about; errors are as the deck has them. */
export type AccuracyExplanation =
  /** No design could win anything: full points for all. */
  | { readonly kind: "nothing-to-win" }
  | { readonly kind: "at-house"; readonly distance: number }
  | { readonly kind: "too-far"; readonly distance: number }
  /** `distance` above the house run, of `regretScale` at which nothing is left. */
  | { readonly kind: "between"; readonly distance: number }
  /** Teams that chance cannot tell apart share the points of their mean error. */
  | { readonly kind: "group"; readonly distance: number; readonly groupError: number };

/** Explains the accuracy points of one team from the numbers that made them. */
export function explainAccuracy(
  score: Pick<TeamScore, "meanError" | "accuracyPoints">,
  oracleError: number,
  regretScale: number,
): AccuracyExplanation {
  if (regretScale <= 0) return { kind: "nothing-to-win" };
  const own = score.meanError - oracleError;
  if (score.accuracyPoints >= accuracyMost) return { kind: "at-house", distance: own };
  if (score.accuracyPoints <= 0) return { kind: "too-far", distance: own };
  const counted = regretScale * (1 - score.accuracyPoints / accuracyMost);
  const isGroup = Math.abs(counted - own) > 0.0005;
  return isGroup
    ? { kind: "group", distance: counted, groupError: oracleError + counted }
    : { kind: "between", distance: own };
}

/** The terms of the belief points: 15 (1 + 2 p - s). */
export interface BeliefExplanation {
  readonly beliefInTruth: number;
  readonly sumOfSquares: number;
  readonly verdict: "sure-right" | "unsure" | "sure-wrong";
  /** True when no rule is believed more than another; whole per cents may differ by one. */
  readonly isUniform: boolean;
  /** Most believed first; the truth is marked. */
  readonly bars: readonly {
    readonly hypothesis: Hypothesis;
    readonly percent: number;
    readonly isTruth: boolean;
  }[];
}

/** Explains the belief points of a ballot, given the truth. */
export function explainBelief(ballot: Ballot, truth: Hypothesis): BeliefExplanation {
  const beliefInTruth = (ballot.find((entry) => entry.hypothesis === truth)?.percent ?? 0) / 100;
  const strongest = Math.max(...ballot.map((entry) => entry.percent)) / 100;
  const verdict = beliefInTruth >= 0.5 ? "sure-right" : strongest >= 0.5 ? "sure-wrong" : "unsure";
  return {
    beliefInTruth,
    sumOfSquares: ballot.reduce((sum, entry) => sum + (entry.percent / 100) ** 2, 0),
    verdict,
    isUniform: strongest * 100 - Math.min(...ballot.map((entry) => entry.percent)) <= 1,
    bars: ballot
      .map((entry) => ({ ...entry, isTruth: entry.hypothesis === truth }))
      .sort((left, right) => right.percent - left.percent),
  };
}

/** Why thrift counts or not. */
export type ThriftVerdict = "counts" | "countsAnnounced" | "belief-too-low" | "accuracy-too-low";

/** Thrift counts for a team that knew the rule, or was told it, and trained well. */
export function thriftVerdict(
  beliefInTruth: number,
  accuracyPoints: number,
  isAnnounced = false,
): ThriftVerdict {
  if (beliefInTruth < 0.5) return "belief-too-low";
  if (accuracyPoints < 20) return "accuracy-too-low";
  return isAnnounced ? "countsAnnounced" : "counts";
}

/** The teams whose means chance could not tell from the own one: they got the points of their common mean. */
export function groupedTeams(
  scores: NonNullable<RevealView["scores"]>,
  own: TeamScore,
): readonly TeamPoints[] {
  return scores.filter((other) => other.accuracyPoints === own.accuracyPoints && other.teamId !== own.teamId);
}

/** The other teams with the same rank. */
export function tiedTeams(scores: NonNullable<RevealView["scores"]>, own: TeamScore): readonly TeamPoints[] {
  return scores.filter((other) => other.rank === own.rank && other.teamId !== own.teamId);
}
