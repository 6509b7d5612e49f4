import { raceReplicaCount } from "@/core/game/race";
import { median } from "@/core/numerics/statistics";
import type { Deck } from "@/core/tasks/deck";
import { flopsPerRow, mostFlops } from "@/core/training/training-flops";

/**
 * Floating-point operations per second of the device that stands for all others where none was measured: the wasm
 * engine on one core of the machine of docs/performance.md, at its slowest shape.
 */
export const referenceFlopsPerSecond = 35e9;

/** The shape of a self-benchmark (see `MeasuredDevice`), at the inputs that devices measure with in the lobby. */
const measuredShape = { design: { depth: 3, width: 20, learningRate: 1 }, batchSize: 50, inputDimension: 16 };

/** Operations per second of a device that does `stepsPerSecond` steps of the measured shape. */
export function flopsPerSecondOf(stepsPerSecond: number): number {
  const { design, batchSize, inputDimension } = measuredShape;
  return stepsPerSecond * batchSize * flopsPerRow(design, inputDimension);
}

/**
 * Operations per second of the middle one of these devices, by steps per second of the measured shape; those that
 * cannot train (0) are left out. Null when none is left.
 */
export function middleFlopsPerSecond(stepsPerSecond: readonly number[]): number | null {
  const able = stepsPerSecond.filter((steps) => steps > 0 && Number.isFinite(steps));
  return able.length === 0 ? null : flopsPerSecondOf(median(able));
}

/**
 * Seconds of a deck's longest race on a device of `flopsPerSecond`: all replicas of the largest design of the grid,
 * each to the step budget. Most races are far shorter, since designs are smaller and runs end when nothing is wrong.
 */
export function longestRaceSeconds(deck: Deck, flopsPerSecond: number): number {
  const { depths, widths } = deck.designGrid;
  const largest = { depth: Math.max(...depths), width: Math.max(...widths), learningRate: 1 };
  return (raceReplicaCount * mostFlops(deck, largest)) / flopsPerSecond;
}
