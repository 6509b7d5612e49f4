import { createRandom } from "@/core/random/random-streams";
import type { Seed } from "@/core/random/seed";

/** The order in which a replica sees its training rows, epoch after epoch. */
export interface SampleOrder {
  /** Where the next epoch starts in the random stream; an order opened there continues this one. */
  position(): number;
  /** Overwrites `order` with the row numbers of the next epoch, a uniformly random permutation. */
  nextEpoch(order: Uint32Array): void;
}

/** Opens the order of one replica at its first epoch, or at a `startPosition` that `position` gave. */
export function createSampleOrder(runSeed: Seed, replicaIndex: number, startPosition = 0): SampleOrder {
  const stream = createRandom(runSeed).stream("sample-order", replicaIndex, startPosition);
  return {
    position: stream.position,
    nextEpoch(order) {
      for (let row = 0; row < order.length; row += 1) order[row] = row;
      stream.shuffle(order);
    },
  };
}
