import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { DeckFacts } from "@/app/_decks/DeckFacts";
import { deckSummary } from "@/app/_decks/deck-summary";
import { deckLabel, deckText } from "@/app/_reveal/deck-label";
import type { Deck } from "@/core/tasks/deck";
import { announcedDecks, decks } from "@/core/tasks/decks";
import { dealtPresets } from "@/core/tasks/presets";
import englishMessages from "@/messages/en.json";
import japaneseMessages from "@/messages/ja.json";

const playable = [...decks, ...announcedDecks].filter(({ deckId }) => dealtPresets(deckId).length > 0);
const warmUp = decks.find(({ deckId }) => deckId === "warm-up") as Deck;
const majority = announcedDecks.find(({ deckId }) => deckId === "majority") as Deck;
const counts = {
  shallowWins: 2,
  deepWins: 1,
  controls: 0,
  decoys: 1,
  costliestFlops: 14_000_000_000,
  longestRaceSeconds: 2.04,
};

function render(deck: Deck, locale: "en" | "ja"): string {
  const messages = locale === "en" ? englishMessages : japaneseMessages;
  const markup = renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      <DeckFacts deck={deck} summary={{ deckId: deck.deckId, ...counts }} />
    </NextIntlClientProvider>,
  );
  return markup.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
}

describe("deckSummary", () => {
  it.each(playable)("counts every dealt preset of $deckId once", (deck) => {
    const { shallowWins, deepWins, controls, decoys } = deckSummary(deck);

    expect(shallowWins + deepWins + controls + decoys).toBe(dealtPresets(deck.deckId).length);
  });

  it("reckons the cost of the largest design run to its step budget", () => {
    // 2,000 steps of 50 rows; D 10, L 7, H 50: 4 x 10 x 50 + 6 x 6 x 2,500 + 6 x 50 = 92,300 operations a row
    expect(deckSummary(warmUp).costliestFlops).toBe(100_000 * 92_300);
  });
});

describe("DeckFacts", () => {
  it("counts what the presets show and names no preset's claim", () => {
    const text = render(warmUp, "en");

    expect(text).toContain("2 × shallow wins, 1 × deep wins, and 1 × decoy");
    expect(text).not.toContain("no claim");
    expect(text).toContain("2-local, 3-local, 4-local, 2-global, 3-global, or random labels");
    expect(text).toContain("10 inputs, 2,000 samples");
    expect(text).toContain("at most 14B operations");
    expect(text).toContain(
      "about 2 s on one processor core of our benchmark machine (35B operations a second)",
    );
    expect(render(warmUp, "ja")).toContain("計算は最大 140億 回");
    expect(render(warmUp, "ja")).toContain("長くて約 2 秒（ベンチマーク機の CPU コア 1 つ、毎秒 350億 回");
  });

  it("leaves the winner of an announced task to be found", () => {
    const text = render(majority, "en");

    expect(text).toContain("Announced 1-global");
    expect(text).not.toContain("wins");
  });
});

describe("words of a deck", () => {
  it.each(playable)("exist in both languages: $deckId", (deck) => {
    for (const messages of [englishMessages, japaneseMessages]) {
      const translate = ((key: keyof typeof messages.decks) => messages.decks[key]) as never;
      expect(deckLabel(translate, deck.deckId)).not.toBe(deck.deckId);
      expect(deckText(translate, deck)).not.toBe(undefined);
    }
  });
});
