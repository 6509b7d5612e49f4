import type { Trial } from "@/core/bank/measured-grid";
import { mean } from "@/core/numerics/statistics";
import type { MeasuredDepth } from "@/core/tasks/deck";
import type { DepthClaim } from "@/core/tasks/preset";
import type { Design, DesignGrid } from "@/core/training/design";

/** Instances on which every cell of the grid is trained, to choose from. */
export const selectionInstances: readonly number[] = [0, 1, 2, 3, 4];
/** The best of them are trained on these as well: a cell that diverges once in ten looks best on five by luck. */
export const shortlistInstances: readonly number[] = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
const shortlistedPerClass = 3;
/** Instances from this number on took no part in any choice; only they enter errors and checks. */
export const firstFreshInstance = 1000;
export const freshInstances: readonly number[] = Array.from(
  { length: 15 },
  (_, extra) => firstFreshInstance + extra,
);
const finalistsPerClass = 2;

/** Depths that a claim compares; 2 belongs to neither side, and neighbours are never compared. */
export const depthClasses = {
  shallow: (depth: number) => depth === 1,
  middle: (depth: number) => depth === 2,
  deep: (depth: number) => depth >= 3,
} as const;
export type DepthClass = keyof typeof depthClasses;

/** Every cell of a grid. */
export function designsOf({ depths, widths, learningRates }: DesignGrid): Design[] {
  return depths.flatMap((depth) =>
    widths.flatMap((width) => learningRates.map((learningRate) => ({ depth, width, learningRate }))),
  );
}

/** True when two designs are the same cell. */
export function isSameDesign(a: Design, b: Design): boolean {
  return a.depth === b.depth && a.width === b.width && a.learningRate === b.learningRate;
}

/** The cells that get a second look before the choice: the best three of each depth class, and the best of every depth. */
export function chooseShortlist(trials: readonly Trial[], grid: DesignGrid): Design[] {
  const firstLook = trials.filter(({ instance }) => selectionInstances.includes(instance));
  return bestCells(rankedCells(firstLook, designsOf(grid)), grid, shortlistedPerClass);
}

/** The cells that are measured on fresh instances: of the shortlist the best two of each class and of every depth one. */
export function chooseFinalists(trials: readonly Trial[], grid: DesignGrid): Design[] {
  return bestCells(rankedCells(trials, chooseShortlist(trials, grid)), grid, finalistsPerClass);
}

/** Of cells that are ranked, the first of each depth class and the first of every depth; ranked still. */
function bestCells(ranked: readonly Design[], { depths }: DesignGrid, countPerClass: number): Design[] {
  const ofClasses = Object.values(depthClasses).flatMap((isIn) =>
    ranked.filter(({ depth }) => isIn(depth)).slice(0, countPerClass),
  );
  const ofDepths = depths.flatMap((depth) => ranked.filter((cell) => cell.depth === depth).slice(0, 1));
  return ranked.filter((cell) => ofClasses.includes(cell) || ofDepths.includes(cell));
}

/** Cells by mean error over the instances that were for choosing, best first; those never trained are left out. */
export function rankedCells(trials: readonly Trial[], cells: readonly Design[]): Design[] {
  return cells
    .map((cell) => ({ cell, errors: errorsOf(trials, cell, (instance) => instance < firstFreshInstance) }))
    .filter(({ errors }) => errors.length > 0)
    .sort((a, b) => mean(a.errors) - mean(b.errors))
    .map(({ cell }) => cell);
}

/** Cells with fresh replicas, in the order of the choice. */
export function finalistsOf(trials: readonly Trial[]): Design[] {
  const cells: Design[] = [];
  for (const { instance, design } of trials) {
    if (instance >= firstFreshInstance && !cells.some((cell) => isSameDesign(cell, design)))
      cells.push(design);
  }
  return rankedCells(trials, cells);
}

/** Mean and standard deviation of a cell's test error over its fresh instances. */
export function summariseFresh(trials: readonly Trial[], design: Design): MeasuredDepth {
  const errors = errorsOf(trials, design, (instance) => instance >= firstFreshInstance);
  const meanError = mean(errors);
  const variance = errors.reduce((sum, error) => sum + (error - meanError) ** 2, 0) / (errors.length - 1);
  return {
    ...design,
    meanError: round(meanError),
    standardDeviation: round(Math.sqrt(variance)),
    replicaCount: errors.length,
  };
}

/** Errors are counts of 10,000; more digits would only be noise of the binary representation. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function errorsOf(
  trials: readonly Trial[],
  design: Design,
  isWanted: (instance: number) => boolean,
): number[] {
  return trials
    .filter((trial) => isWanted(trial.instance) && isSameDesign(trial.design, design))
    .map((trial) => trial.testError);
}

/** How far one cell is ahead of another on the fresh instances that both were trained on. */
export interface PairedLead {
  /** Mean of (error of the other - error of this cell). */
  readonly difference: number;
  readonly standardError: number;
  readonly pairCount: number;
  /** True when the difference is above 0 by the one-sided 97.5 % t test. */
  readonly isShown: boolean;
}

/** The lead of `cell` over `other`, paired by instance: both met the same data. */
export function pairedLead(trials: readonly Trial[], cell: Design, other: Design): PairedLead {
  const fresh = trials.filter(({ instance }) => instance >= firstFreshInstance);
  const differences = fresh
    .filter(({ design }) => isSameDesign(design, cell))
    .flatMap(({ instance, testError }) => {
      const pair = fresh.find((trial) => trial.instance === instance && isSameDesign(trial.design, other));
      return pair === undefined ? [] : [pair.testError - testError];
    });
  const pairCount = differences.length;
  const difference = mean(differences);
  const variance = differences.reduce((sum, value) => sum + (value - difference) ** 2, 0) / (pairCount - 1);
  const standardError = Math.sqrt(variance / pairCount);
  const isShown = pairCount >= 3 && difference > studentQuantile(pairCount - 1) * standardError;
  return { difference, standardError, pairCount, isShown };
}

/**
 * The claim about depth that fresh replicas carry: the class's best cell of the choice must lead every finalist of the
 * other class, each by the paired one-sided 97.5 % t test. Otherwise `control`.
 */
export function claimCarriedBy(trials: readonly Trial[]): DepthClaim {
  const finalists = finalistsOf(trials);
  const shallow = finalists.filter(({ depth }) => depthClasses.shallow(depth));
  const deep = finalists.filter(({ depth }) => depthClasses.deep(depth));
  if (leadsAll(trials, deep[0], shallow)) return "deep-wins";
  return leadsAll(trials, shallow[0], deep) ? "shallow-wins" : "control";
}

function leadsAll(trials: readonly Trial[], cell: Design | undefined, others: readonly Design[]): boolean {
  return (
    cell !== undefined &&
    others.length > 0 &&
    others.every((other) => pairedLead(trials, cell, other).isShown)
  );
}

const z = 1.959963984540054;

/**
 * The 97.5 % point of Student's t with `degrees` >= 2 degrees of freedom, within 2 % for 2 and 0.02 % from 5 on
 * (Cornish-Fisher expansion about the normal point, Abramowitz and Stegun 26.7.5).
 */
export function studentQuantile(degrees: number): number {
  return (
    z +
    (z ** 3 + z) / (4 * degrees) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degrees ** 3) +
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / (92160 * degrees ** 4)
  );
}
