import type { RaceTeam } from "@/app/_ui/charts/race-layout";
import type { RaceCurve } from "@/core/contract/server-events";
import { raceReplicaCount } from "@/core/game/race";
import type { TeamView } from "@/core/game/view";

/** The race as it stands: a line for every team that plays, also before its first report. */
export function raceTeams(teams: readonly TeamView[], curves: readonly RaceCurve[]): RaceTeam[] {
  return teams.flatMap((team) => {
    if (team.progress === null) return [];
    const curve = curves.find((candidate) => candidate.teamId === team.teamId);
    return [
      {
        teamNumber: team.teamNumber,
        curve: (curve?.points ?? []).map(([step, error]) => ({ step, error })),
        doneReplicaCount: team.progress.replicasIn.length,
        replicaCount: raceReplicaCount,
      },
    ];
  });
}

/** The furthest step that any team has reported; null before the first report. */
export function furthestStep(teams: readonly RaceTeam[]): number | null {
  const steps = teams.flatMap((team) => team.curve.map((point) => point.step));
  return steps.length === 0 ? null : Math.max(...steps);
}
