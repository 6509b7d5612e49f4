import { isSameDesign } from "@/core/bank/bank-protocol";
import {
  type MeasuredPilotCell,
  type MeasuredPilots,
  pilotCells,
  pilotErrorsOf,
  pilotInstances,
} from "@/core/bank/measured-pilots";
import { mean } from "@/core/numerics/statistics";
import { flopsPerRow } from "@/core/training/training-flops";
import { neededNumber, type Options, type Output } from "@/lab/command-line";
import { wasmEngineVersion } from "@/lab/engine-version";
import { type Measurable, measureSpeed } from "@/lab/measure-speed";
import { readPilots, writePilots } from "@/lab/measured-files";
import { openTrialPool, type PilotPool, type PilotTrial, type TrialJob } from "@/lab/trial-pool";

const saveEveryMilliseconds = 2000;
const sayEveryMilliseconds = 5000;

/** `bank pilots`: trains what is missing of the given presets, and prints the best and worst cell of each. */
export async function measurePilots(
  chosen: readonly Measurable[],
  options: Options,
  output: Output,
): Promise<number> {
  const threads = neededNumber(options, "threads", { low: 1, high: 256, isWhole: true }, 0);
  const unfinished = chosen.filter((measurable) => missingPilots(openPilots(measurable)).length > 0);
  if (unfinished.length === 0) output.say("All pilots of these presets are measured.");
  if (unfinished.length > 0) {
    const pool = openTrialPool(...(threads === 0 ? [] : [threads]));
    try {
      await sayEstimate(unfinished, pool.threadCount, output);
      for (const measurable of unfinished) await measurePilotsOf(pool, measurable, output);
    } finally {
      await pool.close();
    }
  }
  for (const measurable of chosen) output.print(describePilots(openPilots(measurable)));
  return 0;
}

/**
 * Measures the pilots of one preset to the end, going on from what its file holds (in `folder`, if it is another one
 * than the game's).
 */
export async function measurePilotsOf(
  pool: PilotPool,
  measurable: Measurable,
  output: Output,
  folder?: string,
): Promise<void> {
  let pilots = openPilots(measurable, folder);
  const { presetId } = pilots;
  const jobs = missingPilots(pilots);
  const save = () => writePilots(pilots, folder);
  let savedAt = Date.now();
  const report = progressReporter(measurable, jobs, output);
  try {
    await pool.runPilots(jobs, (pilot) => {
      pilots = withPilot(pilots, pilot);
      report(pilot);
      if (Date.now() - savedAt < saveEveryMilliseconds) return;
      save();
      savedAt = Date.now();
    });
  } finally {
    save();
  }
  output.say(`${presetId}: done`);
}

/** What is on file for this preset; nothing yet where the step budget or the chosen cells have changed. */
function openPilots({ deck, preset }: Measurable, folder?: string): MeasuredPilots {
  const designs = pilotCells(deck.designGrid);
  const onFile = readPilots(preset.presetId, folder);
  const isSamePlan =
    onFile !== null &&
    onFile.stepBudget === deck.pilotStepBudget &&
    onFile.instances.join() === pilotInstances.join() &&
    onFile.cells.length === designs.length &&
    onFile.cells.every((cell, place) => isSameDesign(cell.design, designs[place] ?? cell.design));
  if (!isSamePlan) {
    return {
      presetId: preset.presetId,
      engine: "wasm",
      engineVersions: [wasmEngineVersion],
      stepBudget: deck.pilotStepBudget,
      instances: [...pilotInstances],
      cells: designs.map((design) => ({ design, validationErrors: pilotInstances.map(() => null) })),
    };
  }
  const { engineVersions } = onFile;
  if (missingPilots(onFile).length === 0 || engineVersions.includes(wasmEngineVersion)) return onFile;
  return { ...onFile, engineVersions: [...engineVersions, wasmEngineVersion] };
}

/** Pilots that are not on file, instance by instance, the largest first so that no thread ends with a long one. */
function missingPilots({ presetId, instances, cells }: MeasuredPilots): TrialJob[] {
  const bySize = cells.toSorted((a, b) => flopsPerRow(b.design, 1) - flopsPerRow(a.design, 1));
  return instances.flatMap((instance, place) =>
    bySize
      .filter((cell) => cell.validationErrors[place] === null)
      .map(({ design }) => ({ presetId, instance, design })),
  );
}

function withPilot(
  pilots: MeasuredPilots,
  { instance, design, validationError }: PilotTrial,
): MeasuredPilots {
  const place = pilots.instances.indexOf(instance);
  const cells = pilots.cells.map((cell): MeasuredPilotCell => {
    if (!isSameDesign(cell.design, design)) return cell;
    return { design: cell.design, validationErrors: cell.validationErrors.with(place, validationError) };
  });
  return { ...pilots, cells };
}

/** Most floating-point operations of these pilots. */
function flopsOf({ deck }: Measurable, jobs: readonly { readonly design: TrialJob["design"] }[]): number {
  const rows = deck.pilotStepBudget * deck.batchSize;
  return jobs.reduce((sum, { design }) => sum + rows * flopsPerRow(design, deck.inputDimension), 0);
}

/** What is ahead, before it starts: an upper bound, since runs end when they have learned all rows. */
async function sayEstimate(
  unfinished: readonly Measurable[],
  threadCount: number,
  output: Output,
): Promise<void> {
  const [first] = unfinished;
  if (first === undefined) return;
  const total = unfinished.reduce((sum, one) => sum + flopsOf(one, missingPilots(openPilots(one))), 0);
  const minutes = total / (await measureSpeed(first)) / threadCount / 60;
  output.say(
    `pilots of ${unfinished.length} presets, at most ${total.toExponential(2)} floating-point operations: about ` +
      `${Math.ceil(minutes)} min on ${threadCount} threads.`,
  );
}

function progressReporter(
  measurable: Measurable,
  jobs: readonly TrialJob[],
  output: Output,
): (pilot: PilotTrial) => void {
  const total = flopsOf(measurable, jobs);
  const startedAt = Date.now();
  let done = 0;
  let count = 0;
  let saidAt = startedAt;
  return (pilot) => {
    done += flopsOf(measurable, [pilot]);
    count += 1;
    if (Date.now() - saidAt < sayEveryMilliseconds && count < jobs.length) return;
    saidAt = Date.now();
    const minutes = ((saidAt - startedAt) * (total / done - 1)) / 60_000;
    const { presetId } = measurable.preset;
    output.say(`${presetId}: ${count} of ${jobs.length} pilots, about ${minutes.toFixed(1)} min left`);
  };
}

function describePilots(pilots: MeasuredPilots): string {
  const means = pilots.cells
    .flatMap(({ design }) => {
      const errors = pilotErrorsOf(pilots, design);
      return errors === null ? [] : [{ design, error: mean(errors) }];
    })
    .sort((a, b) => a.error - b.error);
  const inWords = (cell: (typeof means)[number] | undefined) =>
    cell === undefined
      ? "none"
      : `L${cell.design.depth} H${cell.design.width} rate ${cell.design.learningRate} ${cell.error.toFixed(4)}`;
  return (
    `${pilots.presetId}: ${means.length} of ${pilots.cells.length} cells after ${pilots.stepBudget} steps; ` +
    `best ${inWords(means[0])}, worst ${inWords(means.at(-1))}`
  );
}
