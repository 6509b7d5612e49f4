import type { PilotRunResult } from "@/core/game/session-state";
import { pilotDesigns, pilotRuns } from "@/core/game/sweep";
import type { PilotView } from "@/core/game/view";
import { median } from "@/core/numerics/statistics";
import type { Design } from "@/core/training/design";

/** What a sweep found at one learning rate. */
export interface SweptRate {
  readonly learningRate: number;
  readonly validationError: number;
  readonly diverged: boolean;
}

/** One of the two designs of a duel, in the order of its runs. */
export interface DuelSide {
  readonly design: Design;
  /** Of the seeds that are in; never empty. */
  readonly errors: readonly number[];
}

/** One line of the ledger. Errors are null while the pilot has no result. */
export interface PilotRow {
  readonly pilot: PilotView;
  /** Median over the seeds; of a sweep of rates or a duel, the lowest. */
  readonly validationError: number | null;
  /** Half of the distance between the lowest and the highest seed; null for one seed per rate. */
  readonly halfRange: number | null;
  readonly divergedCount: number;
  /** By ascending rate; null where the pilot sweeps none. */
  readonly rates: readonly SweptRate[] | null;
  /** The rate with the lowest error of a sweep. */
  readonly bestRate: number | null;
  /** Both sides of a duel; null for other pilots and before both are in. */
  readonly duel: readonly [DuelSide, DuelSide] | null;
}

/** The team's runs, newest first. */
export function pilotRows(pilots: readonly PilotView[]): PilotRow[] {
  return pilots.map(pilotRow).reverse();
}

/** The run with the lowest validation error; null before the first result. */
export function bestRow(rows: readonly PilotRow[]): PilotRow | null {
  return rows.reduce<PilotRow | null>((best, row) => {
    if (row.validationError === null) return best;
    return best?.validationError == null || row.validationError < best.validationError ? row : best;
  }, null);
}

function pilotRow(pilot: PilotView): PilotRow {
  const result = pilot.result ?? [];
  const divergedCount = result.filter((run) => run.diverged).length;
  if (pilot.sweep?.kind === "learning-rates") {
    const rates = sweptRates(pilot, result);
    const [best] = [...rates].sort((left, right) => left.validationError - right.validationError);
    return {
      pilot,
      validationError: best?.validationError ?? null,
      halfRange: null,
      divergedCount,
      rates,
      bestRate: best?.learningRate ?? null,
      duel: null,
    };
  }
  const duel = pilot.sweep?.kind === "duel" ? duelSides(pilot, result) : null;
  const errors = duel === null ? result.map((run) => run.validationError) : betterSide(duel).errors;
  const isIn = errors.length > 0;
  return {
    pilot,
    validationError: isIn ? median(errors) : null,
    halfRange: isIn ? (Math.max(...errors) - Math.min(...errors)) / 2 : null,
    divergedCount,
    rates: null,
    bestRate: null,
    duel,
  };
}

/** The side with the lower median; the first of equals. */
export function betterSide([first, second]: readonly [DuelSide, DuelSide]): DuelSide {
  return median(second.errors) < median(first.errors) ? second : first;
}

function duelSides(pilot: PilotView, result: readonly PilotRunResult[]): [DuelSide, DuelSide] | null {
  const sides = pilotDesigns(pilot).map(({ design, runIndices }) => ({
    design,
    errors: result.flatMap((run) => (runIndices.includes(run.runIndex) ? [run.validationError] : [])),
  }));
  const [first, second] = sides.filter((side) => side.errors.length > 0);
  return first === undefined || second === undefined ? null : [first, second];
}

function sweptRates(pilot: PilotView, result: readonly PilotRunResult[]): SweptRate[] {
  return pilotRuns(pilot)
    .flatMap(({ design: { learningRate } }, runIndex) => {
      const run = result.find((other) => other.runIndex === runIndex);
      return run === undefined
        ? []
        : [{ learningRate, validationError: run.validationError, diverged: run.diverged }];
    })
    .sort((left, right) => left.learningRate - right.learningRate);
}
