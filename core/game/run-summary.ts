/** Most bytes of one stored summary as JSON. */
export const largestSummaryBytes = 4_000;
/** Most points of a summary's learning curve. */
export const mostSummaryPoints = 40;

/** A number as summaries hold it: four significant digits. */
export function fourDigits(value: number): number {
  return Number(value.toPrecision(4));
}
