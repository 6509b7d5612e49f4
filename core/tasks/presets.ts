import measuredErrorsFile from "@/core/bank/measured-errors.json";
import { MeasuredErrorsSchema } from "@/core/bank/measured-preset";
import {
  type Deck,
  type DeckId,
  type MeasuredDepth,
  type Preset,
  type PresetId,
  PresetSchema,
  type TaskSpec,
} from "@/core/tasks/deck";
import { decks } from "@/core/tasks/decks";
import { hypothesisOf } from "@/core/tasks/task-registry";
import { type Design, defaultDesign } from "@/core/training/design";

const measuredErrors = MeasuredErrorsSchema.parse(measuredErrorsFile);

const tasks: readonly TaskSpec[] = [
  { family: "k-local", k: 2 },
  { family: "k-local", k: 3 },
  { family: "k-local", k: 4 },
  { family: "k-global", k: 2 },
  { family: "k-global", k: 3 },
];

/** Every preset, deck by deck: one for each hypothesis of its deck. */
export const presets: readonly Preset[] = decks.flatMap((deck) => tasks.map((task) => presetOf(deck, task)));

/** The preset with this id, or null when there is none. */
export function findPreset(presetId: PresetId): Preset | null {
  return presets.find((preset) => preset.presetId === presetId) ?? null;
}

/** The presets that are dealt from together, in the order of the deck's hypotheses. */
export function presetsOfDeck(deckId: DeckId): Preset[] {
  return presets.filter((preset) => preset.deckId === deckId);
}

function presetOf(deck: Deck, task: TaskSpec): Preset {
  const hypothesis = hypothesisOf(task);
  const presetId = `${deck.deckId}-${hypothesis}`;
  const measured = measuredErrors.presets.find((preset) => preset.presetId === presetId)?.measured ?? [];
  return PresetSchema.parse({
    presetId,
    deckId: deck.deckId,
    task,
    hypothesis,
    claim: "control",
    houseDesign: bestDesign(measured) ?? defaultDesign(deck.designGrid),
    measured,
  });
}

function bestDesign(measured: readonly MeasuredDepth[]): Design | null {
  const best = measured.toSorted((a, b) => a.meanError - b.meanError)[0];
  return best ? { depth: best.depth, width: best.width, learningRate: best.learningRate } : null;
}
