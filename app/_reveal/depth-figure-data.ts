import type { ScatterRun } from "@/app/_ui/charts/depth-scatter-layout";
import type { TeamId } from "@/core/game/identifiers";
import type { FigureRun, FigureView, TeamView } from "@/core/game/view";

/**
 * The class's runs as marks of the scatter: races with their test errors, pilots with their validation errors. A
 * run of a team that nobody knows any more has no stamp and is left out.
 */
export function scatterRuns(
  figure: FigureView,
  teams: readonly Pick<TeamView, "teamId" | "teamNumber">[],
  ownTeamId: TeamId | null,
): ScatterRun[] {
  const numbers = new Map(teams.map((team) => [team.teamId, team.teamNumber]));
  return figure.runs.flatMap((run, index) => {
    const teamNumber = numbers.get(run.teamId);
    if (teamNumber === undefined || run.errors.length === 0) return [];
    return [
      {
        runId: `${run.teamId}-${run.kind}-${index}`,
        teamNumber,
        kind: run.kind === "race" ? ("final" as const) : ("pilot" as const),
        depth: run.design.depth,
        width: run.design.width,
        learningRate: run.design.learningRate,
        error: meanOf(run),
        seedErrors: run.errors,
        isOwn: run.teamId === ownTeamId,
      },
    ];
  });
}

/** A drawing as points over the depths of the grid; null when it does not fit them. */
export function predictionPoints(
  depths: readonly number[],
  prediction: readonly number[] | null,
): { depth: number; error: number }[] | null {
  if (prediction === null || prediction.length !== depths.length) return null;
  return depths.map((depth, index) => ({ depth, error: prediction[index] as number }));
}

function meanOf(run: FigureRun): number {
  return run.errors.reduce((sum, error) => sum + error, 0) / run.errors.length;
}
