import { answersOf, type Baseline } from "@/core/theory/baseline";
import type { InputRows, TrainingRows } from "@/core/training/recipe";

/** Odd, so that a vote has no tie. */
const counts = [1, 3, 5, 9, 15, 25, 45];

/**
 * Mean answer of the k nearest training rows in Euclidean distance (the vote, in classification); k by leave-one-out
 * cross validation on at most 2,000 rows, among all training rows.
 */
export const nearestNeighbours: Baseline = {
  refusal: () => null,
  fit(rows) {
    const count = chooseCount(rows);
    return {
      predict: (some) => neighbourMeans(rows, some, [count], false)[0] as Float64Array,
      choices: { count },
    };
  },
};

const mostLeftOut = 2000;

function chooseCount(rows: TrainingRows): number {
  const allowed = counts.filter((count) => count < rows.rowCount);
  const leftOut = { ...rows, rowCount: Math.min(rows.rowCount, mostLeftOut) };
  const answers = answersOf(rows);
  const isClassification = "labels" in rows;
  const errors = neighbourMeans(rows, leftOut, allowed, true).map((values) =>
    values.reduce((sum, value, row) => {
      const answer = answers[row] as number;
      return sum + (isClassification ? Number(value >= 0 !== answer > 0) : (value - answer) ** 2);
    }, 0),
  );
  return allowed[errors.indexOf(Math.min(...errors))] ?? 1;
}

/**
 * For each of `neighbourCounts`, ascending, the mean answer of that many nearest rows, for every row of `some`. With
 * `isLeaveOneOut`, row r of `some` is row r of `rows` and does not count as its own neighbour.
 */
export function neighbourMeans(
  rows: TrainingRows,
  some: InputRows,
  neighbourCounts: readonly number[],
  isLeaveOneOut: boolean,
): Float64Array[] {
  const answers = answersOf(rows);
  const most = neighbourCounts.at(-1) ?? 1;
  const means = neighbourCounts.map(() => new Float64Array(some.rowCount));
  const nearest = { distances: new Float64Array(most), places: new Int32Array(most) };
  for (let row = 0; row < some.rowCount; row += 1) {
    findNearest(rows, some, row, isLeaveOneOut ? row : -1, nearest);
    let sum = 0;
    let next = 0;
    for (let rank = 0; rank < most; rank += 1) {
      sum += answers[nearest.places[rank] as number] as number;
      if (rank + 1 !== neighbourCounts[next]) continue;
      (means[next] as Float64Array)[row] = sum / (rank + 1);
      next += 1;
    }
  }
  return means;
}

/** Fills `nearest` with the closest rows by insertion: most rows are farther than the last and cost one comparison. */
function findNearest(
  rows: InputRows,
  some: InputRows,
  row: number,
  excluded: number,
  nearest: { distances: Float64Array; places: Int32Array },
): void {
  const { distances, places } = nearest;
  const { inputDimension } = rows;
  const last = distances.length - 1;
  distances.fill(Number.POSITIVE_INFINITY);
  places.fill(0);
  for (let place = 0; place < rows.rowCount; place += 1) {
    if (place === excluded) continue;
    let distance = 0;
    for (let index = 0; index < inputDimension; index += 1) {
      const difference =
        (some.inputs[row * inputDimension + index] as number) -
        (rows.inputs[place * inputDimension + index] as number);
      distance += difference * difference;
    }
    if (distance >= (distances[last] as number)) continue;
    let rank = last;
    while (rank > 0 && (distances[rank - 1] as number) > distance) {
      distances[rank] = distances[rank - 1] as number;
      places[rank] = places[rank - 1] as number;
      rank -= 1;
    }
    distances[rank] = distance;
    places[rank] = place;
  }
}
