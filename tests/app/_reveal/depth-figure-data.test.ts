import { describe, expect, test } from "vitest";
import { predictionPoints, scatterRuns } from "@/app/_reveal/depth-figure-data";
import { TeamIdSchema } from "@/core/game/identifiers";
import type { FigureView } from "@/core/game/view";

const sumi = TeamIdSchema.parse("t1");
const azuki = TeamIdSchema.parse("t2");
const gone = TeamIdSchema.parse("t9");
const design = { depth: 2, width: 20, learningRate: 0.1 };
const figure: FigureView = {
  claim: "control",
  measured: [],
  runs: [
    { teamId: sumi, kind: "race", design, errors: [0.1, 0.2, 0.3] },
    { teamId: azuki, kind: "pilot", design, errors: [0.4] },
    { teamId: azuki, kind: "pilot", design, errors: [0.25] },
    { teamId: gone, kind: "race", design, errors: [0.5] },
    { teamId: sumi, kind: "pilot", design, errors: [] },
  ],
};
const teams = [
  { teamId: sumi, teamNumber: 1 },
  { teamId: azuki, teamNumber: 2 },
];

describe("the marks of the class figure", () => {
  test("are one per run with the mean of its seeds", () => {
    const runs = scatterRuns(figure, teams, null);
    expect(runs.map(({ teamNumber, kind }) => [teamNumber, kind])).toEqual([
      [1, "final"],
      [2, "pilot"],
      [2, "pilot"],
    ]);
    expect(runs[0]?.error).toBeCloseTo(0.2, 12);
    expect(runs[0]?.seedErrors).toEqual([0.1, 0.2, 0.3]);
    expect(new Set(runs.map((run) => run.runId)).size).toBe(runs.length);
  });

  test("leave out runs without errors and of teams that nobody knows", () => {
    expect(scatterRuns(figure, [], null)).toEqual([]);
  });

  test("point out the viewer's own team", () => {
    const own = scatterRuns(figure, teams, azuki).filter((run) => run.isOwn);
    expect(own.map((run) => run.teamNumber)).toEqual([2, 2]);
  });
});

describe("a drawing", () => {
  test("becomes one point per depth", () => {
    expect(predictionPoints([1, 2, 3], [0.4, 0.2, 0.3])).toEqual([
      { depth: 1, error: 0.4 },
      { depth: 2, error: 0.2 },
      { depth: 3, error: 0.3 },
    ]);
  });

  test("is not drawn when it is missing or made for other depths", () => {
    expect(predictionPoints([1, 2, 3], null)).toBeNull();
    expect(predictionPoints([1, 2, 3], [0.4, 0.2])).toBeNull();
  });
});
