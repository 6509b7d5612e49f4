import calibration from "@/core/theory/effective-dimension.json";
import type { InputRows } from "@/core/training/recipe";

// Effective dimension of data by nearest neighbours (Spigler, Geiger and Wyart, arXiv:1905.10843): the mean distance from
// a point to its nearest neighbour among n points falls like n^(-1/d). Few points underestimate a large d; how much is
// known from spheres, so an estimate comes with what a sphere of which dimension would have given.

/** The numbers of points that the calibration is for. */
export const calibratedSizes: readonly number[] = calibration.sizes;

/** Estimates on spheres of known dimension, ascending, with standard errors. */
export const sphereCalibration: readonly SphereEstimate[] = calibration.cases;
interface SphereEstimate {
  /** Intrinsic: the sphere lies in one dimension more. */
  readonly dimension: number;
  readonly estimate: number;
  readonly standardError: number;
}

/** Mean distance to the nearest neighbour among n points. */
export interface NeighbourDistance {
  readonly sampleCount: number;
  readonly distance: number;
}

/** What the distances say. */
export interface EffectiveDimension {
  readonly distances: readonly NeighbourDistance[];
  /** -1 / slope of log distance by log n. */
  readonly estimate: number;
  /** Dimension of the sphere that gives the same estimate; null above the largest one that was calibrated. */
  readonly calibrated: number | null;
}

/**
 * Estimates the effective dimension of rows from pieces of `calibratedSizes` rows; later rows are not used. Null with
 * fewer rows than the largest size, or where points coincide so that a distance is 0. Takes about n^2 D operations for
 * n = 4,000.
 */
export function effectiveDimension(rows: InputRows): EffectiveDimension | null {
  if (rows.rowCount < (calibratedSizes.at(-1) as number)) return null;
  const distances = neighbourDistances(rows, calibratedSizes);
  if (distances.some(({ distance }) => !(distance > 0))) return null;
  const estimate = dimensionFromDistances(distances);
  return { distances, estimate, calibrated: calibratedDimension(estimate) };
}

/**
 * Mean distance to the nearest neighbour within pieces of n rows, for each n: all disjoint pieces that fit into as many
 * rows as the largest n, so that small n are not noisier than large ones.
 */
export function neighbourDistances(rows: InputRows, sizes: readonly number[]): NeighbourDistance[] {
  const rowCount = Math.max(...sizes);
  const { inputDimension } = rows;
  const points = Float64Array.from(rows.inputs.subarray(0, rowCount * inputDimension));
  return sizes.map((sampleCount) => {
    const pieceCount = Math.floor(rowCount / sampleCount);
    let sum = 0;
    for (let piece = 0; piece < pieceCount; piece += 1) {
      const start = piece * sampleCount * inputDimension;
      const own = points.subarray(start, start + sampleCount * inputDimension);
      for (const square of nearestSquares(own, inputDimension)) sum += Math.sqrt(square);
    }
    return { sampleCount, distance: sum / (pieceCount * sampleCount) };
  });
}

/** -1 / slope of the least-squares line through (log n, log distance). */
export function dimensionFromDistances(distances: readonly NeighbourDistance[]): number {
  const points = distances.map(({ sampleCount, distance }) => [Math.log(sampleCount), Math.log(distance)]);
  const [centreX, centreY] = [0, 1].map(
    (axis) => points.reduce((sum, point) => sum + (point[axis] as number), 0) / points.length,
  ) as [number, number];
  let [across, along] = [0, 0];
  for (const [x, y] of points as [number, number][]) {
    across += (x - centreX) * (y - centreY);
    along += (x - centreX) ** 2;
  }
  return -along / across;
}

/** The dimension of the sphere of this estimate, between calibrated ones by straight lines; null above the largest. */
export function calibratedDimension(estimate: number): number | null {
  let below = { dimension: 0, estimate: 0 };
  for (const sphere of sphereCalibration) {
    if (estimate <= sphere.estimate) {
      const share = (estimate - below.estimate) / (sphere.estimate - below.estimate);
      return below.dimension + share * (sphere.dimension - below.dimension);
    }
    below = sphere;
  }
  return null;
}

/** Squared distance of each point to its nearest neighbour. */
function nearestSquares(points: Float64Array, inputDimension: number): Float64Array {
  const rowCount = points.length / inputDimension;
  const nearest = new Float64Array(rowCount).fill(Number.POSITIVE_INFINITY);
  for (let i = 1; i < rowCount; i += 1) {
    const row = i * inputDimension;
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < i; j += 1) {
      const other = j * inputDimension;
      let square = 0;
      for (let input = 0; input < inputDimension; input += 1) {
        const difference = (points[row + input] as number) - (points[other + input] as number);
        square += difference * difference;
      }
      if (square < least) least = square;
      if (square < (nearest[j] as number)) nearest[j] = square;
    }
    nearest[i] = least;
  }
  return nearest;
}
