import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standardError } from "@/core/numerics/statistics";
import { accuracyGroups } from "@/core/scoring/accuracy-groups";
import {
  accuracyPoints,
  beliefPoints,
  scoreTeams,
  sharedRanks,
  type TeamEntry,
  thriftPoints,
} from "@/core/scoring/score-teams";

const scale = { oracleError: 0.1, regretScale: 0.1 };

function aTeam(teamId: string, errors: readonly number[], parts: Partial<TeamEntry> = {}): TeamEntry {
  return { teamId, errors, belief: [0.2, 0.2, 0.2, 0.2, 0.2], beliefInTruth: 0.2, unspentShare: 0, ...parts };
}

describe("accuracyPoints", () => {
  it("gives 42.7 for a mean of .103 with the house run at .086 and a scale of .059", () => {
    // 60 (1 - .017 / .059) = 60 (1 - .28814) = 42.712
    expect(accuracyPoints(0.103, 0.086, 0.059)).toBeCloseTo(42.712, 3);
  });

  it("gives 60 at the oracle's error and below, 0 at one scale above and beyond, 30 in the middle", () => {
    expect(accuracyPoints(0.086, 0.086, 0.059)).toBe(60);
    expect(accuracyPoints(0.05, 0.086, 0.059)).toBe(60);
    expect(accuracyPoints(0.1155, 0.086, 0.059)).toBeCloseTo(30, 10);
    expect(accuracyPoints(0.145, 0.086, 0.059)).toBeCloseTo(0, 10);
    expect(accuracyPoints(0.5, 0.086, 0.059)).toBe(0);
  });

  it("gives 60 to all where no design can win anything", () => {
    expect(accuracyPoints(0.5, 0.5, 0)).toBe(60);
    expect(accuracyPoints(0.51, 0.5, 0)).toBe(60);
  });
});

describe("beliefPoints", () => {
  it("gives 27.2 for 62/14/10/8/6 with 62 in the truth", () => {
    // sum p^2 = .3844 + .0196 + .01 + .0064 + .0036 = .424; 15 (1 + 1.24 - .424) = 27.24
    expect(beliefPoints([0.62, 0.14, 0.1, 0.08, 0.06], 0.62)).toBeCloseTo(27.24, 10);
  });

  it("gives 30 to the sure and right, 0 to the sure and wrong, 18 to five equal beliefs", () => {
    expect(beliefPoints([1, 0, 0, 0, 0], 1)).toBe(30);
    expect(beliefPoints([1, 0, 0, 0, 0], 0)).toBe(0);
    // 15 (1 + .4 - 5 x .04) = 18
    expect(beliefPoints([0.2, 0.2, 0.2, 0.2, 0.2], 0.2)).toBeCloseTo(18, 10);
  });

  it("pays best, on average, for saying what one believes", () => {
    const percents = fc
      .array(fc.nat(1000), { minLength: 5, maxLength: 5 })
      .filter((parts) => parts.some((part) => part > 0))
      .map((parts) => parts.map((part) => part / parts.reduce((sum, other) => sum + other, 0)));
    const expected = (said: readonly number[], believed: readonly number[]) =>
      believed.reduce((sum, share, index) => sum + share * beliefPoints(said, said[index] as number), 0);

    fc.assert(
      fc.property(percents, percents, (believed, said) => {
        expect(expected(believed, believed)).toBeGreaterThanOrEqual(expected(said, believed) - 1e-9);
      }),
    );
  });
});

