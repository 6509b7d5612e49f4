import { mean } from "@/core/numerics/statistics";
import { bestMeasured, regretScaleOf } from "@/core/scoring/regret-scale";
import { scoreTeams, type TeamEntry } from "@/core/scoring/score-teams";
import type { Deck } from "@/core/tasks/deck";
import { findDeck } from "@/core/tasks/decks";
import type { Preset } from "@/core/tasks/preset";
import { findPreset } from "@/core/tasks/presets";
import type { Ballot } from "./ballot";
import { openSecret } from "./open-secret";
import { creditBudget } from "./pilot-cost";
import { chanceError, raceReplicaCount } from "./race";
import { sealSecret } from "./secret";
import type { ReplicaResult, Round, TeamRound } from "./session-state";
import { uniformBallot } from "./uniform-ballot";

/** Test error of each race replica of a team, in replica order; diverged and missing ones are at chance level. */
export function replicaErrors(team: TeamRound): number[] {
  return Array.from({ length: raceReplicaCount }, (_, index) => {
    const result = team.replicas.find((replica) => replica.replicaIndex === index);
    return result?.outcome === "trained" ? openSecret(result.testError) : chanceError;
  });
}

/** The house run's mean test error on this instance; the bank's best mean when the run did not finish. */
export function oracleOf(
  round: Round,
  preset: Preset,
): { oracleError: number; oracleSource: "house-run" | "bank" } {
  const finished = openSecret(round.houseErrors).filter((error) => error !== null);
  if (finished.length === raceReplicaCount) {
    return { oracleError: mean(finished), oracleSource: "house-run" };
  }
  return { oracleError: bestMeasured(preset.measured)?.meanError ?? 0, oracleSource: "bank" };
}

/** A round with its points; replicas that never came are written down as missing. */
export function scoreRound(round: Round): Round {
  const deck = findDeck(round.deckId);
  const preset = findPreset(openSecret(round.secret).presetId);
  if (deck === null || preset === null) return round;
  const oracle = oracleOf(round, preset);
  const scale = regretScaleOf(preset);
  const teams = round.teams.map((team) => ({ ...team, replicas: completeReplicas(team) }));
  const entries = teams.map((team) => teamEntry(team, deck, preset));
  const scored = scoreTeams(entries, { oracleError: oracle.oracleError, regretScale: scale });
  return {
    ...round,
    teams,
    scores: {
      ...oracle,
      regretScale: scale,
      teams: scored.map((score, index) => ({
        ...score,
        errors: [...score.errors],
        teamId: (teams[index] as TeamRound).teamId,
      })),
    },
  };
}

function teamEntry(team: TeamRound, deck: Deck, preset: Preset): TeamEntry {
  const ballot: Ballot = team.lastBallot ?? uniformBallot(deck.hypotheses);
  const inTruth = ballot.find((entry) => entry.hypothesis === preset.hypothesis)?.percent ?? 0;
  return {
    teamId: team.teamId,
    errors: replicaErrors(team),
    belief: ballot.map((entry) => entry.percent / 100),
    beliefInTruth: inTruth / 100,
    unspentShare: (creditBudget - team.creditsSpent) / creditBudget,
  };
}

function completeReplicas(team: TeamRound): ReplicaResult[] {
  return Array.from({ length: raceReplicaCount }, (_, replicaIndex) => {
    const known = team.replicas.find((replica) => replica.replicaIndex === replicaIndex);
    return (
      known ?? {
        replicaIndex,
        seatId: null,
        outcome: "missing",
        step: 0,
        trainingError: null,
        testError: sealSecret(chanceError),
      }
    );
  });
}
