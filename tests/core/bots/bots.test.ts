import { describe, expect, it } from "vitest";
import { bayesBot, promisedPoints, type SoldClue } from "@/core/bots/bayes-bot";
import { bestCell, deckTable } from "@/core/bots/deck-table";
import { constantBot, deepBot, oracleBot, randomBot, shallowBot } from "@/core/bots/fixed-bots";
import { greedyBot } from "@/core/bots/greedy-bot";
import { playRound } from "@/core/bots/play-round";
import { uniformBeliefs, updatedBeliefs } from "@/core/clues/posterior";
import { SeedSchema } from "@/core/random/seed";
import { everyPreset } from "@/core/tasks/presets";
import { placeOf, smallDeck, smallTable } from "./small-deck";

const table = smallTable();
const local = placeOf(table, "3-local");
const global = placeOf(table, "2-global");
const noPilots = { cells: [], errorsOf: () => null };

/** Tells local from global for certain. */
const shift: SoldClue = {
  key: "shift-4",
  ask: () => ({ kind: "shift", points: 4 }),
  price: 8,
  limit: 2,
  likelihoods: new Map([
    ["shift:changed=0", table.presets.map((_, index) => Number(index === global))],
    ...[1, 2, 3, 4].map((changed) => {
      const likelihood = table.presets.map((_, index) => Number(index === local) / 4);
      return [`shift:changed=${changed}`, likelihood] as const;
    }),
  ]),
};
const secretSeed = SeedSchema.parse("0123456789abcdef0123456789abcdef");
const dealt = (presetIndex: number) => ({ presetIndex, draws: [0.1, 0.3, 0.5, 0.7, 0.9], secretSeed });
const half: () => number = () => 0.5;

describe("deckTable", () => {
  it("gives the house design full accuracy and a hopeless one none", () => {
    expect(table.presets[local]?.expectedAccuracy).toEqual([0, 60]);
    expect(table.presets[global]?.expectedAccuracy).toEqual([60, 0]);
  });

  it("refuses a bank that lacks a preset of the deck", () => {
    expect(() => deckTable(smallDeck, everyPreset, [])).toThrow("no grid");
  });

  it("finds the best cell for a belief, and among the allowed ones", () => {
    const belief = table.presets.map((_, index) => (index === local ? 0.7 : 0.3));

    expect(bestCell(table, belief)).toEqual({ cell: 1, accuracy: 42 });
    expect(bestCell(table, belief, ({ depth }) => depth === 1).accuracy).toBeCloseTo(18, 10);
  });
});

describe("updatedBeliefs", () => {
  it("is Bayes' rule", () => {
    // 0.5 x 0.2 against 0.5 x 0.6
    const after = updatedBeliefs([0.5, 0.5], [0.2, 0.6]);

    expect(after[0]).toBeCloseTo(0.25, 12);
    expect(after[1]).toBeCloseTo(0.75, 12);
  });

  it("stays where an outcome is impossible under everything believed", () => {
    expect(updatedBeliefs([1, 0], [0, 1])).toEqual([1, 0]);
  });
});

describe("promisedPoints", () => {
  it("adds accuracy, an honest ballot and thrift as design 2 does", () => {
    const sure = table.presets.map((_, index) => Number(index === local));

    // 60 + 15 (1 + 1) + 10 x 10/40
    expect(promisedPoints(table, sure, 10)).toBeCloseTo(92.5, 10);
    // the even belief: 30 + 15 (1 + 1/2) + thrift, of which each half of the belief is just sure enough
    expect(promisedPoints(table, [0.5, 0.5], 40)).toBeCloseTo(30 + 22.5 + 10, 10);
  });
});

describe("the bots", () => {
  it("differ in what they know, and earn accordingly", () => {
    const simulated = { table, pilots: noPilots, clues: [shift] };
    const points = (strategy: Parameters<typeof playRound>[2], presetIndex: number) =>
      playRound(simulated, dealt(presetIndex), strategy, half).points;

    expect(points(oracleBot(table, local), local)).toBe(100);
    expect(points(shallowBot(table), global)).toBeGreaterThan(points(shallowBot(table), local));
    expect(points(deepBot(table), local)).toBeGreaterThan(points(deepBot(table), global));
    expect(points(constantBot(table), local) + points(constantBot(table), global)).toBeCloseTo(
      points(shallowBot(table), local) + points(shallowBot(table), global),
      10,
    );
    expect(playRound(simulated, dealt(local), randomBot(table), half).creditsSpent).toBe(0);
  });

  it("lets the Bayes bot buy the clue that decides, once, and then both trust and use it", () => {
    const played = playRound(
      { table, pilots: noPilots, clues: [shift] },
      dealt(global),
      bayesBot(table, [shift]),
      half,
    );

    expect(played.bought).toEqual(["shift-4"]);
    expect(played).toMatchObject({ accuracy: 60, belief: 30, thrift: 8, creditsSpent: 8 });
  });

  it("lets the Bayes bot save its credits where a clue costs more than it tells", () => {
    const useless = {
      ...shift,
      likelihoods: new Map([
        ["same", [0.5, 0.5]],
        ["changed", [0.5, 0.5]],
      ]),
    };
    const played = playRound(
      { table, pilots: noPilots, clues: [useless] },
      dealt(local),
      bayesBot(table, [useless]),
      half,
    );

    expect(played.bought).toEqual([]);
  });

  it("lets the greedy bot follow its pilots within the budget", () => {
    const pilots = {
      cells: [0, 1],
      errorsOf: (presetIndex: number, { depth }: { depth: number }) => [
        (depth === 3) === (presetIndex === local) ? 0.2 : 0.4,
      ],
    };
    const played = playRound(
      { table, pilots, clues: [] },
      dealt(local),
      greedyBot(table, pilots.cells),
      half,
    );

    expect(played.accuracy).toBe(60);
    expect(played.creditsSpent).toBeGreaterThan(0);
    expect(played.creditsSpent).toBeLessThanOrEqual(40);
  });

  it("states beliefs that sum to one", () => {
    expect(uniformBeliefs(table.deck).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  });
});
