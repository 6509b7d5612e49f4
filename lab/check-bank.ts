import { claimCarriedBy, finalistsOf, summariseFresh } from "@/core/bank/bank-protocol";
import { type KnobEffects, knobEffects, spreadOfCell } from "@/core/bank/knob-effects";
import type { MeasuredGrid, Trial } from "@/core/bank/measured-grid";
import { createRandom } from "@/core/random/random-streams";
import type { Seed } from "@/core/random/seed";
import { type Deck, MeasuredDepthSchema, type PresetId } from "@/core/tasks/deck";
import type { DepthClaim, Preset } from "@/core/tasks/preset";
import { familyNamed, taskRefusal } from "@/core/tasks/task-registry";
import type { TrialJob } from "@/lab/trial-pool";

/** What the check found for one preset. */
export interface PresetCheck {
  readonly presetId: PresetId;
  readonly claim: DepthClaim;
  /** What the fresh replicas carry; null when nothing was measured. */
  readonly carried: DepthClaim | null;
  readonly effects: KnobEffects | null;
  /** Sentences about what is wrong; none when it holds. */
  readonly faults: readonly string[];
}

/** Checks claim, looks and shipped numbers of one preset against the trials on file. */
export function checkPreset(deck: Deck, preset: Preset, { trials }: MeasuredGrid): PresetCheck {
  const { presetId, claim } = preset;
  const isMeasured = finalistsOf(trials).length > 0;
  const carried = isMeasured ? claimCarriedBy(trials) : null;
  const faults = [...looksFaults(deck, preset)];
  if (!isMeasured) faults.push("it was not measured");
  else if (claim !== "control" && carried !== claim)
    faults.push(`it claims ${claim}, its replicas carry ${carried}`);
  for (const entry of preset.measured) {
    const again = summariseFresh(trials, MeasuredDepthSchema.parse(entry));
    if (again.meanError !== entry.meanError || again.replicaCount !== entry.replicaCount) {
      faults.push(`its error at depth ${entry.depth} is not that of the trials on file`);
    }
  }
  const effects = isMeasured ? knobEffects(trials, deck.designGrid) : null;
  return { presetId, claim, carried, effects, faults };
}

function looksFaults(deck: Deck, { task }: Preset): string[] {
  const family = familyNamed(task.family);
  const isRegression = deck.loss === "squared";
  const refusal = taskRefusal(task, deck.inputDimension);
  return [
    ...(refusal === null ? [] : [refusal]),
    ...((family.kind === "regression") === isRegression
      ? []
      : ["its answers are of another kind than its deck's"]),
    ...(deck.inputs === "sent" || deck.inputs === family.inputs
      ? []
      : [`its inputs are ${family.inputs}, those of its deck ${deck.inputs}`]),
  ];
}

/** A run of the bank that is trained again. */
export interface Retraining {
  readonly job: TrialJob;
  readonly recorded: number;
  /** Four standard errors of the difference of two runs of that cell. */
  readonly tolerance: number;
}

/** Draws `count` recorded runs at random, every run of every grid equally likely. */
export function drawRetrainings(grids: readonly MeasuredGrid[], count: number, seed: Seed): Retraining[] {
  const runs = grids.flatMap(({ presetId, trials }) => trials.map((trial) => ({ presetId, trials, trial })));
  if (runs.length === 0) return [];
  const stream = createRandom(seed).stream("rule", 0);
  return Array.from({ length: count }, () => {
    const { presetId, trials, trial } = runs[stream.integerBelow(runs.length)] as (typeof runs)[number];
    const { instance, design, testError } = trial;
    const tolerance = 4 * Math.SQRT2 * spreadOfCell(trials, design);
    return { job: { presetId, instance, design }, recorded: testError, tolerance };
  });
}

/** A sentence about a run that came out differently; null when it is within its tolerance. */
export function retrainingFault({ job, recorded, tolerance }: Retraining, again: Trial): string | null {
  const { presetId, instance, design } = job;
  if (Math.abs(again.testError - recorded) <= tolerance) return null;
  return (
    `${presetId}, instance ${instance}, depth ${design.depth}, width ${design.width}, rate ${design.learningRate}: ` +
    `recorded ${recorded}, now ${again.testError}, allowed difference ${tolerance.toFixed(4)}`
  );
}
