import measuredErrorsFile from "@/core/bank/measured-errors.json";
import { MeasuredErrorsSchema } from "@/core/bank/measured-preset";
import type { Deck, DeckId, MeasuredDepth, PresetId } from "@/core/tasks/deck";
import { announcedDecks, decks } from "@/core/tasks/decks";
import { type DepthClaim, type Preset, PresetSchema } from "@/core/tasks/preset";
import { hypothesisOf } from "@/core/tasks/task-registry";
import type { TaskSpec } from "@/core/tasks/task-spec";
import type { Design } from "@/core/training/design";
import { defaultDesign } from "@/core/training/design-grid";

const measuredErrors = MeasuredErrorsSchema.parse(measuredErrorsFile);

/** Noise of 0.3 beside a spread of 0.5: less, and networks of every depth fit the smooth picture equally well. */
const picture = { noise: 0.3, isStandardised: true };

/**
 * What each preset shows, by deck. A claim stands here only because the measurements carry it (`claimSupportedBy`);
 * a test compares the two.
 */
const claims: Record<string, readonly { task: TaskSpec; claim: DepthClaim }[]> = {
  "warm-up": [
    { task: { family: "k-local", k: 2 }, claim: "shallow-wins" },
    { task: { family: "k-local", k: 3 }, claim: "deep-wins" },
    { task: { family: "k-local", k: 4 }, claim: "deep-wins" },
    { task: { family: "k-global", k: 2 }, claim: "shallow-wins" },
    { task: { family: "k-global", k: 3 }, claim: "control" },
    { task: { family: "random-labels" }, claim: "control" },
  ],
  "sixteen-inputs": [
    { task: { family: "k-local", k: 2 }, claim: "shallow-wins" },
    { task: { family: "k-local", k: 3 }, claim: "deep-wins" },
    { task: { family: "k-local", k: 4 }, claim: "deep-wins" },
    { task: { family: "k-global", k: 2 }, claim: "shallow-wins" },
    { task: { family: "k-global", k: 3 }, claim: "shallow-wins" },
    { task: { family: "random-labels" }, claim: "control" },
  ],
  "twenty-inputs": [
    { task: { family: "k-local", k: 3 }, claim: "deep-wins" },
    { task: { family: "k-local", k: 4 }, claim: "control" },
    { task: { family: "k-global", k: 2 }, claim: "shallow-wins" },
    { task: { family: "k-global", k: 3 }, claim: "shallow-wins" },
    { task: { family: "random-labels" }, claim: "control" },
  ],
  pictures: [
    { task: { family: "smooth", ...picture }, claim: "shallow-wins" },
    { task: { family: "jump", ...picture }, claim: "deep-wins" },
    { task: { family: "disc", ...picture }, claim: "deep-wins" },
    { task: { family: "checker", ...picture }, claim: "control" },
    { task: { family: "rings", ...picture }, claim: "deep-wins" },
  ],
  "five-factors": [{ task: { family: "k-local", k: 5 }, claim: "deep-wins" }],
  "thirty-neighbours": [{ task: { family: "k-global", k: 2 }, claim: "shallow-wins" }],
  majority: [{ task: { family: "k-global", k: 1 }, claim: "shallow-wins" }],
  "warm-chain": [{ task: { family: "temperature", betaLow: 0, betaHigh: 0.3 }, claim: "shallow-wins" }],
};

/** Every preset, deck by deck: one for each hypothesis of its deck. */
export const presets: readonly Preset[] = [...decks, ...announcedDecks].flatMap((deck) =>
  (claims[deck.deckId] ?? []).map(({ task, claim }) => presetOf(deck, task, claim)),
);

/**
 * Presets whose claim the bank does not carry: measured and told about, never dealt. The claim is the one that was
 * hoped for.
 */
const shelved: Record<string, readonly { task: TaskSpec; claim: DepthClaim }[]> = {};

export const shelvedPresets: readonly Preset[] = [...decks, ...announcedDecks].flatMap((deck) =>
  (shelved[deck.deckId] ?? []).map(({ task, claim }) => presetOf(deck, task, claim)),
);

/** All that the lab may measure. */
export const everyPreset: readonly Preset[] = [...presets, ...shelvedPresets];

/** The preset with this id, or null when there is none; shelved ones cannot be dealt and are not found. */
export function findPreset(presetId: PresetId): Preset | null {
  return presets.find((preset) => preset.presetId === presetId) ?? null;
}

/** All presets of a deck that are not shelved, in the order of the deck's hypotheses. */
export function presetsOfDeck(deckId: DeckId): Preset[] {
  return presets.filter((preset) => preset.deckId === deckId);
}

/** The presets of a deck that may be dealt: those that the bank has measured, since without it nobody can be scored. */
export function dealtPresets(deckId: DeckId): Preset[] {
  return presetsOfDeck(deckId).filter((preset) => preset.measured.length > 0);
}

function presetOf(deck: Deck, task: TaskSpec, claim: DepthClaim): Preset {
  const hypothesis = hypothesisOf(task);
  const presetId = `${deck.deckId}-${hypothesis}`;
  const measured = measuredErrors.presets.find((preset) => preset.presetId === presetId)?.measured ?? [];
  return PresetSchema.parse({
    presetId,
    deckId: deck.deckId,
    task,
    hypothesis,
    claim,
    houseDesign: bestDesign(measured) ?? defaultDesign(deck.designGrid),
    measured,
  });
}

function bestDesign(measured: readonly MeasuredDepth[]): Design | null {
  const best = measured.toSorted((a, b) => a.meanError - b.meanError)[0];
  return best ? { depth: best.depth, width: best.width, learningRate: best.learningRate } : null;
}
