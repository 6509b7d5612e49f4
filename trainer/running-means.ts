import type { Loss, SeenRows } from "@/core/training/recipe";
import { runningRowCount } from "@/trainer/curve-plan";

/** Error and mean loss of the last rows that a run has trained on, as they were in their own steps. */
export interface RunningMeans {
  /** Takes what the run has seen up to now. */
  note(seen: SeenRows): void;
  /** Over the rows since the newest note that is at least `runningRowCount` rows old, or all; null without any row. */
  means(): { error: number; loss: number } | null;
}

/** The means of a run that has seen `start` so far. */
export function createRunningMeans(loss: Loss, start: SeenRows): RunningMeans {
  // Ascending; the first is the newest that is old enough, or the start.
  let notes: SeenRows[] = [start];
  return {
    note(seen) {
      notes.push(seen);
      const isOld = (note: SeenRows) => seen.rowCount - note.rowCount >= runningRowCount;
      notes = notes.slice(Math.max(0, notes.findLastIndex(isOld)));
    },
    means() {
      const from = notes[0] as SeenRows;
      const to = notes.at(-1) as SeenRows;
      const rowCount = to.rowCount - from.rowCount;
      if (rowCount === 0) return null;
      const meanLoss = (to.lossSum - from.lossSum) / rowCount;
      const error =
        loss === "squared" ? Math.sqrt(2 * meanLoss) : (to.wrongCount - from.wrongCount) / rowCount;
      return { error, loss: meanLoss };
    },
  };
}
