import { type Deck, PresetIdSchema } from "@/core/tasks/deck";
import { findDeck } from "@/core/tasks/decks";
import type { Preset } from "@/core/tasks/preset";
import { everyPreset } from "@/core/tasks/presets";
import { type Options, textOption, UsageError } from "@/lab/command-line";

/** The preset that --preset names, dealt or shelved, with its deck. */
export function presetOfOptions(options: Options): { deck: Deck; preset: Preset } {
  const name = PresetIdSchema.safeParse(textOption(options, "preset"));
  const preset = everyPreset.find((known) => name.success && known.presetId === name.data);
  const deck = preset && findDeck(preset.deckId);
  if (preset && deck) return { deck, preset };
  const known = everyPreset.map(({ presetId }) => presetId).join(", ");
  throw new UsageError(`--preset is one of ${known}`);
}
