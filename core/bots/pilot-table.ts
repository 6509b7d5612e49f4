import type { Design } from "@/core/training/design";

/** Validation errors of pilots, as the lab measured them. */
export interface PilotTable {
  /** Places of the measured cells among the deck's. */
  readonly cells: readonly number[];
  /** Validation errors after the pilot's steps, one per instance; null when the cell was not measured. */
  errorsOf(presetIndex: number, design: Design): readonly number[] | null;
}
