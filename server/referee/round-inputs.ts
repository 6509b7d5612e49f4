import type { Seed } from "@/core/random/seed";
import type { Deck } from "@/core/tasks/deck";
import { publicInputs, type Split } from "@/core/tasks/public-inputs";
import { readSentInputs } from "@/core/tasks/sent-inputs";

/** Where the inputs of a job come from: the same seed, or the same bytes, as on the devices. */
export interface JobInputs {
  readonly publicSeed: Seed;
  /** As they travel, where the deck's inputs are `sent`. */
  readonly sentInputs?: Uint8Array | null;
}

/** The inputs of one split as devices have them. A deck that sends them and a job without them are a bug and throw. */
export function inputsOfJob({ publicSeed, sentInputs }: JobInputs, deck: Deck, split: Split): Float32Array {
  const { deckId, inputs, inputDimension } = deck;
  if (inputs !== "sent")
    return publicInputs(publicSeed, split, rowCountOf(deck, split), inputDimension, inputs);
  const sent = sentInputs == null ? null : readSentInputs(sentInputs, deck);
  if (sent === null) throw new Error(`the inputs of ${deckId} are sent, and none came`);
  return sent[split];
}

function rowCountOf(deck: Deck, split: Split): number {
  return {
    training: deck.trainingSampleCount,
    validation: deck.validationSampleCount,
    test: deck.testSampleCount,
  }[split];
}
