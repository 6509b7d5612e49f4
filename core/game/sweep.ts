import type { Design } from "@/core/training/design";
import type { Sweep } from "./sweep-schema";

/** Seeds of a pilot that sweeps nothing, and of each side of a duel: enough to show a spread. */
export const pilotReplicaCount = 3;
/** Most runs of one pilot. */
export const mostPilotRuns = 16;

/** What decides the runs of a pilot. */
export interface PilotPlan {
  readonly design: Design;
  /** Null: the usual three seeds. */
  readonly sweep: Sweep | null;
}

/** One training of a pilot; its place in the list of runs is its run index. */
export interface PilotRunPlan {
  readonly replicaIndex: number;
  readonly design: Design;
}

/** Runs of one design: what belongs together in a figure. */
export interface PilotDesign {
  readonly design: Design;
  readonly runIndices: readonly number[];
}

/**
 * The runs of a pilot, in the order in which results name them. A sweep of rates trains them all from the same
 * initial weights and sample order (replica 0), so that only the rate differs; its design's own rate is not trained
 * unless it is among them. A duel trains both designs with the same seeds, its own design first.
 */
export function pilotRuns(plan: PilotPlan): PilotRunPlan[] {
  const { sweep } = plan;
  if (sweep?.kind === "learning-rates") {
    return sweptDesigns(plan).map((design) => ({ replicaIndex: 0, design }));
  }
  const seedCount = sweep?.kind === "seeds" ? sweep.count : pilotReplicaCount;
  return sweptDesigns(plan).flatMap((design) =>
    Array.from({ length: seedCount }, (_, replicaIndex) => ({ replicaIndex, design })),
  );
}

/** The designs that a pilot trains: one, or one per rate of a sweep, or both of a duel, each with its runs. */
export function pilotDesigns(plan: PilotPlan): PilotDesign[] {
  const runs = pilotRuns(plan);
  const runsPerDesign = runs.length / sweptDesigns(plan).length;
  return sweptDesigns(plan).map((design, place) => ({
    design,
    runIndices: Array.from({ length: runsPerDesign }, (_, index) => place * runsPerDesign + index),
  }));
}

/** The designs of a pilot in the order of their runs. */
export function sweptDesigns({ design, sweep }: PilotPlan): Design[] {
  if (sweep?.kind === "learning-rates") {
    return sweep.learningRates.map((learningRate) => ({ ...design, learningRate }));
  }
  return sweep?.kind === "duel" ? [design, { ...design, [sweep.knob]: sweep.value }] : [design];
}

/** Why a sweep cannot be: a rate named twice, or a duel of a design with itself; null for one that can. */
export function sweepFault({ design, sweep }: PilotPlan): "sweep-invalid" | "no-knob-changed" | null {
  if (sweep?.kind === "duel") return sweep.value === design[sweep.knob] ? "no-knob-changed" : null;
  if (sweep?.kind !== "learning-rates") return null;
  return new Set(sweep.learningRates).size === sweep.learningRates.length ? null : "sweep-invalid";
}
