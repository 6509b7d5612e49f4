import { findDeck } from "@/core/tasks/decks";
import { findPreset } from "@/core/tasks/presets";
import { dealRule } from "@/core/tasks/task-registry";
import type { TeamId } from "./identifiers";
import { openSecret } from "./open-secret";
import { phaseRule } from "./phase";
import { replicaErrors } from "./score-round";
import { currentRound, type Pilot, type Round, type SessionState } from "./session-state";
import { pilotDesigns } from "./sweep";
import type { FigureRun, FigureView, RevealView } from "./view";

/** True when the present round's rule may be told: from the reveal on, and after a jump to the debrief. */
export function isRevealed(state: SessionState): boolean {
  return currentRound(state) !== null && !phaseRule(state.phase).taskHidden;
}

/** The rule and the points; null while the task is hidden. */
export function revealView(state: SessionState): RevealView | null {
  const round = currentRound(state);
  if (round === null || !isRevealed(state)) return null;
  const deck = findDeck(round.deckId);
  const { presetId, secretSeed } = openSecret(round.secret);
  const preset = findPreset(presetId);
  if (deck === null || preset === null) return null;
  return {
    rule: dealRule(preset.task, secretSeed, deck.inputDimension),
    hypothesis: preset.hypothesis,
    oracleError: round.scores?.oracleError ?? null,
    oracleSource: round.scores?.oracleSource ?? null,
    regretScale: round.scores?.regretScale ?? null,
    houseDesign: preset.houseDesign,
    scores:
      round.scores?.teams.map(({ teamId, rank, accuracyPoints, beliefPoints, thriftPoints, points }) => ({
        teamId,
        rank,
        accuracyPoints,
        beliefPoints,
        thriftPoints,
        points,
      })) ?? null,
  };
}

/** The class scatter; null while the task is hidden. The caller decides for whom it is unlocked. */
export function figureView(state: SessionState): FigureView | null {
  const round = currentRound(state);
  if (round === null || !isRevealed(state)) return null;
  const preset = findPreset(openSecret(round.secret).presetId);
  if (preset === null) return null;
  return { runs: figureRuns(round), measured: [...preset.measured], claim: preset.claim };
}

function figureRuns(round: Round): FigureRun[] {
  const deck = findDeck(round.deckId);
  if (deck === null) return [];
  return round.teams.flatMap((team) => {
    const pilots = team.pilots.flatMap((pilot) => pilotMarks(team.teamId, pilot));
    if (team.commitment === null || round.scores === null) return pilots;
    const race = {
      teamId: team.teamId,
      kind: "race" as const,
      design: team.commitment.design,
      errors: replicaErrors(team),
    };
    return [...pilots, race];
  });
}

/** One mark per design that a pilot has results of. */
function pilotMarks(teamId: TeamId, pilot: Pilot): FigureRun[] {
  const result = pilot.result ?? [];
  return pilotDesigns(pilot).flatMap(({ design, runIndices }) => {
    const errors = result.flatMap((run) => (runIndices.includes(run.runIndex) ? [run.validationError] : []));
    return errors.length === 0 ? [] : [{ teamId, kind: "pilot" as const, design, errors }];
  });
}
