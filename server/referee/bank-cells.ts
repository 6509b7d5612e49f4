import { readFileSync } from "node:fs";
import { type MeasuredGrid, MeasuredGridSchema } from "@/core/bank/measured-grid";
import { cellsFrom, designName } from "@/core/scoring/audit-cells";
import type { ErrorCell } from "@/core/scoring/audit-claims";
import type { PresetId } from "@/core/tasks/deck";
import type { Design } from "@/core/training/design";

const mostDeviations = 6;

const cellsOf = new Map<PresetId, ReadonlyMap<string, ErrorCell>>();

/** The bank's cell of a design; null where the bank has not measured it. */
export function bankCell(presetId: PresetId, design: Design): ErrorCell | null {
  const known = cellsOf.get(presetId) ?? cellsFrom(readGrid(presetId)?.trials ?? []);
  cellsOf.set(presetId, known);
  return known.get(designName(design)) ?? null;
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

/** Null for a preset whose single trainings are not on file. */
function readGrid(presetId: PresetId): MeasuredGrid | null {
  try {
    const file = new URL(`../../core/bank/measured-grid/${presetId}.json`, import.meta.url);
    return MeasuredGridSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
