import type { ClueAnswer } from "./clue";

/**
 * The one number or two that a careful student reads off an answer, such as `negate:changed=3`: likelihoods are kept
 * for these (`npm run lab -- clues build`). Answers with equal outcomes are told apart by nothing here.
 */
export function clueOutcome(answer: ClueAnswer): string {
  switch (answer.kind) {
    case "resample":
    case "negate":
    case "shift":
      return `${answer.kind}:changed=${changedCount(answer.points)}`;
    case "rows":
      return `rows:pairs=${Math.min(3, telltalePairs(answer.rows))}`;
    case "line":
      return `line:crossings=${crossings(answer.values)},step=${largestStep(answer.values)}`;
    case "jump-scan":
      return `jump-scan:size=${sizeClass(answer.size)},place=${placeClass(answer.along)}`;
    case "baseline":
      return `baseline:error=${(Math.round(answer.error * 20) / 20).toFixed(2)}`;
    default:
      return answer satisfies never;
  }
}

function changedCount(points: readonly { before: number; after: number }[]): number {
  return points.filter(({ before, after }) => before !== after).length;
}

/** Pairs of inputs whose product has the sign of the label in every row. */
function telltalePairs(rows: readonly { inputs: readonly number[]; label: number }[]): number {
  const size = rows[0]?.inputs.length ?? 0;
  let count = 0;
  for (let first = 0; first < size; first += 1) {
    for (let second = first + 1; second < size; second += 1) {
      const isTelltale = rows.every(({ inputs, label }) => {
        const product = (inputs[first] as number) * (inputs[second] as number);
        return product >= 0 === (label === 1);
      });
      if (isTelltale) count += 1;
    }
  }
  return count;
}

/** How often the values go from clearly above the mean 0 to clearly below it or back; 5 stands for more. */
function crossings(values: readonly number[]): number {
  const clear = values.filter((value) => Math.abs(value) > 0.2);
  const changes = clear.filter((value, place) => place > 0 && value > 0 !== (clear[place - 1] as number) > 0);
  return Math.min(5, changes.length);
}

/** The largest difference of neighbouring values, in classes of a quarter from 0.5 to 1.25. */
function largestStep(values: readonly number[]): string {
  const steps = values.slice(1).map((value, place) => Math.abs(value - (values[place] as number)));
  const largest = Math.max(...steps);
  return Math.min(1.25, Math.max(0.5, Math.floor(largest * 4) / 4)).toFixed(2);
}

function sizeClass(size: number): string {
  return Math.min(1.25, Math.floor(size * 4) / 4).toFixed(2);
}

function placeClass(along: number): "end" | "middle" {
  return along < 0.25 || along > 0.75 ? "end" : "middle";
}
