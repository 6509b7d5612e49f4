import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type MeasuredGrid, MeasuredGridSchema } from "@/core/bank/measured-grid";
import { type MeasuredPreset, MeasuredPresetSchema } from "@/core/bank/measured-preset";
import type { PresetId } from "@/core/tasks/deck";

const bankFolder = fileURLToPath(new URL("../core/bank/", import.meta.url));
const errorsFile = `${bankFolder}measured-errors.json`;
const gridFile = (presetId: PresetId) => `${bankFolder}measured-grid/${presetId}.json`;

/** All trials of a preset by this engine so far; empty when there is no file yet or another engine made it. */
export function readGrid(presetId: PresetId, engine: string): MeasuredGrid {
  const file = gridFile(presetId);
  const empty = { presetId, engine, trials: [] };
  if (!existsSync(file)) return empty;
  const grid = MeasuredGridSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return grid.engine === engine ? grid : empty;
}

/** Writes the trials of a preset, one per line, so that a stopped measurement goes on where it was. */
export function writeGrid(grid: MeasuredGrid): void {
  mkdirSync(`${bankFolder}measured-grid`, { recursive: true });
  const { trials, ...head } = grid;
  const lines = trials.map((trial) => `    ${JSON.stringify(trial)}`).join(",\n");
  const text = `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "trials": [\n${lines}\n  ]\n}\n`;
  writeWhole(gridFile(grid.presetId), text);
}

/** Puts one preset's result into `measured-errors.json`, beside those of the other presets. */
export function writeMeasuredPreset(preset: MeasuredPreset): void {
  const file = JSON.parse(readFileSync(errorsFile, "utf8")) as { presets: unknown[] };
  const others = file.presets
    .map((other) => MeasuredPresetSchema.parse(other))
    .filter((other) => other.presetId !== preset.presetId);
  const presets = [...others, preset].sort((a, b) => a.presetId.localeCompare(b.presetId, "en"));
  writeWhole(errorsFile, `${JSON.stringify({ presets }, null, 2)}\n`);
}

/** A reader never sees half a file: write beside it, then rename. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}
