import { describe, expect, it } from "vitest";
import { type Clue, ClueSchema } from "@/core/clues/clue";
import { type ClueKey, clueKeys } from "@/core/clues/clue-key";
import { clueKeyOf, clueKindsOf, clueRefusal, mostPurchases, purchaseIndexOf } from "@/core/clues/clue-offer";
import { DeckIdSchema } from "@/core/tasks/deck";
import { announcedDecks, decks, findDeck } from "@/core/tasks/decks";

function deckNamed(deckId: string) {
  const deck = findDeck(DeckIdSchema.parse(deckId));
  if (deck === null) throw new Error("no such deck");
  return deck;
}

const labels = deckNamed("warm-up");
const pictures = deckNamed("pictures");

describe("clueKindsOf", () => {
  it("sells clues in every deck that is dealt blindly, and none where the task is announced", () => {
    for (const deck of decks) {
      const sold = clueKindsOf(deck);
      expect(sold.length).toBeGreaterThanOrEqual(5);
      expect(new Set(sold).size).toBe(sold.length);
      expect(sold.every((key) => clueKeys.includes(key))).toBe(true);
    }
    for (const deck of announcedDecks) expect(clueKindsOf(deck)).toEqual([]);
  });

  it("asks for labels where there are labels, and for values where there are values", () => {
    const ofValues: readonly ClueKey[] = ["line", "jump-scan"];
    for (const deck of decks) {
      const isRegression = deck.loss === "squared";
      for (const key of clueKindsOf(deck).filter((sold) => !sold.startsWith("baseline"))) {
        expect(ofValues.includes(key)).toBe(isRegression);
      }
      // Fresh points of label clues are drawn from this law.
      if (!isRegression) expect(deck.inputs).toBe("normal");
    }
  });
});

describe("clueKeyOf", () => {
  it("names what is sold, without the free choice", () => {
    expect(clueKeyOf({ kind: "negate", input: 3, points: 8 })).toBe("negate-8");
    expect(clueKeyOf({ kind: "resample", share: "tenth" })).toBe("resample-tenth");
    expect(clueKeyOf({ kind: "shift", points: 4 })).toBe("shift-4");
    expect(clueKeyOf({ kind: "baseline", predictor: "nearest-neighbours" })).toBe(
      "baseline-nearest-neighbours",
    );
    expect(clueKeyOf({ kind: "jump-scan", direction: 2 })).toBe("jump-scan");
  });
});

describe("clueRefusal", () => {
  const rows: Clue = { kind: "rows" };
  const quadratic: Clue = { kind: "baseline", predictor: "quadratic" };

  it("lets a sold clue pass", () => {
    expect(clueRefusal(labels, rows, [])).toBeNull();
    expect(clueRefusal(pictures, { kind: "line", direction: 0 }, [])).toBeNull();
    expect(clueRefusal(labels, { kind: "negate", input: 9, points: 4 }, [])).toBeNull();
  });

  it("refuses clues of another deck, and all of an announced one", () => {
    expect(clueRefusal(pictures, rows, [])).toBe("clue-of-another-deck");
    expect(clueRefusal(labels, { kind: "line", direction: 0 }, [])).toBe("clue-of-another-deck");
    for (const deck of announcedDecks) expect(clueRefusal(deck, rows, [])).toBe("clue-of-another-deck");
  });

  it("refuses an input that the deck does not have", () => {
    expect(clueRefusal(labels, { kind: "negate", input: 10, points: 4 }, [])).toBe("clue-input-invalid");
  });

  it("sells two packs of rows and each score once", () => {
    expect(clueRefusal(labels, rows, [rows])).toBeNull();
    expect(clueRefusal(labels, rows, [rows, rows])).toBe("clue-sold-out");
    expect(clueRefusal(labels, quadratic, [quadratic])).toBe("clue-sold-out");
    expect(clueRefusal(labels, { kind: "baseline", predictor: "cubic" }, [quadratic])).toBeNull();
  });

  it("counts purchases of one kind together, whatever the input", () => {
    const negated = Array.from({ length: mostPurchases.negate }, (_, input): Clue => {
      return { kind: "negate", input: input % 10, points: 4 };
    });

    expect(purchaseIndexOf({ kind: "negate", input: 0, points: 16 }, [...negated, rows])).toBe(
      negated.length,
    );
    expect(clueRefusal(labels, { kind: "negate", input: 0, points: 16 }, negated)).toBe("clue-sold-out");
    expect(clueRefusal(labels, { kind: "shift", points: 4 }, negated)).toBeNull();
  });
});

describe("ClueSchema", () => {
  it.each([
    { kind: "negate", input: -1, points: 8 },
    { kind: "negate", input: 1.5, points: 8 },
    { kind: "negate", input: 1, points: 5 },
    { kind: "shift", points: 16 },
    { kind: "line", direction: 8 },
    { kind: "resample", share: "all" },
    { kind: "baseline", predictor: "bayes" },
    { kind: "rows", count: 100 },
    { kind: "rule" },
  ])("refuses %j", (clue) => {
    expect(ClueSchema.safeParse(clue).success).toBe(false);
  });
});
