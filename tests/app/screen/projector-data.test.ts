import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitRanking } from "@/app/_reveal/split-ranking";
import { creditMarks } from "@/app/screen/_frame/credit-marks";
import { emptyTeamNumbers } from "@/app/screen/_frame/empty-team-numbers";
import { isOnlyHere, joinLink, spacedCode, spokenAddress } from "@/app/screen/_frame/join-address";
import { furthestStep, raceTeams } from "@/app/screen/_frame/race-teams";
import { roundCounts } from "@/app/screen/_frame/round-counts";
import { creditBudget } from "@/core/game/pilot-cost";
import { teamViewOf } from "../host/shared-view";

describe("counts of a round", () => {
  test("are of the whole class, however many teams are listed", () => {
    const counts = roundCounts({
      ...{ teams: 3, seats: 5, seatsOnline: 4, teamsPlaying: 2, ballots: 1, commitments: 1 },
      ...{ replicasIn: 2, pilots: 2, clues: 4, creditsSpent: 10 },
    });
    expect(counts).toEqual({
      teams: 2,
      ballots: 1,
      committed: 1,
      pilots: 2,
      clues: 4,
      credits: 10,
      creditBudget: 2 * creditBudget,
      replicas: 2,
      replicasExpected: 10,
    });
  });
});

describe("the race on the projector", () => {
  test("has a line for every playing team, also before its first report", () => {
    const first = teamViewOf(1, { replicasIn: [2] });
    const teams = raceTeams(
      [first, teamViewOf(2, {}), teamViewOf(3, null)],
      [
        {
          teamId: first.teamId,
          points: [
            [10, 0.5],
            [400, 0.2],
          ],
          replicaSteps: [400, null, 10, null, null],
        },
      ],
    );
    expect(teams.map((team) => [team.teamNumber, team.curve.length, team.doneReplicaCount])).toEqual([
      [1, 2, 1],
      [2, 0, 0],
    ]);
    expect(furthestStep(teams)).toBe(400);
    expect(furthestStep([])).toBeNull();
  });
});

describe("credit marks", () => {
  test("never show more or less than the whole budget", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: creditBudget }),
        fc.integer({ min: 0, max: 40 }),
        (spent, teams) => {
          const marks = creditMarks(spent, teams);
          expect(marks.total * marks.creditsPerMark).toBeGreaterThanOrEqual(creditBudget);
          expect(marks.spent).toBeLessThanOrEqual(marks.total);
          expect(marks.spent === 0).toBe(spent === 0);
        },
      ),
    );
  });
});

describe("a long ranking", () => {
  test("keeps every team, its order, and at most so many rows in a column", () => {
    const ranks = fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 40 });
    fc.assert(
      fc.property(ranks, fc.integer({ min: 1, max: 10 }), (values, most) => {
        const rows = values.map((rank, id) => ({ rank, id }));
        const columns = splitRanking(rows, most);
        const drawn = columns.flat();
        expect(new Set(drawn.map((row) => row.id)).size).toBe(rows.length);
        expect(drawn.map((row) => row.rank)).toEqual(values.toSorted((a, b) => a - b));
        expect(columns).toHaveLength(Math.ceil(rows.length / most));
        for (const column of columns) {
          expect(column.length).toBeGreaterThan(0);
          expect(column.length).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  test("ends a column where a tie ends", () => {
    const rows = [1, 2, 3, 4, 4, 4, 7, 8, 9, 10].map((rank) => ({ rank }));
    expect(splitRanking(rows, 9).map((column) => column.length)).toEqual([6, 4]);
  });

  test("tears a tie apart that no column can hold", () => {
    const rows = Array.from({ length: 12 }, () => ({ rank: 1 }));
    expect(splitRanking(rows, 9).map((column) => column.length)).toEqual([6, 6]);
  });
});

describe("the way in", () => {
  test("is spoken without a scheme and links to the session", () => {
    expect(spokenAddress("https://play.example.org")).toBe("play.example.org");
    expect(joinLink("https://play.example.org", "K7MQ4X")).toBe("https://play.example.org/play/K7MQ4X");
    expect(spacedCode("K7MQ4X")).toBe("K7M Q4X");
  });

  test.each([
    ["http://localhost:3000", true],
    ["http://127.0.0.1:3000", true],
    ["http://[::1]:3000", true],
    ["http://192.168.0.7:3000", false],
    ["https://localhost.example.org", false],
  ])("%s is for this computer only: %s", (origin, expected) => {
    expect(isOnlyHere(origin)).toBe(expected);
  });

  test("shows a place for every team that may still come", () => {
    expect(emptyTeamNumbers([1, 3], { largest: 6, classSize: 60, seatsPerTeam: 3 })).toEqual([2, 4, 5, 6]);
    expect(emptyTeamNumbers([1], { largest: 6, classSize: 4, seatsPerTeam: 2 })).toEqual([2]);
  });
});
