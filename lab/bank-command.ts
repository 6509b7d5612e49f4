import {
  claimCarriedBy,
  designsOf,
  finalistsOf,
  pairedLead,
  rankedCells,
  summariseFresh,
} from "@/core/bank/bank-protocol";
import { cellErrors } from "@/core/bank/knob-effects";
import type { MeasuredGrid, Trial } from "@/core/bank/measured-grid";
import { mean } from "@/core/numerics/statistics";
import { type Deck, DeckIdSchema } from "@/core/tasks/deck";
import { announcedDecks, decks, findDeck } from "@/core/tasks/decks";
import type { Preset } from "@/core/tasks/preset";
import { everyPreset, presets } from "@/core/tasks/presets";
import { writeBankMarkdown } from "@/lab/bank-markdown";
import { measureBaselines } from "@/lab/baseline-command";
import { buildPreset, flopsLeft, isComplete } from "@/lab/build-bank";
import { checkPreset, drawRetrainings, type PresetCheck, retrainingFault } from "@/lab/check-bank";
import {
  neededNumber,
  type Options,
  type Output,
  refuseOptions,
  seedOption,
  textOption,
  UsageError,
} from "@/lab/command-line";
import { labSeed } from "@/lab/instance";
import { measurePilots } from "@/lab/measure-pilots";
import { type Measurable, measureSpeed } from "@/lab/measure-speed";
import { readGrid, readMeasuredErrors, writeMeasuredPreset } from "@/lab/measured-files";
import { presetOfOptions } from "@/lab/preset-option";
import { openTrialPool } from "@/lab/trial-pool";

/** `bank build`, `bank pilots`, `bank baselines`, `bank check`, `bank show`; gives the exit code. */
export async function runBank(action: string | undefined, options: Options, output: Output): Promise<number> {
  if (action === "build") return await buildBank(options, output);
  if (action === "pilots") return await measurePilots(dealtOnes(chosenPresets(options)), options, output);
  if (action === "baselines") return fitBaselines(options, output);
  if (action === "check") return await checkBank(options, output);
  if (action === "show") return showBank(options, output);
  throw new UsageError(
    `bank is followed by build, pilots, baselines, check or show${action ? `, not "${action}"` : ""}`,
  );
}

async function buildBank(options: Options, output: Output): Promise<number> {
  const isNamed = options.preset !== undefined;
  const chosen = chosenPresets(options).filter(({ deck, preset }) => isNamed || !isComplete(deck, preset));
  const threads = neededNumber(options, "threads", { low: 1, high: 256, isWhole: true }, 0);
  if (chosen.length === 0) {
    output.say("Everything is measured. Name a --preset to measure it again.");
    return 0;
  }
  const pool = openTrialPool(...(threads === 0 ? [] : [threads]));
  try {
    await sayEstimate(chosen, pool.threadCount, output);
    for (const { deck, preset } of chosen) await buildPreset(pool, deck, preset, output);
  } finally {
    await pool.close();
  }
  for (const { preset } of chosen) for (const line of describePreset(preset)) output.print(line);
  return 0;
}

/** Presets that have no baselines on file, or the named one; only measured presets have a place for them. */
function fitBaselines(options: Options, output: Output): number {
  const replicaCount = neededNumber(options, "replicas", { low: 2, high: 100, isWhole: true }, 3);
  const isNamed = options.preset !== undefined;
  for (const { deck, preset } of chosenPresets(options)) {
    const onFile = readMeasuredErrors().presets.find(({ presetId }) => presetId === preset.presetId);
    if (onFile === undefined) output.say(`${preset.presetId} is not measured yet: bank build comes first.`);
    if (onFile === undefined || (onFile.baselines !== undefined && !isNamed)) continue;
    const baselines = measureBaselines(deck, preset, replicaCount, output);
    // Read again: a build may have written in the meantime.
    const now = readMeasuredErrors().presets.find(({ presetId }) => presetId === preset.presetId) ?? onFile;
    writeMeasuredPreset({ ...now, baselines });
  }
  return 0;
}

/** What is ahead, before it starts: an upper bound, since runs end when they have learned all rows. */
async function sayEstimate(
  chosen: readonly Measurable[],
  threadCount: number,
  output: Output,
): Promise<void> {
  const flops = chosen.map(({ deck, preset }) => flopsLeft(deck, readGrid(preset.presetId, "wasm").trials));
  const total = flops.reduce((sum, value) => sum + value, 0);
  const [first] = chosen as [Measurable];
  const minutes = total / (await measureSpeed(first)) / threadCount / 60;
  output.say(
    `${chosen.length} presets, at most ${total.toExponential(2)} floating-point operations: about ` +
      `${Math.ceil(minutes)} min on ${threadCount} threads, if all runs go to their step budget.`,
  );
}

