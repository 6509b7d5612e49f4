import {
  chooseFinalists,
  chooseShortlist,
  designsOf,
  firstFreshInstance,
  freshInstances,
  isSameDesign,
  rankedCells,
  selectionInstances,
  shortlistInstances,
  summariseFresh,
} from "@/core/bank/bank-protocol";
import type { MeasuredGrid, Trial } from "@/core/bank/measured-grid";
import type { MeasuredPreset } from "@/core/bank/measured-preset";
import type { Deck } from "@/core/tasks/deck";
import type { Preset } from "@/core/tasks/preset";
import type { Design } from "@/core/training/design";
import { flopsPerRow, mostFlops } from "@/core/training/training-flops";
import type { Output } from "@/lab/command-line";
import { wasmEngineVersion } from "@/lab/engine-version";
import { labSeed } from "@/lab/instance";
import { readGrid, writeGrid, writeMeasuredPreset } from "@/lab/measured-files";
import type { TrialJob, TrialPool } from "@/lab/trial-pool";

const saveEveryMilliseconds = 2000;

/** Words that stay beside the numbers. */
export const howBankIsMade =
  `Made by "npm run lab -- bank build" with the wasm engine from lab seed ${labSeed}. Every cell of the grid was ` +
  `trained on ${selectionInstances.length} random instances, the three best cells of each depth class (1, 2, 3 and ` +
  `more) and the best of each depth on ${shortlistInstances.length} more. Of these the two best of each class and the ` +
  `best of each depth were trained again on ${freshInstances.length} fresh instances, which alone give ` +
  "meanError and standardDeviation. An instance has its own rule, inputs, noise, initial weights and order; a " +
  "diverged run counts as chance level. All trials are in core/bank/measured-grid.";

/** An upper bound for what is left to train of a preset; finalists that are not chosen yet count as mean cells. */
export function flopsLeft(deck: Deck, trials: readonly Trial[]): number {
  const cells = designsOf(deck.designGrid);
  const missing = missingJobs(trials, cells, selectionInstances);
  const isChosen = missing.length === 0;
  const shortlist = isChosen ? chooseShortlist(trials, deck.designGrid) : [];
  const again = missingJobs(trials, shortlist, shortlistInstances);
  const finalists = isChosen ? chooseFinalists(trials, deck.designGrid) : [];
  const fresh = missingJobs(trials, finalists, freshInstances);
  const sum = [...missing, ...again, ...fresh].reduce(
    (total, { design }) => total + mostFlops(deck, design),
    0,
  );
  if (isChosen) return sum;
  const meanFlops = cells.reduce((total, design) => total + mostFlops(deck, design), 0) / cells.length;
  return sum + (11 * shortlistInstances.length + 9 * freshInstances.length) * meanFlops;
}

/**
 * Measures one preset to the end, going on from what its file holds, and writes both result files of the bank (in
 * `folder`, if it is another one than the game's).
 */
export async function buildPreset(
  pool: TrialPool,
  deck: Deck,
  preset: Preset,
  output: Output,
  folder?: string,
): Promise<void> {
  const { presetId } = preset;
  const grid = openGrid(preset, folder);
  let savedAt = Date.now();
  const keep = (trial: Trial) => {
    grid.trials.push(trial);
    if (Date.now() - savedAt < saveEveryMilliseconds) return;
    writeGrid(grid, folder);
    savedAt = Date.now();
  };
  const train = async (what: string, cells: readonly Design[], instances: readonly number[]) => {
    const jobs = missingJobs(grid.trials, cells, instances).map((job): TrialJob => ({ presetId, ...job }));
    if (jobs.length === 0) return;
    const report = progressReporter(`${presetId}, ${what}`, jobs, deck, output);
    try {
      await pool.runAll(jobs, (trial) => {
        keep(trial);
        report(trial);
      });
    } finally {
      writeGrid(grid, folder);
    }
  };

  await train("choosing", designsOf(deck.designGrid), selectionInstances);
  await train("looking again", chooseShortlist(grid.trials, deck.designGrid), shortlistInstances);
  const finalists = chooseFinalists(grid.trials, deck.designGrid);
  await train("measuring", finalists, freshInstances);
  writeMeasuredPreset(resultOf(preset, deck, grid.trials, finalists), folder);
}

function resultOf(
  { presetId }: Preset,
  deck: Deck,
  trials: readonly Trial[],
  finalists: readonly Design[],
): MeasuredPreset {
  const summaries = rankedCells(trials, finalists).map((cell) => summariseFresh(trials, cell));
  const measured = deck.designGrid.depths.flatMap((depth) =>
    summaries.filter((summary) => summary.depth === depth).slice(0, 1),
  );
  return { presetId, howMade: howBankIsMade, measured, finalists: summaries };
}

function openGrid({ presetId }: Preset, folder?: string): MeasuredGrid {
  const grid = readGrid(presetId, "wasm", folder);
  const versions = grid.engineVersions ?? [];
  if (!versions.includes(wasmEngineVersion)) grid.engineVersions = [...versions, wasmEngineVersion];
  return grid;
}

/** Runs that are not on file, instance by instance, the largest first so that no thread ends with a long one. */
export function missingJobs(
  trials: readonly Trial[],
  cells: readonly Design[],
  instances: readonly number[],
): { instance: number; design: Design }[] {
  const bySize = cells.toSorted((a, b) => flopsPerRow(b, 1) - flopsPerRow(a, 1));
  return instances.flatMap((instance) => {
    const done = trials.filter((trial) => trial.instance === instance);
    return bySize
      .filter((design) => !done.some((trial) => isSameDesign(trial.design, design)))
      .map((design) => ({ instance, design }));
  });
}

function progressReporter(
  title: string,
  jobs: readonly { design: Design }[],
  deck: Deck,
  output: Output,
): (trial: Trial) => void {
  const total = jobs.reduce((sum, { design }) => sum + mostFlops(deck, design), 0);
  const startedAt = Date.now();
  let done = 0;
  let count = 0;
  let saidAt = startedAt;
  return ({ design }) => {
    done += mostFlops(deck, design);
    count += 1;
    if (Date.now() - saidAt < 5000 && count < jobs.length) return;
    saidAt = Date.now();
    const minutes = ((saidAt - startedAt) * (total / done - 1)) / 60_000;
    output.say(`${title}: ${count} of ${jobs.length} runs, about ${minutes.toFixed(1)} min left`);
  };
}

/** True when the file of results holds this preset and nothing is left to train for it. */
export function isComplete(deck: Deck, preset: Preset): boolean {
  const { trials } = readGrid(preset.presetId, "wasm");
  if (preset.measured.length === 0) return false;
  const hasFresh = trials.some(({ instance }) => instance >= firstFreshInstance);
  return hasFresh && preset.measured.every((entry) => deck.designGrid.depths.includes(entry.depth));
}
