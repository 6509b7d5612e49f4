/** How many steps to do at once so that a chunk takes about as long as wanted. */
export interface ChunkSize {
  stepCount(): number;
  /** Takes how long `stepCount` steps took. */
  note(stepCount: number, milliseconds: number): void;
}

/**
 * It begins with one step and at most doubles. A device that slept in a chunk, or a clock that jumped, makes the next
 * chunk one step long and no more; a clock that stands still makes chunks grow only by doubling.
 */
export function createChunkSize(targetMilliseconds: number): ChunkSize {
  let size = 1;
  return {
    stepCount: () => size,
    note(stepCount, milliseconds) {
      const perStep = Math.max(milliseconds, 0) / stepCount;
      const affordable = perStep > 0 ? Math.floor(targetMilliseconds / perStep) : Number.POSITIVE_INFINITY;
      size = Math.max(1, Math.min(2 * size, affordable, mostSteps));
    },
  };
}

const mostSteps = 100_000;
