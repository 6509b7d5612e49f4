import type { Trial } from "@/core/bank/measured-grid";
import type { MeasuredPreset } from "@/core/bank/measured-preset";
import type { Deck, MeasuredDepth, Preset } from "@/core/tasks/deck";
import type { Design } from "@/core/training/design";
import { createInstance, type Instance, labSeed } from "@/lab/instance";
import { readGrid, writeGrid, writeMeasuredPreset } from "@/lab/measured-files";
import { runTrial } from "@/lab/run-trial";
import type { TrainingEngine } from "@/trainer/training-engine";

/** How many instances choose the best cell of a depth; the reported errors come from later, fresh instances. */
const choosingInstanceCount = 3;
/** After the first instance, only this many best cells of each depth go on. */
const promisingCellCount = 5;

/** Words for the head of the result file. */
export function describeMeasurement(engine: TrainingEngine, reportInstanceCount: number): string {
  return (
    `Made by "npm run lab -- measure" with the ${engine.id} engine from lab seed ${labSeed}. Every cell of the grid ` +
    `was trained on instance 0, the ${promisingCellCount} best cells of each depth on instances 1 to ` +
    `${choosingInstanceCount - 1} too; the cell with the lowest mean test error over those ${choosingInstanceCount} ` +
    `instances is its depth's choice. meanError and standardDeviation are over ${reportInstanceCount} fresh ` +
    "instances that took no part in the choice. An instance has its own rule, inputs, initial weights and order. " +
    "A diverged run counts 0.5. All trials are in core/bank/measured-grid."
  );
}

/** Measures one preset to the end, going on from what its file holds, and writes both result files. */
export async function measurePreset(
  engine: TrainingEngine,
  deck: Deck,
  preset: Preset,
  reportInstanceCount: number,
  log: (line: string) => void,
): Promise<void> {
  const grid = readGrid(preset.presetId, engine.id);
  const { depths } = deck.designGrid;
  let instance: { number: number; data: Instance } | null = null;

  async function train(number: number, designs: readonly Design[]): Promise<void> {
    for (const design of designs) {
      if (grid.trials.some((trial) => trial.instance === number && isSameDesign(trial.design, design)))
        continue;
      if (instance?.number !== number) instance = { number, data: createInstance(deck, preset, number) };
      grid.trials.push(await runTrial(engine, deck, instance.data, { number, design }));
      writeGrid(grid);
    }
  }

  await train(0, allDesigns(deck));
  log(`${preset.presetId}: grid done`);
  const promising = depths.flatMap((depth) =>
    bestDesigns(grid.trials, depth, 1).slice(0, promisingCellCount),
  );
  for (let number = 1; number < choosingInstanceCount; number += 1) await train(number, promising);
  const chosen = depths.flatMap((depth) =>
    bestDesigns(grid.trials, depth, choosingInstanceCount).slice(0, 1),
  );
  for (let extra = 0; extra < reportInstanceCount; extra += 1)
    await train(choosingInstanceCount + extra, chosen);
  const result: MeasuredPreset = {
    presetId: preset.presetId,
    measured: chosen.map((design) => summarise(grid.trials, design)),
  };
  writeMeasuredPreset(result, describeMeasurement(engine, reportInstanceCount));
  log(`${preset.presetId}: ${result.measured.map(describeDepth).join("  ")}`);
}

/** Designs of a depth by mean error over the choosing instances, best first; those with fewer of them are left out. */
export function bestDesigns(trials: readonly Trial[], depth: number, instanceCount: number): Design[] {
  const errorsOf = new Map<string, { design: Design; errors: number[] }>();
  for (const { design, instance, testError } of trials) {
    if (design.depth !== depth || instance >= instanceCount) continue;
    const key = JSON.stringify(design);
    const entry = errorsOf.get(key) ?? { design, errors: [] };
    entry.errors.push(testError);
    errorsOf.set(key, entry);
  }
  return [...errorsOf.values()]
    .filter((entry) => entry.errors.length === instanceCount)
    .sort((a, b) => mean(a.errors) - mean(b.errors))
    .map((entry) => entry.design);
}

/** Mean and sd of a design's test error over its fresh instances. */
export function summarise(trials: readonly Trial[], design: Design): MeasuredDepth {
  const errors = trials
    .filter((trial) => trial.instance >= choosingInstanceCount && isSameDesign(trial.design, design))
    .map((trial) => trial.testError);
  const meanError = mean(errors);
  const variance = errors.reduce((sum, error) => sum + (error - meanError) ** 2, 0) / (errors.length - 1);
  const standardDeviation = Math.sqrt(variance);
  return {
    ...design,
    meanError: round(meanError),
    standardDeviation: round(standardDeviation),
    replicaCount: errors.length,
  };
}

function allDesigns(deck: Deck): Design[] {
  const { depths, widths, learningRates } = deck.designGrid;
  return depths.flatMap((depth) =>
    widths.flatMap((width) => learningRates.map((learningRate) => ({ depth, width, learningRate }))),
  );
}

function isSameDesign(a: Design, b: Design): boolean {
  return a.depth === b.depth && a.width === b.width && a.learningRate === b.learningRate;
}

function describeDepth({ depth, width, learningRate, meanError, standardDeviation }: MeasuredDepth): string {
  return `L${depth} ${meanError.toFixed(3)}+-${standardDeviation.toFixed(3)} (H${width} lr${learningRate})`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Errors are counts of 10,000; more digits would only be noise of the binary representation. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
