import { readFileSync } from "node:fs";
import { type MeasuredGrid, MeasuredGridSchema, type Trial } from "@/core/bank/measured-grid";
import { mean, standardDeviation } from "@/core/numerics/statistics";
import type { PresetId } from "@/core/tasks/deck";
import type { Design } from "@/core/training/design";

/** What the bank says of one design on one preset: over fresh instances, one training each. */
export interface BankCell {
  readonly meanError: number;
  readonly standardDeviation: number;
}

/** Cells with fewer trainings have their spread from all cells of the preset together. */
const enoughTrials = 10;

const mostDeviations = 6;

const cellsOf = new Map<PresetId, ReadonlyMap<string, BankCell>>();

/** The bank's cell of a design; null where the bank has not measured it. */
export function bankCell(presetId: PresetId, design: Design): BankCell | null {
  const known = cellsOf.get(presetId) ?? cellsFrom(readGrid(presetId)?.trials ?? []);
  cellsOf.set(presetId, known);
  return known.get(cellKey(design)) ?? null;
}

/**
 * True when an error lies within 6 sd of `expected`, by default the mean of its cell. False where the bank has not
 * measured the design: then only the server's own training is believed.
 */
export function isPlausible(
  presetId: PresetId,
  design: Design,
  testError: number,
  expected?: number,
): boolean {
  const cell = bankCell(presetId, design);
  if (cell === null) return false;
  return Math.abs(testError - (expected ?? cell.meanError)) <= mostDeviations * cell.standardDeviation;
}

/** Mean and spread of every design that was trained twice or more. */
export function cellsFrom(trials: readonly Trial[]): ReadonlyMap<string, BankCell> {
  const errors = new Map<string, number[]>();
  for (const { design, testError } of trials) {
    errors.set(cellKey(design), [...(errors.get(cellKey(design)) ?? []), testError]);
  }
  const repeated = [...errors].filter(([, values]) => values.length >= 2);
  const squaresOf = (values: readonly number[]) => values.length * standardDeviation(values) ** 2;
  const freedom = repeated.reduce((sum, [, values]) => sum + values.length - 1, 0);
  const squares = repeated.reduce((sum, [, values]) => sum + squaresOf(values), 0);
  const pooled = Math.sqrt(squares / Math.max(1, freedom));
  return new Map(
    repeated.map(([key, values]) => {
      const own = Math.sqrt(squaresOf(values) / (values.length - 1));
      const spread = values.length >= enoughTrials ? own : pooled;
      return [key, { meanError: mean(values), standardDeviation: spread }];
    }),
  );
}

function cellKey({ depth, width, learningRate }: Design): string {
  return `${depth}/${width}/${learningRate}`;
}

/** Null for a preset whose single trainings are not on file. */
function readGrid(presetId: PresetId): MeasuredGrid | null {
  try {
    const file = new URL(`../../core/bank/measured-grid/${presetId}.json`, import.meta.url);
    return MeasuredGridSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
