import { describe, expect, it } from "vitest";
import { lessonTotals } from "@/core/scoring/lesson-totals";

describe("lessonTotals", () => {
  it("ranks by the mean over the rounds that a team played, so that a late team is not behind", () => {
    const rounds = [
      [
        { teamId: "early", points: 40 },
        { teamId: "steady", points: 60 },
      ],
      [
        { teamId: "early", points: 60 },
        { teamId: "steady", points: 60 },
        { teamId: "late", points: 70 },
      ],
    ];

    expect(lessonTotals(rounds)).toEqual([
      { teamId: "late", meanPoints: 70, roundsPlayed: 1, rank: 1 },
      { teamId: "steady", meanPoints: 60, roundsPlayed: 2, rank: 2 },
      { teamId: "early", meanPoints: 50, roundsPlayed: 2, rank: 3 },
    ]);
  });

  it("shares a rank between means that print alike", () => {
    const totals = lessonTotals([
      [
        { teamId: "a", points: 50.01 },
        { teamId: "b", points: 49.99 },
        { teamId: "c", points: 10 },
      ],
    ]);

    expect(totals.map(({ teamId, rank }) => [teamId, rank])).toEqual([
      ["a", 1],
      ["b", 1],
      ["c", 3],
    ]);
  });

  it("is empty before the first counted round", () => {
    expect(lessonTotals([])).toEqual([]);
    expect(lessonTotals([[]])).toEqual([]);
  });
});
