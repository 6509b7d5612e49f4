import { linearScale, positionOf, type Scale } from "@/core/figures/scale";
import { median } from "@/core/numerics/statistics";
import { dodgeMarks } from "./dodge-marks";

/** One run of the class, as the reveal may show it. */
export type ScatterRun = {
  runId: string;
  teamNumber: number;
  /** `final`: mean test error over its replicas. `pilot`: validation error while exploring. */
  kind: "final" | "pilot";
  depth: number;
  width: number;
  learningRate: number;
  error: number;
  /** Error of each replica; the bar goes from the lowest to the highest. */
  seedErrors: readonly number[];
  /** The viewer's own team. */
  isOwn?: boolean;
};

export type DepthValue = { depth: number; error: number };

export type DrawnRun = { run: ScatterRun; x: number; y: number; radius: number; low: number; high: number };

export type DepthMedian = { depth: number; error: number; low: number; high: number };

/** Median, lowest and highest of the class's final runs at each depth that has any. */
export function classMedians(runs: readonly ScatterRun[]): DepthMedian[] {
  const finals = runs.filter((run) => run.kind === "final");
  const depths = [...new Set(finals.map((run) => run.depth))].sort((left, right) => left - right);
  return depths.map((depth) => {
    const errors = finals.filter((run) => run.depth === depth).map((run) => run.error);
    return { depth, error: median(errors), low: Math.min(...errors), high: Math.max(...errors) };
  });
}

/** Depth on a linear axis with half a unit of air at both ends. */
export function depthScale(depths: readonly number[], range: readonly [number, number]): Scale {
  return linearScale([Math.min(...depths) - 0.5, Math.max(...depths) + 0.5], range);
}

/** Marks of all runs in pixels; final runs stand right of their depth, pilots left, none covers another. */
export function drawRuns(
  runs: readonly ScatterRun[],
  scales: { x: Scale; y: Scale },
  radii: Record<ScatterRun["kind"], number>,
): DrawnRun[] {
  const top = scales.y.domain[1];
  const marks = runs.map((run) => {
    const side = run.kind === "final" ? (1 as const) : (-1 as const);
    return {
      x: positionOf(scales.x, run.depth) + side * radii[run.kind] * 1.3,
      y: positionOf(scales.y, Math.min(run.error, top)),
      // Pointed stamps reach further than the circle that they weigh as much as.
      radius: radii[run.kind] * 1.25,
      side,
    };
  });
  const places = dodgeMarks(marks);
  return runs.map((run, index) => ({
    run,
    x: places[index] ?? 0,
    y: marks[index]?.y ?? 0,
    radius: radii[run.kind],
    low: positionOf(scales.y, Math.min(top, ...run.seedErrors, run.error)),
    high: positionOf(scales.y, Math.min(top, Math.max(...run.seedErrors, run.error))),
  }));
}