describe("beliefPoints of an honest team", () => {
  it("lose 15 times the squared distance to what it believes, so that any other ballot pays less", () => {
    const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 8 });
    const shares = (parts: readonly number[]) => parts.map((part) => part / parts.reduce((a, b) => a + b, 0));
    const pairs = weights.chain((believed) =>
      fc.tuple(
        fc.constant(shares(believed)),
        fc
          .array(fc.nat(1000), { minLength: believed.length, maxLength: believed.length })
          .map((said) => shares(said.some((part) => part > 0) ? said : said.map(() => 1))),
      ),
    );
    fc.assert(
      fc.property(pairs, ([believed, said]) => {
        const expected = (ballot: readonly number[]) =>
          believed.reduce((sum, share, index) => sum + share * beliefPoints(ballot, ballot[index] ?? 0), 0);
        const distance = believed.reduce((sum, share, index) => sum + (share - (said[index] ?? 0)) ** 2, 0);
        expect(expected(believed) - expected(said)).toBeCloseTo(15 * distance, 9);
      }),
    );
  });
});

describe("thriftPoints", () => {
  it("pays the unspent share to a team that knew the rule and trained well", () => {
    expect(thriftPoints(0.35, 0.62, 42.7)).toBeCloseTo(3.5, 10);
    expect(thriftPoints(1, 0.5, 20)).toBe(10);
  });

  it("pays nothing to a team that did not believe in the rule by half or trained badly", () => {
    expect(thriftPoints(1, 0.49, 60)).toBe(0);
    expect(thriftPoints(1, 1, 19.99)).toBe(0);
  });
});

describe("standardError", () => {
  it("uses the unbiased variance over the number of values", () => {
    // mean 3, squares 4 + 1 + 0 + 1 + 4 = 10, variance 2.5, sqrt(2.5 / 5)
    expect(standardError([1, 2, 3, 4, 5])).toBeCloseTo(Math.SQRT1_2, 12);
  });

  it("is 0 for a single value", () => {
    expect(standardError([0.3])).toBe(0);
  });
});

describe("accuracyGroups", () => {
  const groupIds = (teams: readonly TeamEntry[]) => accuracyGroups(teams).map((group) => group.teamIds);

  it("ties teams whose paired difference is within one standard error, at their common mean", () => {
    // differences .03 -.02 .03 -.02 0 have mean .004 and standard error .0112
    const first = aTeam("first", [0.1, 0.12, 0.1, 0.12, 0.11]);
    const second = aTeam("second", [0.13, 0.1, 0.13, 0.1, 0.11]);

    const groups = accuracyGroups([second, first]);

    expect(groups).toHaveLength(1);
    expect(groups[0]?.teamIds).toEqual(["first", "second"]);
    expect(groups[0]?.meanError).toBeCloseTo(0.112, 10);
  });

  it("parts teams that differ alike on every seed, however much the seeds differ from each other", () => {
    // the seeds scatter by .1, the paired difference is .01 on each: standard error 0
    const first = aTeam("first", [0.1, 0.2, 0.3, 0.2, 0.1]);
    const second = aTeam("second", [0.11, 0.21, 0.31, 0.21, 0.11]);

    expect(groupIds([first, second])).toEqual([["first"], ["second"]]);
  });

  it("parts teams whose paired difference is just beyond one standard error", () => {
    // differences .03 -.01 .03 -.01 .01 have mean .01 and standard error .0089
    const first = aTeam("first", [0.1, 0.1, 0.1, 0.1, 0.1]);
    const second = aTeam("second", [0.13, 0.09, 0.13, 0.09, 0.11]);

    expect(groupIds([first, second])).toEqual([["first"], ["second"]]);
  });

  it("measures from the first of a group, so that ties do not chain", () => {
    // b is .008 behind a and c is .007 behind b, with standard errors of .0116; c is .015 behind a with 0
    const a = aTeam("a", [0.1, 0.1, 0.1, 0.1, 0.1]);
    const b = aTeam("b", [0.13, 0.08, 0.13, 0.08, 0.12]);
    const c = aTeam("c", [0.115, 0.115, 0.115, 0.115, 0.115]);

    expect(groupIds([a, b])).toEqual([["a", "b"]]);
    expect(groupIds([b, c])).toEqual([["b", "c"]]);
    expect(groupIds([a, b, c])).toEqual([["a", "b"], ["c"]]);
  });

  it("ties teams with equal errors although their standard error is 0", () => {
    expect(groupIds([aTeam("b", [0.2, 0.2]), aTeam("a", [0.2, 0.2])])).toEqual([["a", "b"]]);
  });

  it("has no groups without teams", () => {
    expect(accuracyGroups([])).toEqual([]);
  });
});

