import { describe, expect, it } from "vitest";
import { playheadFlag, raceLayout, raceTop } from "@/app/_ui/charts/race-layout";

const labelSize = 28;
const plot = { left: 95, right: 1200, top: labelSize * raceTop, bottom: 800 };
const flagAt = (x: number) =>
  playheadFlag({ x, plotTop: plot.top, figureWidth: 1800, labelSize, text: "step 12,000" });

describe("the playhead's flag", () => {
  it("stands above the marks and words of teams that are still at chance", () => {
    const { teams } = raceLayout(
      [{ teamNumber: 1, curve: [{ step: 400, error: 0.5 }], doneReplicaCount: 0, replicaCount: 5 }],
      { stepBudget: 12_000, chanceError: 0.5, plot, labelGap: labelSize * 1.9 },
    );
    const highest = Math.min(teams[0]?.labelY ?? 0, teams[0]?.end?.y ?? 0) - labelSize;
    const flag = flagAt(plot.right);

    expect(flag.y + flag.height).toBeLessThan(highest);
    expect(flag.y).toBeGreaterThan(0);
  });

  it("leaves a row for the word of the chance line", () => {
    expect(flagAt(plot.left).y + flagAt(plot.left).height).toBeLessThan(plot.top - labelSize * 1.6);
  });

  it("stays inside the figure at both ends", () => {
    for (const x of [0, 1800]) {
      const flag = flagAt(x);
      expect(flag.x).toBeGreaterThanOrEqual(0);
      expect(flag.x + flag.width).toBeLessThanOrEqual(1800);
    }
  });
});
