import { describe, expect, it } from "vitest";
import { createRunningMeans } from "@/trainer/running-means";

const nothing = { rowCount: 0, wrongCount: 0, lossSum: 0 };

describe("createRunningMeans", () => {
  it("knows nothing before the first row and averages all rows at first", () => {
    const running = createRunningMeans("logistic", nothing);
    expect(running.means(nothing)).toBeNull();

    running.mark({ rowCount: 50, wrongCount: 20, lossSum: 35 });

    expect(running.means({ rowCount: 100, wrongCount: 30, lossSum: 60 })).toEqual({ error: 0.3, loss: 0.6 });
  });

  it("looks back to the newest mark that is a thousand rows old", () => {
    const running = createRunningMeans("logistic", nothing);
    // Half of the first 3,000 rows are wrong, a tenth of the rows after them.
    for (let rowCount = 300; rowCount <= 3000; rowCount += 300) {
      running.mark({ rowCount, wrongCount: rowCount / 2, lossSum: rowCount });
    }
    const later = (rowCount: number) => ({
      rowCount: 3000 + rowCount,
      wrongCount: 1500 + rowCount / 10,
      lossSum: 3000,
    });

    // From 2,700 on: 300 rows half of which are wrong, 900 of which a tenth are.
    expect(running.means(later(900))?.error).toBeCloseTo((150 + 90) / 1200, 12);
    expect(running.means(later(1000))?.error).toBeCloseTo(0.1, 12);
    expect(running.means(later(5000))?.error).toBeCloseTo(0.1, 12);
    expect(running.means(later(5000))?.loss).toBe(0);
  });

  it("begins anew where a run goes on from a checkpoint", () => {
    const running = createRunningMeans("logistic", { rowCount: 5000, wrongCount: 2500, lossSum: 5000 });

    expect(running.means({ rowCount: 5200, wrongCount: 2520, lossSum: 5020 })).toEqual({
      error: 0.1,
      loss: 0.1,
    });
  });

  it("gives the root mean square distance in regression", () => {
    const running = createRunningMeans("squared", nothing);

    // 100 rows, each 0.4 away: half the square is 0.08.
    expect(running.means({ rowCount: 100, wrongCount: 0, lossSum: 8 })?.error).toBeCloseTo(0.4, 12);
  });
});