describe("scoreTeams", () => {
  it("adds up accuracy, belief and thrift of one team by hand", () => {
    const team = aTeam("t1", [0.11, 0.12, 0.13, 0.14, 0.15], {
      belief: [0.62, 0.14, 0.1, 0.08, 0.06],
      beliefInTruth: 0.62,
      unspentShare: 0.35,
    });

    const [score] = scoreTeams([team], scale);

    // mean .13: 60 (1 - .03 / .1) = 42; 27.24; 3.5
    expect(score?.meanError).toBeCloseTo(0.13, 10);
    expect(score?.accuracyPoints).toBeCloseTo(42, 10);
    expect(score?.beliefPoints).toBeCloseTo(27.24, 10);
    expect(score?.thriftPoints).toBeCloseTo(3.5, 10);
    expect(score?.points).toBeCloseTo(72.74, 10);
    expect(score?.rank).toBe(1);
  });

  it("gives a tied group the points of its mean error and one rank", () => {
    const first = aTeam("first", [0.1, 0.12, 0.1, 0.12, 0.11]);
    const second = aTeam("second", [0.13, 0.1, 0.13, 0.1, 0.11]);
    const third = aTeam("third", [0.3, 0.3, 0.3, 0.3, 0.3]);

    const scores = scoreTeams([third, second, first], scale);

    // mean of .11 and .114 is .112: 60 (1 - .12) = 52.8
    expect(scores.map((score) => score.teamId)).toEqual(["third", "second", "first"]);
    expect(scores[1]?.accuracyPoints).toBeCloseTo(52.8, 10);
    expect(scores[2]?.accuracyPoints).toBeCloseTo(52.8, 10);
    expect(scores.map((score) => score.rank)).toEqual([3, 1, 1]);
  });

  it("gives thrift to no team whose tied accuracy is below 20", () => {
    const team = aTeam("t1", [0.168], { belief: [1, 0], beliefInTruth: 1, unspentShare: 1 });

    // 60 (1 - .68) = 19.2
    expect(scoreTeams([team], scale)[0]?.accuracyPoints).toBeCloseTo(19.2, 10);
    expect(scoreTeams([team], scale)[0]?.thriftPoints).toBe(0);
  });

  const shares = fc
    .array(fc.nat(100), { minLength: 5, maxLength: 5 })
    .filter((parts) => parts.some((part) => part > 0))
    .map((parts) => parts.map((part) => part / parts.reduce((sum, other) => sum + other, 0)));
  const entries = fc
    .array(
      fc.record({
        errors: fc.array(
          fc.nat(10_000).map((count) => count / 10_000),
          { minLength: 5, maxLength: 5 },
        ),
        belief: shares,
        truth: fc.nat(4),
        unspentShare: fc.nat(40).map((credits) => credits / 40),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((teams) =>
      teams.map(({ errors, belief, truth, unspentShare }, index) =>
        aTeam(`t${index}`, errors, { belief, beliefInTruth: belief[truth] as number, unspentShare }),
      ),
    );
  // Few values, so that means are often equal where seeds are not.
  const coarseEntries = entries.map((teams) =>
    teams.map((team) => ({ ...team, errors: team.errors.map((error) => Math.round(error * 4) / 4) })),
  );
  const scales = fc.record({
    oracleError: fc.nat(5000).map((count) => count / 10_000),
    regretScale: fc.nat(3000).map((count) => count / 10_000),
  });

  it("keeps every part and the sum within its bounds", () => {
    fc.assert(
      fc.property(entries, scales, (teams, anyScale) => {
        for (const score of scoreTeams(teams, anyScale)) {
          const within = (points: number, most: number) => {
            expect(points).toBeGreaterThanOrEqual(0);
            expect(points).toBeLessThanOrEqual(most + 1e-9);
          };
          within(score.accuracyPoints, 60);
          within(score.beliefPoints, 30);
          within(score.thriftPoints, 10);
          within(score.points, 100);
          expect(score.points).toBe(score.accuracyPoints + score.beliefPoints + score.thriftPoints);
        }
      }),
    );
  });

  it("does not depend on the order of the teams", () => {
    fc.assert(
      fc.property(
        entries.chain((teams) =>
          fc.tuple(
            fc.constant(teams),
            fc.shuffledSubarray([...teams], { minLength: teams.length, maxLength: teams.length }),
          ),
        ),
        scales,
        ([teams, shuffled], anyScale) => {
          const sorted = (list: readonly TeamEntry[]) =>
            [...scoreTeams(list, anyScale)].sort((a, b) => a.teamId.localeCompare(b.teamId));
          expect(sorted(shuffled)).toEqual(sorted(teams));
        },
      ),
    );
  });

  it("treats tied teams alike: who changes places with a rival changes points with it", () => {
    fc.assert(
      fc.property(fc.oneof(entries, coarseEntries), scales, (teams, anyScale) => {
        const [first, second, ...others] = teams;
        fc.pre(first !== undefined && second !== undefined);
        if (first === undefined || second === undefined) return;
        const points = (list: readonly TeamEntry[]) =>
          new Map(scoreTeams(list, anyScale).map((score) => [score.teamId, score.points]));
        const before = points(teams);
        const { teamId: one } = first;
        const { teamId: two } = second;
        const after = points([{ ...first, teamId: two }, { ...second, teamId: one }, ...others]);
        expect(after.get(two)).toBeCloseTo(before.get(one) ?? Number.NaN, 9);
        expect(after.get(one)).toBeCloseTo(before.get(two) ?? Number.NaN, 9);
        const accuracy = new Map<number, number>();
        for (const score of scoreTeams(teams, anyScale)) {
          const key = Math.round(score.meanError * 1e9);
          const alike = accuracy.get(key);
          if (alike !== undefined) expect(score.accuracyPoints).toBeCloseTo(alike, 9);
          accuracy.set(key, score.accuracyPoints);
        }
      }),
    );
  });

  it("never takes accuracy from a team alone in its round whose error falls", () => {
    fc.assert(
      fc.property(entries, scales, fc.nat(1000), (teams, anyScale, gain) => {
        const [team] = teams;
        if (team === undefined) return;
        const better = { ...team, errors: team.errors.map((error) => Math.max(0, error - gain / 10_000)) };
        const pointsOf = (entry: TeamEntry) => scoreTeams([entry], anyScale)[0]?.accuracyPoints ?? 0;
        expect(pointsOf(better)).toBeGreaterThanOrEqual(pointsOf(team));
      }),
    );
  });

  it("never gives a team less accuracy than one with a higher mean error", () => {
    fc.assert(
      fc.property(entries, scales, (teams, anyScale) => {
        const byError = [...scoreTeams(teams, anyScale)].sort((a, b) => a.meanError - b.meanError);
        for (const [index, score] of byError.slice(1).entries()) {
          expect(score.accuracyPoints).toBeLessThanOrEqual((byError[index]?.accuracyPoints ?? 60) + 1e-9);
        }
      }),
    );
  });
});

describe("sharedRanks", () => {
  it("gives equal values one rank and skips the places that they take", () => {
    expect(sharedRanks([50, 80, 50, 20])).toEqual([2, 1, 2, 4]);
  });

  it("counts as equal what prints alike with one decimal", () => {
    expect(sharedRanks([50.04, 49.96, 49.94])).toEqual([1, 1, 3]);
  });

  it("ranks nobody without values", () => {
    expect(sharedRanks([])).toEqual([]);
  });
});
