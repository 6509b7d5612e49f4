import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entropyBits, informationBits } from "@/core/clues/clue-information";
import { clueLikelihoodOf } from "@/core/clues/clue-likelihoods";
import { clueKindsOf } from "@/core/clues/clue-offer";
import { cluePrice, creditsPerBit, priceOfBits } from "@/core/clues/clue-price";
import { expectedInformation, outcomeShares, posterior, uniformBeliefs } from "@/core/clues/posterior";
import { creditBudget } from "@/core/game/pilot-cost";
import { mean } from "@/core/numerics/statistics";
import { createRandom } from "@/core/random/random-streams";
import { decks } from "@/core/tasks/decks";
import { seedNumber } from "./a-clue-source";

const anyDeck = fc.constantFrom(...decks);
const soldClues = decks.flatMap((deck) => clueKindsOf(deck).map((clueKey) => ({ deck, clueKey })));

function outcomesSeen(
  deck: (typeof decks)[number],
  clueKey: (typeof soldClues)[number]["clueKey"],
): string[] {
  const counts = clueLikelihoodOf(deck.deckId, clueKey)?.counts ?? {};
  return [...new Set(Object.values(counts).flatMap((row) => Object.keys(row)))];
}

const anyEvidence = anyDeck.chain((deck) =>
  fc.record({
    deck: fc.constant(deck),
    evidence: fc.array(
      fc
        .constantFrom(...clueKindsOf(deck))
        .chain((clueKey) =>
          fc
            .constantFrom(...outcomesSeen(deck, clueKey), "an outcome that nobody has seen")
            .map((outcome) => ({ clueKey, outcome })),
        ),
      { maxLength: 40 },
    ),
    weights: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 6, maxLength: 6 }),
  }),
);

function shares(weights: readonly number[], count: number): number[] {
  const some = weights.slice(0, count);
  const total = some.reduce((sum, weight) => sum + weight, 0);
  return some.map((weight) => weight / total);
}

describe("clueLikelihoods", () => {
  it.each(soldClues)(
    "knows $clueKey of $deck.deckId under every hypothesis, and it tells something",
    ({ deck, clueKey }) => {
      const likelihood = clueLikelihoodOf(deck.deckId, clueKey);

      expect(Object.keys(likelihood?.counts ?? {}).sort()).toEqual([...deck.hypotheses].sort());
      expect(likelihood?.bits).toBeGreaterThan(0.02);
      expect(likelihood?.bits).toBeLessThanOrEqual(Math.log2(deck.hypotheses.length));
      expect(likelihood?.bits).toBeCloseTo(informationBits(likelihood?.counts ?? {}), 3);
      const fewest = clueKey.startsWith("baseline") ? 20 : 2000;
      for (const row of Object.values(likelihood?.counts ?? {})) {
        expect(Object.values(row).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(fewest);
      }
    },
  );
});

describe("informationBits", () => {
  it("is one bit for a clue that tells two hypotheses apart, and none for one that does not", () => {
    expect(informationBits({ a: { yes: 1000 }, b: { no: 1000 } })).toBeCloseTo(1, 10);
    expect(informationBits({ a: { yes: 500, no: 500 }, b: { yes: 500, no: 500 } })).toBe(0);
  });

  it("equals a hand computation up to what chance adds", () => {
    // Entropy of (3/8, 5/8) minus the mean of 1 and of that of (1/4, 3/4), minus what chance adds: 4 cells - 2
    // hypotheses - (1 - 0.15625 / 0.375) - (1 - 0.40625 / 0.625), over 2 * 8000 ln 2.
    const bits = informationBits({ a: { yes: 2000, no: 2000 }, b: { yes: 1000, no: 3000 } });

    expect(bits).toBeCloseTo(0.954434 - (1 + 0.811278) / 2 - 1.066667 / (16_000 * Math.LN2), 6);
  });

  it("takes off what chance adds: coins that differ by luck alone tell nothing in the mean", () => {
    const random = createRandom(seedNumber(1));
    const bits = Array.from({ length: 400 }, (_, trial) => {
      const stream = random.stream("rule", trial);
      const tosses = () => {
        const heads = Array.from({ length: 50 }, () => stream.integerBelow(2)).filter(
          (toss) => toss === 1,
        ).length;
        return { heads, tails: 50 - heads };
      };
      return informationBits({ a: tosses(), b: tosses(), c: tosses(), d: tosses() });
    });

    // Uncorrected, the mean is 3 / (2 * 200 ln 2) = 0.0108; what is cut off at 0 leaves a part of it.
    expect(bits.filter((some) => some === 0).length).toBeGreaterThan(200);
    expect(mean(bits)).toBeLessThan(0.0054);
  });
});

describe("cluePrice", () => {
  it("rises with the bits, in whole credits from 1 on", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (a, b) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)];
          expect(priceOfBits(less)).toBeLessThanOrEqual(priceOfBits(more));
          expect(Number.isInteger(priceOfBits(a)) && priceOfBits(a) >= 1).toBe(true);
        },
      ),
    );
    expect(priceOfBits(0)).toBe(1);
    expect(priceOfBits(1)).toBe(creditsPerBit);
  });

  it.each(soldClues)("lets a team buy $clueKey in $deck.deckId", ({ deck, clueKey }) => {
    const price = cluePrice(deck, clueKey);

    expect(price).toBe(priceOfBits(clueLikelihoodOf(deck.deckId, clueKey)?.bits ?? 0));
    expect(price).toBeLessThanOrEqual(creditBudget);
  });

  it("is the same for a clue and for its key, whatever the input", () => {
    const [deck] = decks;
    if (deck === undefined) throw new Error("there are decks");

    expect(cluePrice(deck, { kind: "negate", input: 7, points: 8 })).toBe(cluePrice(deck, "negate-8"));
  });
});

