import { describe, expect, it } from "vitest";
import { announcedDecks, decks, findDeck } from "@/core/tasks/decks";
import { findPreset, presets, presetsOfDeck } from "@/core/tasks/presets";
import { familyNamed, taskRefusal } from "@/core/tasks/task-registry";

describe("decks", () => {
  it("have distinct ids and hold exactly one preset for each of their hypotheses", () => {
    expect(new Set(decks.map((deck) => deck.deckId)).size).toBe(decks.length);
    for (const deck of decks) {
      expect(findDeck(deck.deckId)).toBe(deck);
      expect(deck.isAnnounced).toBe(false);
      expect(deck.hypotheses.length).toBeGreaterThanOrEqual(2);
      expect(presetsOfDeck(deck.deckId).map((preset) => preset.hypothesis)).toEqual(deck.hypotheses);
      expect(deck.trainingSampleCount % deck.batchSize).toBe(0);
    }
  });

  it("that are announced hold one preset each", () => {
    for (const deck of announcedDecks) {
      expect(deck.isAnnounced).toBe(true);
      expect(presetsOfDeck(deck.deckId)).toHaveLength(1);
      expect(findDeck(deck.deckId)).toBe(deck);
    }
  });
});

describe.each(presets)("preset $presetId", (preset) => {
  const deck = findDeck(preset.deckId);
  if (!deck) throw new Error("a preset names its deck");
  const family = familyNamed(preset.task.family);

  it("is found by its id", () => {
    expect(findPreset(preset.presetId)).toBe(preset);
  });

  it("can be dealt with the sizes of its deck", () => {
    expect(taskRefusal(preset.task, deck.inputDimension)).toBeNull();
  });

  it("looks like every other preset of its deck: kind of answers and way of the inputs", () => {
    expect(family.kind).toBe(deck.loss === "squared" ? "regression" : "classification");
    if (deck.inputs !== "sent") expect(family.inputs).toBe(deck.inputs);
  });
});
