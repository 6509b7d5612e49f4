import type { Loss, SeenRows } from "@/core/training/recipe";
import { runningRowCount } from "@/trainer/curve-plan";

/** Error and mean loss of the last rows that a run has trained on, as they were in their own steps. */
export interface RunningMeans {
  /** Marks a place where a window may begin. Only at stops of the plan, so that no clock decides where windows begin. */
  mark(seen: SeenRows): void;
  /**
   * The means of a run that has seen `seen`, since the newest mark that is at least `runningRowCount` rows old, or since
   * the start; null without any row.
   */
  means(seen: SeenRows): { error: number; loss: number } | null;
}

/** The means of a run that has seen `start` so far. */
export function createRunningMeans(loss: Loss, start: SeenRows): RunningMeans {
  // Ascending; the first is old enough, or the start.
  let marks: SeenRows[] = [start];
  return {
    mark(seen) {
      marks.push(seen);
    },
    means(seen) {
      const isOld = (mark: SeenRows) => seen.rowCount - mark.rowCount >= runningRowCount;
      marks = marks.slice(Math.max(0, marks.findLastIndex(isOld)));
      const from = marks[0] as SeenRows;
      const rowCount = seen.rowCount - from.rowCount;
      if (rowCount === 0) return null;
      const meanLoss = (seen.lossSum - from.lossSum) / rowCount;
      const error =
        loss === "squared" ? Math.sqrt(2 * meanLoss) : (seen.wrongCount - from.wrongCount) / rowCount;
      return { error, loss: meanLoss };
    },
  };
}