describe("posterior", () => {
  it("gives probabilities that sum to one and are never zero", () => {
    fc.assert(
      fc.property(anyEvidence, ({ deck, evidence, weights }) => {
        const beliefs = posterior(deck, evidence, shares(weights, deck.hypotheses.length));

        expect(beliefs).toHaveLength(deck.hypotheses.length);
        expect(beliefs.reduce((sum, belief) => sum + belief, 0)).toBeCloseTo(1, 10);
        expect(beliefs.every((belief) => belief > 0)).toBe(true);
      }),
    );
  });

  it("does not mind the order of the evidence", () => {
    fc.assert(
      fc.property(anyEvidence, ({ deck, evidence }) => {
        const backwards = posterior(deck, evidence.toReversed());

        posterior(deck, evidence).forEach((belief, place) => {
          expect(belief).toBeCloseTo(backwards[place] ?? Number.NaN, 10);
        });
      }),
    );
  });

  it("equals a hand computation by Bayes' rule", () => {
    const counts = { a: { yes: 7, no: 1 }, b: { yes: 2, no: 5, maybe: 1 } };
    // 8 trials, 3 outcomes seen and one for what was never seen: a quarter of a trial each.
    expect(outcomeShares(counts, ["a", "b"], "yes")).toEqual([7.25 / 9, 2.25 / 9]);
    expect(outcomeShares(counts, ["a", "b"], "maybe")).toEqual([0.25 / 9, 1.25 / 9]);
    expect(outcomeShares(counts, ["a", "b"], "never")).toEqual([0.25 / 9, 0.25 / 9]);

    const [deck] = decks;
    if (deck === undefined) throw new Error("there are decks");
    const measured = clueLikelihoodOf(deck.deckId, "shift-4")?.counts ?? {};
    const outcome = "shift:changed=0";
    const kinds = outcomesSeen(deck, "shift-4").length + 1;
    const likelihoods = deck.hypotheses.map((hypothesis) => {
      const row = measured[hypothesis] ?? {};
      const trials = Object.values(row).reduce((sum, count) => sum + count, 0);
      return ((row[outcome] ?? 0) + 1 / kinds) / (trials + 1);
    });
    const total = likelihoods.reduce((sum, likelihood) => sum + likelihood ** 2, 0);

    const twice = posterior(deck, [
      { clueKey: "shift-4", outcome },
      { clueKey: "shift-4", outcome },
    ]);

    twice.forEach((belief, place) => {
      expect(belief).toBeCloseTo((likelihoods[place] ?? 0) ** 2 / total, 12);
    });
  });

  it("is the prior without evidence, and with evidence of a clue that the deck does not sell", () => {
    const [deck] = decks;
    if (deck === undefined) throw new Error("there are decks");

    expect(posterior(deck, [])).toEqual(uniformBeliefs(deck));
    expect(posterior(deck, [{ clueKey: "line", outcome: "line:crossings=2,step=0.75" }])).toEqual(
      uniformBeliefs(deck),
    );
  });
});

describe("expectedInformation", () => {
  it.each(soldClues)(
    "is about the measured bits for $clueKey of $deck.deckId at equal beliefs",
    ({ deck, clueKey }) => {
      const expected = expectedInformation(deck, clueKey, uniformBeliefs(deck));

      // Laplace's rule flattens what 20 trials say about a predictor more than what thousands say about a clue.
      const tolerance = clueKey.startsWith("baseline") ? 0.6 : 0.03;
      expect(Math.abs(expected - (clueLikelihoodOf(deck.deckId, clueKey)?.bits ?? 0))).toBeLessThan(
        tolerance,
      );
    },
  );

  it("is never negative, nor more than there is to learn", () => {
    fc.assert(
      fc.property(anyEvidence, fc.nat(20), ({ deck, evidence }, choice) => {
        const beliefs = posterior(deck, evidence);
        const sold = clueKindsOf(deck);

        const bits = expectedInformation(deck, sold[choice % sold.length] ?? "rows", beliefs);

        expect(bits).toBeGreaterThanOrEqual(0);
        expect(bits).toBeLessThanOrEqual(entropyBits(beliefs) + 1e-9);
      }),
    );
  });
});
