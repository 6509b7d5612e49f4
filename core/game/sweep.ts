import type { Design } from "@/core/training/design";
import type { Sweep } from "./sweep-schema";

/** Seeds of a pilot that sweeps nothing: enough to show a spread. */
export const pilotReplicaCount = 3;
/** Most runs of one pilot. */
export const mostPilotRuns = 16;

/** What decides the runs of a pilot. */
export interface PilotPlan {
  readonly design: Design;
  /** Null: the usual three seeds. */
  readonly sweep: Sweep | null;
}

/** One training of a pilot's network; its place in the list of runs is its run index. */
export interface PilotRunPlan {
  readonly replicaIndex: number;
  readonly learningRate: number;
}

/**
 * The runs of a pilot, in the order in which results name them. A sweep of rates trains them all from the same
 * initial weights and sample order (replica 0), so that only the rate differs; its design's own rate is not trained
 * unless it is among them.
 */
export function pilotRuns({ design, sweep }: PilotPlan): PilotRunPlan[] {
  if (sweep?.kind === "learning-rates") {
    return sweep.learningRates.map((learningRate) => ({ replicaIndex: 0, learningRate }));
  }
  return Array.from({ length: sweep?.count ?? pilotReplicaCount }, (_, replicaIndex) => ({
    replicaIndex,
    learningRate: design.learningRate,
  }));
}

/** Runs of one design: what belongs together in a figure. */
export interface PilotDesign {
  readonly design: Design;
  readonly runIndices: readonly number[];
}

/** The designs that a pilot trains: one, or one per rate of a sweep, each with its runs. */
export function pilotDesigns(plan: PilotPlan): PilotDesign[] {
  const runs = pilotRuns(plan);
  return [...new Set(runs.map((run) => run.learningRate))].map((learningRate) => ({
    design: { ...plan.design, learningRate },
    runIndices: runs.flatMap((run, index) => (run.learningRate === learningRate ? [index] : [])),
  }));
}

/** True unless a rate of the sweep is named twice. */
export function isSweepSound(sweep: Sweep | null): boolean {
  return sweep?.kind !== "learning-rates" || new Set(sweep.learningRates).size === sweep.learningRates.length;
}

/** The rates that a sweep needs beside its design's, which every deck's grid must offer. */
export function sweptRates(sweep: Sweep | null): readonly number[] {
  return sweep?.kind === "learning-rates" ? sweep.learningRates : [];
}
