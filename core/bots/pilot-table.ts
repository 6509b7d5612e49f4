import { isSameDesign } from "@/core/bank/bank-protocol";
import { type MeasuredPilots, pilotErrorsOf } from "@/core/bank/measured-pilots";
import type { Design } from "@/core/training/design";
import type { DeckTable } from "./deck-table";

/** Validation errors of pilots, as the lab measured them. */
export interface PilotTable {
  /** Places of the measured cells among the deck's. */
  readonly cells: readonly number[];
  /** Validation errors after the pilot's steps, one per instance; null when the cell was not measured. */
  errorsOf(presetIndex: number, design: Design): readonly number[] | null;
}

/** Lines the lab's pilots up with a deck; cells that some preset of the deck lacks are left out. */
export function pilotTable(table: DeckTable, measured: readonly MeasuredPilots[]): PilotTable {
  const byPreset = table.presets.map(({ preset }) =>
    measured.find((pilots) => pilots.presetId === preset.presetId),
  );
  const errorsOf = (presetIndex: number, design: Design) => {
    const pilots = byPreset[presetIndex];
    return pilots === undefined ? null : pilotErrorsOf(pilots, design);
  };
  const cells = (byPreset[0]?.cells ?? [])
    .map(({ design }) => table.cells.findIndex((cell) => isSameDesign(cell, design)))
    .filter((cell) => cell >= 0)
    .filter((cell) => byPreset.every((_, index) => errorsOf(index, table.cells[cell] as Design) !== null));
  return { cells, errorsOf };
}
