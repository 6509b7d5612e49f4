import type { Deck } from "@/core/tasks/deck";
import type { Design } from "@/core/training/design";

/** Floating-point operations of one training row: forward and both backward products, 4 D H + 6 (L-1) H^2 + 6 H. */
export function flopsPerRow({ depth, width }: Design, inputDimension: number): number {
  return 4 * inputDimension * width + 6 * (depth - 1) * width * width + 6 * width;
}

/** Most floating-point operations that a run of this design can take: it may converge before. */
export function mostFlops(deck: Deck, design: Design): number {
  return deck.stepBudget * deck.batchSize * flopsPerRow(design, deck.inputDimension);
}
