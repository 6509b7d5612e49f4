import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBallotOver } from "@/core/game/ballot";
import { ballotLevels, levelBallot, levelChoiceOf, levelPercents } from "@/core/game/ballot-levels";
import { uniformBallot } from "@/core/game/uniform-ballot";
import { beliefPoints } from "@/core/scoring/score-teams";
import { type Hypothesis, HypothesisSchema } from "@/core/tasks/deck";
import { decks } from "@/core/tasks/decks";

const names = ["1-local", "2-local", "3-local", "4-local", "5-local", "1-global", "2-global", "3-global"].map(
  (text) => HypothesisSchema.parse(text),
);
const someHypotheses = fc.integer({ min: 2, max: names.length }).map((count) => names.slice(0, count));

/** Expected points of a level for somebody who holds the chosen rule true with `belief`, the others alike. */
function expectedPoints(
  hypotheses: readonly Hypothesis[],
  level: (typeof ballotLevels)[number],
  belief: number,
) {
  const [chosen] = hypotheses;
  if (chosen === undefined) throw new Error("a deck has hypotheses");
  const ballot = levelBallot(hypotheses, { hypothesis: chosen, level });
  const shares = ballot.map((entry) => entry.percent / 100);
  return shares.reduce((sum, share, index) => {
    const probability = index === 0 ? belief : (1 - belief) / (hypotheses.length - 1);
    return sum + probability * beliefPoints(shares, share);
  }, 0);
}

const bestLevel = (hypotheses: readonly Hypothesis[], belief: number) =>
  [...ballotLevels].sort(
    (left, right) => expectedPoints(hypotheses, right, belief) - expectedPoints(hypotheses, left, belief),
  )[0];

describe("the ballot of a level", () => {
  it("is an ordinary ballot over every deck's hypotheses, and can be read back", () => {
    for (const { hypotheses } of decks.filter((deck) => !deck.isAnnounced)) {
      expect(isBallotOver(hypotheses, levelBallot(hypotheses, null))).toBe(true);
      expect(levelChoiceOf(hypotheses, uniformBallot(hypotheses))).toBeNull();
      for (const hypothesis of hypotheses)
        for (const level of ballotLevels) {
          const ballot = levelBallot(hypotheses, { hypothesis, level });
          expect(isBallotOver(hypotheses, ballot)).toBe(true);
          expect(ballot.find((entry) => entry.hypothesis === hypothesis)?.percent).toBe(levelPercents[level]);
          expect(levelChoiceOf(hypotheses, ballot)).toEqual({ hypothesis, level });
        }
    }
  });

  it("cannot be read from a ballot that no level makes", () => {
    const [first, second] = names;
    if (first === undefined || second === undefined) throw new Error("there are two");
    const odd = [
      { hypothesis: first, percent: 50 },
      { hypothesis: second, percent: 50 },
    ];
    expect(levelChoiceOf([first, second], odd)).toBeNull();
    expect(
      levelChoiceOf(
        [first, second],
        [
          { hypothesis: first, percent: 51 },
          { hypothesis: second, percent: 49 },
        ],
      ),
    ).toBeUndefined();
  });

  it("pays best as a guess below 67 %, as a thought up to 80 %, as sure above: certainty-based marking", () => {
    fc.assert(
      fc.property(someHypotheses, fc.integer({ min: 1, max: 100 }), (hypotheses, percent) => {
        fc.pre(Math.abs(percent - 67) > 1 && Math.abs(percent - 80) > 1);
        const expected = percent < 67 ? "guess" : percent < 80 ? "think" : "sure";
        expect(bestLevel(hypotheses, percent / 100)).toBe(expected);
      }),
    );
  });

  it("costs more the surer one is and wrong, gains the surer one is and right, and never less than nothing", () => {
    fc.assert(
      fc.property(someHypotheses, (hypotheses) => {
        const right = ballotLevels.map((level) => expectedPoints(hypotheses, level, 1));
        const wrong = ballotLevels.map((level) => expectedPoints(hypotheses, level, 0));
        const [guess = 0, think = 0, sure = 0] = right;
        const [wrongGuess = 0, wrongThink = 0, wrongSure = 0] = wrong;
        expect(guess).toBeLessThan(think);
        expect(think).toBeLessThan(sure);
        expect(wrongGuess).toBeGreaterThan(wrongThink);
        expect(wrongThink).toBeGreaterThan(wrongSure);
        expect(wrongSure).toBeGreaterThan(0);
        expect(wrongGuess - wrongSure).toBeGreaterThan(2 * (sure - guess));
      }),
    );
  });
});
