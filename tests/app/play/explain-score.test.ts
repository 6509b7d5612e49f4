import { describe, expect, it } from "vitest";
import { explainAccuracy, explainBelief, thriftVerdict, tiedTeams } from "@/app/play/_result/explain-score";
import { TeamIdSchema } from "@/core/game/identifiers";
import { accuracyPoints, beliefPoints, scoreTeams } from "@/core/scoring/score-teams";
import { HypothesisSchema } from "@/core/tasks/deck";

const hypothesis = (name: string) => HypothesisSchema.parse(name);
const ballot = [
  { hypothesis: hypothesis("2-global"), percent: 62 },
  { hypothesis: hypothesis("3-local"), percent: 14 },
  { hypothesis: hypothesis("2-local"), percent: 10 },
  { hypothesis: hypothesis("4-local"), percent: 6 },
  { hypothesis: hypothesis("3-global"), percent: 8 },
];

describe("explainAccuracy", () => {
  const oracleError = 0.086;
  const regretScale = 0.059;
  const explain = (meanError: number) =>
    explainAccuracy(
      { meanError, accuracyPoints: accuracyPoints(meanError, oracleError, regretScale) },
      oracleError,
      regretScale,
    );

  it("names the distance to the house run, as in 60 x (1 - 0.017 / 0.059)", () => {
    const explained = explain(0.103);
    expect(explained.kind).toBe("between");
    expect("distance" in explained && explained.distance).toBeCloseTo(0.017, 12);
  });

  it("tells full points, no points and a task without anything to win apart", () => {
    expect(explain(0.08).kind).toBe("at-house");
    expect(explain(0.2).kind).toBe("too-far");
    expect(explainAccuracy({ meanError: 0.5, accuracyPoints: 60 }, 0.5, 0).kind).toBe("nothing-to-win");
  });

  it("gives the common mean of teams that chance cannot tell apart", () => {
    const entry = (teamId: string, errors: number[]) => ({
      teamId,
      errors,
      belief: [1, 0],
      beliefInTruth: 1,
      unspentShare: 0,
    });
    const entries = [entry("a", [0.1, 0.12, 0.09, 0.11, 0.1]), entry("b", [0.11, 0.1, 0.12, 0.09, 0.105])];
    const [first] = scoreTeams(entries, { oracleError, regretScale });
    if (first === undefined) throw new Error("no score");
    const explained = explainAccuracy(first, oracleError, regretScale);

    expect(explained.kind).toBe("group");
    expect("groupError" in explained && explained.groupError).toBeCloseTo((0.104 + 0.105) / 2, 6);
  });
});

describe("explainBelief", () => {
  it("gives the terms from which the points follow", () => {
    const { beliefInTruth, sumOfSquares, verdict, bars } = explainBelief(ballot, hypothesis("2-global"));

    expect(15 * (1 + 2 * beliefInTruth - sumOfSquares)).toBeCloseTo(
      beliefPoints([0.62, 0.14, 0.1, 0.06, 0.08], 0.62),
      12,
    );
    expect(verdict).toBe("sure-right");
    expect(bars.map((bar) => bar.percent)).toEqual([62, 14, 10, 8, 6]);
    expect(bars.filter((bar) => bar.isTruth).map((bar) => bar.hypothesis)).toEqual(["2-global"]);
  });

  it("tells being sure and wrong from not being sure", () => {
    expect(explainBelief(ballot, hypothesis("3-local")).verdict).toBe("sure-wrong");
    const even = ballot.map((entry) => ({ ...entry, percent: 20 }));
    expect(explainBelief(even, hypothesis("3-local")).verdict).toBe("unsure");
  });
});

describe("thriftVerdict", () => {
  it("follows the rule: the truth at 0.5 or more and at least 20 points for accuracy", () => {
    expect(thriftVerdict(0.5, 20)).toBe("counts");
    expect(thriftVerdict(0.49, 60)).toBe("belief-too-low");
    expect(thriftVerdict(1, 19.9)).toBe("accuracy-too-low");
  });
});

describe("tiedTeams", () => {
  it("names the other teams of the same rank", () => {
    const points = (name: string, rank: number) => ({
      teamId: TeamIdSchema.parse(name),
      rank,
      accuracyPoints: 0,
      beliefPoints: 0,
      thriftPoints: 0,
      points: 0,
    });
    const own = { ...points("a", 2), meanError: 0, errors: [] };

    const tied = tiedTeams([points("a", 2), points("b", 2), points("c", 1)], own);
    expect(tied.map((team) => team.teamId)).toEqual(["b"]);
  });
});
