/** Common seeds that every team's design is trained with in the race. */
export const raceReplicaCount = 5;

/**
 * Error of a network that knows nothing: what a diverged or missing replica counts as. A classifier that guesses is
 * wrong half of the time; pictures are standardised so that a constant is 0.5 away from them, too.
 */
export const chanceError = 0.5;

/** Distances in regression have no upper end; from here on they are all the same. */
export const worstError = 1;

/** An error as it is told and stored: at most `worstError`, which whatever is not a number counts as. */
export function cappedError(error: number): number {
  return error <= worstError ? error : worstError;
}

/**
 * The order in which one of a team's devices takes up the race replicas: devices start at different ones, so that
 * a team shares the work without any lease, and each goes on through all of them, so that a device that vanishes
 * leaves no gap. Only the first result of a replica counts.
 */
export function raceOrder(deviceIndex: number, deviceCount: number): number[] {
  const start = deviceCount === 0 ? 0 : Math.floor((raceReplicaCount * deviceIndex) / deviceCount);
  return Array.from({ length: raceReplicaCount }, (_, offset) => (start + offset) % raceReplicaCount);
}
