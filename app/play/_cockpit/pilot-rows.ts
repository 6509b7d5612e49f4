import type { PilotView } from "@/core/game/view";
import { median } from "@/core/numerics/statistics";

/** One line of the ledger. Errors are medians over the pilot's seeds; null while it has no result. */
export interface PilotRow {
  readonly pilot: PilotView;
  readonly validationError: number | null;
  /** Half of the distance between the lowest and the highest seed. */
  readonly halfRange: number | null;
  readonly divergedCount: number;
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
  const { result } = pilot;
  if (result === null) return { pilot, validationError: null, halfRange: null, divergedCount: 0 };
  const errors = result.map((replica) => replica.validationError);
  return {
    pilot,
    validationError: median(errors),
    halfRange: (Math.max(...errors) - Math.min(...errors)) / 2,
    divergedCount: result.filter((replica) => replica.diverged).length,
  };
}
