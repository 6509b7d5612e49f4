/** Replicas that train together where a GPU is at hand. */
export const populationSize = 32;

/** What their trainer is called. */
export const populationTrainerName = `webgpu, ${populationSize} replicas`;
