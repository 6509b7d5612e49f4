/** Shares of the inputs that a `resample` clue draws again, by name. */
export const resampleShares = { half: 1 / 2, quarter: 1 / 4, tenth: 1 / 10 } as const;
export type ResampleShare = keyof typeof resampleShares;

/** Numbers of points that a `negate` and a `shift` clue are sold with. */
export const negatePointCounts = [4, 8, 16] as const;
export const shiftPointCounts = [4, 8] as const;

/** Directions of a line through the square: direction d makes an angle of d/8 of a half turn with the x axis. */
export const directionCount = 8;

/** Predictors that are no networks and whose validation error is sold. */
export const cluePredictors = [
  "linear",
  "quadratic",
  "cubic",
  "nearest-neighbours",
  "kernel",
  "fourier",
] as const;
export type CluePredictor = (typeof cluePredictors)[number];

/**
 * What is sold under one price: a clue without the input or the direction that the team chooses. Plain values, so that
 * a player's page can read them without the schema library.
 */
export const clueKeys = [
  "resample-half",
  "resample-quarter",
  "resample-tenth",
  "negate-4",
  "negate-8",
  "negate-16",
  "shift-4",
  "shift-8",
  "rows",
  "line",
  "jump-scan",
  "baseline-linear",
  "baseline-quadratic",
  "baseline-cubic",
  "baseline-nearest-neighbours",
  "baseline-kernel",
  "baseline-fourier",
] as const;
export type ClueKey = (typeof clueKeys)[number];
