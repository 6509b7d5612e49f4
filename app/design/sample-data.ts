import type { CurvePoint } from "@/app/_ui/charts/curve";
import type { ScatterRun } from "@/app/_ui/charts/depth-scatter-layout";
import type { LeaderboardRow } from "@/app/_ui/charts/leaderboard-groups";
import type { SeedCurves } from "@/app/_ui/charts/learning-curves-layout";
import type { RaceTeam } from "@/app/_ui/charts/race-layout";

/** Invented numbers for the design page, the same at every visit. Nothing here was measured. */
export const sampleStepBudget = 4000;

export const sampleSeeds: SeedCurves[] = [0, 1, 2].map((replicaIndex) => ({
  replicaIndex,
  training: sampleCurve(0.03 + replicaIndex * 0.005, 220 + replicaIndex * 25, 1800, replicaIndex),
  validation: sampleCurve(0.14 + (replicaIndex - 1) * 0.015, 300 + replicaIndex * 40, 1800, replicaIndex + 5),
  isFinished: false,
}));

export const sampleRace: RaceTeam[] = [
  { teamNumber: 1, curve: sampleCurve(0.08, 140, 1700, 1), doneReplicaCount: 3, replicaCount: 5 },
  { teamNumber: 2, curve: sampleCurve(0.02, 330, 1700, 2), doneReplicaCount: 2, replicaCount: 5 },
  { teamNumber: 3, curve: sampleCurve(0.16, 90, 1700, 3), doneReplicaCount: 4, replicaCount: 5 },
  { teamNumber: 4, curve: sampleCurve(0.04, 620, 1700, 4), doneReplicaCount: 2, replicaCount: 5 },
  { teamNumber: 5, curve: sampleCurve(0.13, 160, 1700, 5), doneReplicaCount: 3, replicaCount: 5 },
  { teamNumber: 6, curve: sampleCurve(0.12, 1300, 1700, 6), doneReplicaCount: 1, replicaCount: 5 },
  { teamNumber: 8, curve: sampleCurve(0.1, 1000, 1700, 7), doneReplicaCount: 0, replicaCount: 5 },
];

export const sampleDepths = [1, 2, 3, 5, 7];

export const sampleBank = [
  { depth: 1, error: 0.193 },
  { depth: 2, error: 0.073 },
  { depth: 3, error: 0.082 },
  { depth: 5, error: 0.088 },
  { depth: 7, error: 0.085 },
];

export const sampleProved = [0.48, 0.35, 0.282, 0.28, 0.286].map((error, index) => ({
  depth: sampleDepths[index] ?? 1,
  error,
}));

export const sampleRuns: ScatterRun[] = [
  sampleRun("final", 1, 1, 0.215),
  sampleRun("final", 2, 2, 0.08),
  sampleRun("final", 3, 2, 0.117, true),
  sampleRun("final", 4, 3, 0.098),
  sampleRun("final", 5, 5, 0.104),
  sampleRun("final", 6, 7, 0.112),
  sampleRun("final", 8, 5, 0.11),
  sampleRun("pilot", 2, 1, 0.237),
  sampleRun("pilot", 5, 2, 0.132),
  sampleRun("pilot", 1, 2, 0.1),
  sampleRun("pilot", 3, 3, 0.118),
  sampleRun("pilot", 6, 3, 0.089),
  sampleRun("pilot", 1, 5, 0.158),
  sampleRun("pilot", 4, 5, 0.129),
  sampleRun("pilot", 2, 7, 0.152),
];

export const sampleLeaderboard: LeaderboardRow[] = [
  { teamNumber: 2, rank: 1, points: 184.2 },
  { teamNumber: 3, rank: 2, points: 173.4, isOwn: true },
  { teamNumber: 1, rank: 2, points: 172.8 },
  { teamNumber: 4, rank: 4, points: 120.1 },
  { teamNumber: 8, rank: 5, points: 66 },
];

function sampleRun(
  kind: ScatterRun["kind"],
  teamNumber: number,
  depth: number,
  error: number,
  isOwn = false,
): ScatterRun {
  const spread = [-0.02, -0.008, 0.001, 0.009, 0.021];
  return {
    runId: `${kind}-${teamNumber}-${depth}`,
    kind,
    teamNumber,
    depth,
    width: 50,
    learningRate: 0.1,
    error,
    seedErrors: kind === "final" ? spread.map((offset) => error + offset) : [error],
    isOwn,
  };
}

function sampleCurve(floor: number, halfStep: number, lastStep: number, phase: number): CurvePoint[] {
  const points: CurvePoint[] = [];
  for (let step = 10; step <= lastStep; step *= 1.06) {
    const fall = 1 / (1 + (step / halfStep) ** 1.7);
    const wobble = 0.006 * Math.sin(step ** 0.7 + phase * 2) * (0.4 + fall);
    points.push({
      step: Math.round(step),
      error: Math.round((floor + (0.5 - floor) * fall + wobble) * 1e4) / 1e4,
    });
  }
  return points;
}
