import type { CommandPayload } from "@/core/contract/socket-commands";
import { type RunMeasures, RunSummarySchema } from "@/core/game/run-summary-schema";
import { currentRound, type Round, type SessionState, type TeamRound } from "@/core/game/session-state";
import { pilotRuns } from "@/core/game/sweep";
import type { StoredRunSummary } from "@/server/persistence/session-store";

/** What `runOf` says of a replica of the race; each commitment of a reopened team has its own. */
export function raceRunsOf({ reopenCount }: Pick<TeamRound, "reopenCount">): string {
  return reopenCount === 0 ? "race" : `race-${reopenCount}`;
}

/**
 * The rows for the summaries of a reported pilot of the present round. Design and seed are the pilot's own, not what
 * the device says. Null when a summary names a run that the pilot does not have, or one twice; none for an unknown
 * pilot, whose report the rules refuse.
 */
export function pilotSummaryRows(
  state: SessionState,
  { pilotId, summaries }: CommandPayload<"pilot:report">,
): StoredRunSummary[] | null {
  const round = currentRound(state);
  const team = round?.teams.find((other) => other.pilots.some((pilot) => pilot.pilotId === pilotId));
  const pilot = team?.pilots.find((other) => other.pilotId === pilotId);
  if (round === null || team === undefined || pilot === undefined) return [];
  const runs = pilotRuns(pilot);
  if (new Set(summaries.map(({ runIndex }) => runIndex)).size < summaries.length) return null;
  const rows = summaries.flatMap(({ runIndex, measures }) => {
    const run = runs[runIndex];
    if (run === undefined) return [];
    const summary = { ...run, ...measures };
    return [rowOf(round, team, { runOf: pilotId, runIndex, summary })];
  });
  return rows.length === summaries.length ? rows : null;
}

/** The row for one replica of the race; none where nothing was measured or no design is committed. */
export function raceSummaryRows(
  round: Round,
  team: TeamRound,
  replica: { readonly replicaIndex: number; readonly measures: RunMeasures | null },
): StoredRunSummary[] {
  const { replicaIndex, measures } = replica;
  if (measures === null || team.commitment === null) return [];
  const summary = { design: team.commitment.design, replicaIndex, ...measures };
  return [rowOf(round, team, { runOf: raceRunsOf(team), runIndex: replicaIndex, summary })];
}

function rowOf(
  { roundIndex, attempt }: Round,
  { teamId }: TeamRound,
  run: Pick<StoredRunSummary, "runOf" | "runIndex" | "summary">,
): StoredRunSummary {
  return { roundIndex, attempt, teamId, ...run, summary: RunSummarySchema.parse(run.summary) };
}
