import type { Trial } from "@/core/bank/measured-grid";
import type { MeasuredPreset } from "@/core/bank/measured-preset";
import { mean } from "@/core/numerics/statistics";
import type { Deck, MeasuredDepth } from "@/core/tasks/deck";
import type { Preset } from "@/core/tasks/preset";
import type { Design } from "@/core/training/design";
import { createInstance, type Instance, labSeed } from "@/lab/instance";
import { readGrid, writeGrid, writeMeasuredPreset } from "@/lab/measured-files";
import { runTrial } from "@/lab/run-trial";
import type { TrainingEngine } from "@/trainer/training-engine";

/**
 * How the best cell of a depth is chosen: each stage trains the best cells so far on more instances. A design that
 * gets stuck or diverges in one run of twelve looks good on few instances, so the last stage asks for thirty.
 */
export const choosingStages = [
  { cellCount: Number.POSITIVE_INFINITY, instances: range(0, 2) },
  { cellCount: 8, instances: range(2, 4) },
  { cellCount: 4, instances: range(4, 12) },
  { cellCount: 3, instances: range(12, 30) },
];
/** The reported errors come from fresh instances, numbered from here on. */
export const firstReportInstance = 1000;

/** Words that stay beside the numbers. */
export function describeMeasurement(engine: TrainingEngine, reportInstanceCount: number): string {
  return (
    `Made by "npm run lab -- measure" with the ${engine.id} engine from lab seed ${labSeed}. Every cell of the grid ` +
    "was trained on 2 instances, the 8 best of each depth on 4, the 4 best of these on 12 and the 3 best of those " +
    "on 30; the cell with the lowest mean test error over all 30 is its depth's choice, and a diverged run counts " +
    "0.5, so that a cell which now and then diverges or stays at chance does not look good by luck. meanError and " +
    `standardDeviation are over ${reportInstanceCount} fresh instances that took no part in the choice. An instance ` +
    "has its own rule, inputs, initial weights and order. All trials are in core/bank/measured-grid."
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

  const instancesSoFar: number[] = [];
  let candidates = allDesigns(deck);
  for (const { cellCount, instances } of choosingStages) {
    candidates = depths.flatMap((depth) =>
      candidates.filter((design) => design.depth === depth).slice(0, cellCount),
    );
    for (const number of instances) await train(number, candidates);
    instancesSoFar.push(...instances);
    candidates = depths.flatMap((depth) => bestDesigns(grid.trials, depth, instancesSoFar));
    log(`${preset.presetId}: ${instancesSoFar.length} choosing instances done`);
  }
  const chosen = depths.flatMap((depth) => candidates.filter((design) => design.depth === depth).slice(0, 1));
  for (let extra = 0; extra < reportInstanceCount; extra += 1)
    await train(firstReportInstance + extra, chosen);
  const result: MeasuredPreset = {
    presetId: preset.presetId,
    howMade: describeMeasurement(engine, reportInstanceCount),
    measured: chosen.map((design) => summarise(grid.trials, design)),
  };
  writeMeasuredPreset(result);
  log(`${preset.presetId}: ${result.measured.map(describeDepth).join("  ")}`);
}

/** Designs of a depth by mean error over `instances`, best first; those that miss one of them are left out. */
export function bestDesigns(trials: readonly Trial[], depth: number, instances: readonly number[]): Design[] {
  const errorsOf = new Map<string, { design: Design; errors: number[] }>();
  for (const { design, instance, testError } of trials) {
    if (design.depth !== depth || !instances.includes(instance)) continue;
    const key = JSON.stringify(design);
    const entry = errorsOf.get(key) ?? { design, errors: [] };
    entry.errors.push(testError);
    errorsOf.set(key, entry);
  }
  return [...errorsOf.values()]
    .filter((entry) => entry.errors.length === instances.length)
    .sort((a, b) => mean(a.errors) - mean(b.errors))
    .map((entry) => entry.design);
}

/** Mean and sd of a design's test error over its fresh instances. */
export function summarise(trials: readonly Trial[], design: Design): MeasuredDepth {
  const errors = trials
    .filter(({ instance }) => instance >= firstReportInstance)
    .filter((trial) => isSameDesign(trial.design, design))
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

/** Whole numbers from `from` up to but without `to`. */
function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** Errors are counts of 10,000; more digits would only be noise of the binary representation. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