async function checkBank(options: Options, output: Output): Promise<number> {
  const dealt = chosenPresets(options).filter(({ preset }) => presets.includes(preset));
  const grids = dealt.map(({ preset }) => readGrid(preset.presetId, "wasm"));
  const checks = dealt.map(({ deck, preset }, index) =>
    checkPreset(deck, preset, grids[index] as MeasuredGrid),
  );
  const cellCount = neededNumber(options, "cells", { low: 0, high: 1000, isWhole: true }, 20);
  const retrainingFaults = await retrain(grids, cellCount, options, output);
  const isFine = retrainingFaults.length === 0 && checks.every(({ faults }) => faults.length === 0);
  if (options.json === true) {
    output.print(JSON.stringify({ isFine, presets: checks, retrainedCells: cellCount, retrainingFaults }));
    return isFine ? 0 : 1;
  }
  for (const check of checks) output.print(describeCheck(check));
  for (const fault of retrainingFaults) output.print(`not reproduced: ${fault}`);
  output.print(isFine ? `All ${checks.length} presets hold.` : "Some presets do not hold.");
  return isFine ? 0 : 1;
}

/** Trains random runs of the bank again; sentences about those that come out differently. */
async function retrain(
  grids: readonly MeasuredGrid[],
  count: number,
  options: Options,
  output: Output,
): Promise<string[]> {
  const retrainings = drawRetrainings(grids, count, seedOption(options, labSeed));
  if (retrainings.length === 0) return [];
  const pool = openTrialPool();
  const faults: string[] = [];
  try {
    for (const [index, retraining] of retrainings.entries()) {
      await pool.runAll([retraining.job], (trial: Trial) => {
        const fault = retrainingFault(retraining, trial);
        if (fault !== null) faults.push(fault);
      });
      output.say(`trained ${index + 1} of ${retrainings.length} random cells again`);
    }
  } finally {
    await pool.close();
  }
  return faults;
}

function describeCheck({ presetId, claim, carried, effects, faults }: PresetCheck): string {
  const ratios =
    effects === null
      ? ""
      : `; worst over best: depth ${effects.depth.toFixed(2)}, width ${effects.width.toFixed(2)}, rate ` +
        effects.learningRate.toFixed(2);
  const verdict = faults.length === 0 ? "holds" : `DOES NOT HOLD: ${faults.join("; ")}`;
  return `${presetId}: ${verdict} (claims ${claim}, carries ${carried ?? "nothing"}${ratios})`;
}

function showBank(options: Options, output: Output): number {
  if (options.markdown === true) {
    refuseOptions(options, ["deck", "preset", "json"], "--markdown");
    output.say(`wrote the tables into ${writeBankMarkdown()}`);
    return 0;
  }
  const chosen = chosenPresets(options);
  if (options.json === true) {
    output.print(
      JSON.stringify(chosen.map(({ deck, preset }) => ({ ...preset, cells: cellTable(deck, preset) }))),
    );
    return 0;
  }
  for (const { preset } of chosen) for (const line of describePreset(preset)) output.print(line);
  return 0;
}

/** Every measured cell with its number of runs, best of the choice first. */
function cellTable(deck: Deck, { presetId }: Preset) {
  const { trials } = readGrid(presetId, "wasm");
  return rankedCells(trials, designsOf(deck.designGrid)).map((cell) => {
    const errors = cellErrors(trials, cell);
    return { ...cell, runCount: errors.length, meanError: mean(errors) };
  });
}

function describePreset(preset: Preset): string[] {
  const { trials } = readGrid(preset.presetId, "wasm");
  const finalists = finalistsOf(trials);
  if (finalists.length === 0) return [`${preset.presetId}: not measured`];
  const [best] = finalists as [(typeof finalists)[number]];
  const rows = finalists.map((cell) => {
    const { meanError, standardDeviation, replicaCount } = summariseFresh(trials, cell);
    const lead = cell === best ? null : pairedLead(trials, best, cell);
    const behind =
      lead === null
        ? "best of the choice"
        : `${lead.difference.toFixed(4)} +- ${lead.standardError.toFixed(4)} behind`;
    return (
      `  L${cell.depth} H${cell.width} rate ${cell.learningRate}: ${meanError.toFixed(4)} +- ` +
      `${standardDeviation.toFixed(4)} (${replicaCount} runs), ${behind}`
    );
  });
  return [`${preset.presetId}: claims ${preset.claim}, carries ${claimCarriedBy(trials)}`, ...rows];
}

/** Those from decks that are dealt without naming the task: only there is anything to find out by pilots. */
function dealtOnes(chosen: readonly Measurable[]): Measurable[] {
  return chosen.filter(({ deck, preset }) => !deck.isAnnounced && presets.includes(preset));
}

/** What --preset or --deck names; everything without either. */
function chosenPresets(options: Options): Measurable[] {
  if (options.preset !== undefined) {
    refuseOptions(options, ["deck"], "--preset");
    return [presetOfOptions(options)];
  }
  const name = textOption(options, "deck");
  const known = [...decks, ...announcedDecks];
  if (name !== null) {
    const deckId = DeckIdSchema.safeParse(name);
    if (!deckId.success || !known.some((deck) => deck.deckId === deckId.data)) {
      throw new UsageError(`--deck is one of ${known.map((deck) => deck.deckId).join(", ")}, not "${name}"`);
    }
  }
  return everyPreset
    .filter((preset) => name === null || preset.deckId === name)
    .flatMap((preset) => {
      const deck = findDeck(preset.deckId);
      return deck === null ? [] : [{ deck, preset }];
    });
}
