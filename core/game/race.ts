/** Common seeds that every team's design is trained with in the race. */
export const raceReplicaCount = 5;

/** Error of a classifier that guesses: what a diverged or missing replica counts as. */
export const chanceError = 0.5;

/**
 * The order in which one of a team's devices takes up the race replicas: devices start at different ones, so that
 * a team shares the work without any lease, and each goes on through all of them, so that a device that vanishes
 * leaves no gap. Only the first result of a replica counts.
 */
export function raceOrder(deviceIndex: number, deviceCount: number): number[] {
  const start = deviceCount === 0 ? 0 : Math.floor((raceReplicaCount * deviceIndex) / deviceCount);
  return Array.from({ length: raceReplicaCount }, (_, offset) => (start + offset) % raceReplicaCount);
}
