import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Deck } from "@/core/tasks/deck";
import {
  flopsPerSecondOf,
  longestRaceSeconds,
  middleFlopsPerSecond,
  referenceFlopsPerSecond,
} from "@/core/tasks/deck-seconds";
import { announcedDecks, decks } from "@/core/tasks/decks";

const [warmUp] = decks as [Deck];

describe("longestRaceSeconds", () => {
  it("is five runs of the largest design to the step budget", () => {
    // 2,000 steps of 50 rows; D 10, L 7, H 50: 4 x 10 x 50 + 6 x 6 x 2,500 + 6 x 50 = 92,300 operations a row
    expect(longestRaceSeconds(warmUp, 1e9)).toBeCloseTo((5 * 100_000 * 92_300) / 1e9, 9);
    expect(longestRaceSeconds(warmUp, 2e9)).toBeCloseTo(longestRaceSeconds(warmUp, 1e9) / 2, 9);
  });

  it("is within the longest race phase on the reference device, for every deck that a class plays on phones", () => {
    for (const deck of decks.filter(({ tier }) => tier === "phone")) {
      expect(longestRaceSeconds(deck, referenceFlopsPerSecond), deck.deckId).toBeLessThan(60);
    }
    for (const deck of [...decks, ...announcedDecks]) {
      expect(longestRaceSeconds(deck, referenceFlopsPerSecond)).toBeGreaterThan(0);
    }
  });
});

describe("the reference device", () => {
  it("is what docs/performance.md says of wasm on one core, at its slowest shape and within a quarter", () => {
    const report = readFileSync(new URL("../../../docs/performance.md", import.meta.url), "utf8");
    const table = report.split("As floating-point operations per second")[1] ?? "";
    const row = table.split("\n").find((line) => line.startsWith("| node | wasm |")) ?? "";
    const speeds = row.split("|").slice(3, -1).map(Number);
    expect(speeds).toHaveLength(5);
    const slowest = Math.min(...speeds) * 1e9;
    expect(Math.abs(referenceFlopsPerSecond / slowest - 1)).toBeLessThan(0.25);
  });
});

describe("middleFlopsPerSecond", () => {
  it("is that of the middle device among those that can train", () => {
    // 50 rows of D 16, L 3, H 20: 4 x 16 x 20 + 6 x 2 x 400 + 6 x 20 = 6,200 operations each
    expect(flopsPerSecondOf(1000)).toBe(1000 * 50 * 6200);
    expect(middleFlopsPerSecond([0, 100, 90_000, 300])).toBe(flopsPerSecondOf(300));
    expect(middleFlopsPerSecond([100, 300])).toBe(flopsPerSecondOf(200));
  });

  it("is nothing where no device was measured", () => {
    expect(middleFlopsPerSecond([])).toBeNull();
    expect(middleFlopsPerSecond([0, 0, Number.NaN])).toBeNull();
  });
});
