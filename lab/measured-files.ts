import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type MeasuredGrid, MeasuredGridSchema } from "@/core/bank/measured-grid";
import { type MeasuredPilots, MeasuredPilotsSchema } from "@/core/bank/measured-pilots";
import { type MeasuredErrors, MeasuredErrorsSchema, type MeasuredPreset } from "@/core/bank/measured-preset";
import type { PresetId } from "@/core/tasks/deck";

const bankFolder = fileURLToPath(new URL("../core/bank/", import.meta.url));

/** All trials of a preset by this engine so far; empty when there is no file yet or another engine made it. */
export function readGrid(presetId: PresetId, engine: string, folder = bankFolder): MeasuredGrid {
  const file = gridFile(presetId, folder);
  const empty = { presetId, engine, trials: [] };
  if (!existsSync(file)) return empty;
  const grid = MeasuredGridSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return grid.engine === engine ? grid : empty;
}

/** Writes the trials of a preset, one per line, so that a stopped measurement goes on where it was. */
export function writeGrid(grid: MeasuredGrid, folder = bankFolder): void {
  mkdirSync(`${folder}measured-grid`, { recursive: true });
  const { trials, ...head } = grid;
  const lines = trials.map((trial) => `    ${JSON.stringify(trial)}`).join(",\n");
  const text = `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "trials": [\n${lines}\n  ]\n}\n`;
  writeWhole(gridFile(grid.presetId, folder), text);
}

/** The pilots of a preset as far as they were measured; null when there is no file. */
export function readPilots(presetId: PresetId, folder = bankFolder): MeasuredPilots | null {
  const file = pilotFile(presetId, folder);
  return existsSync(file) ? MeasuredPilotsSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : null;
}

/** Writes the pilots of a preset, one cell per line. */
export function writePilots(pilots: MeasuredPilots, folder = bankFolder): void {
  mkdirSync(`${folder}measured-pilots`, { recursive: true });
  const { cells, ...head } = pilots;
  const lines = cells.map((cell) => `    ${JSON.stringify(cell)}`).join(",\n");
  const text = `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "cells": [\n${lines}\n  ]\n}\n`;
  writeWhole(pilotFile(pilots.presetId, folder), text);
}

/** What is shipped with the game: the result of every preset that was measured. */
export function readMeasuredErrors(folder = bankFolder): MeasuredErrors {
  const file = errorsFile(folder);
  if (!existsSync(file)) return { presets: [] };
  return MeasuredErrorsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** Puts one preset's result into the file, beside those of the others; baselines on file stay if none are given. */
export function writeMeasuredPreset(preset: MeasuredPreset, folder = bankFolder): void {
  const before = readMeasuredErrors(folder).presets;
  const others = before.filter((other) => other.presetId !== preset.presetId);
  const baselines = before.find((other) => other.presetId === preset.presetId)?.baselines;
  const result = baselines === undefined ? preset : { baselines, ...preset };
  const presets = [...others, result].sort((a, b) => a.presetId.localeCompare(b.presetId, "en"));
  mkdirSync(folder, { recursive: true });
  writeWhole(errorsFile(folder), `${JSON.stringify({ presets }, null, 2)}\n`);
}

function gridFile(presetId: PresetId, folder: string): string {
  return `${folder}measured-grid/${presetId}.json`;
}

function pilotFile(presetId: PresetId, folder: string): string {
  return `${folder}measured-pilots/${presetId}.json`;
}

function errorsFile(folder: string): string {
  return `${folder}measured-errors.json`;
}

/** A reader never sees half a file: write beside it, then rename. */
export function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}
