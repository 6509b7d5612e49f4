/** The value below which the share `share` of the values lies, between two of them in proportion. NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const ascending = [...values].sort((one, other) => one - other);
  const place = share * (ascending.length - 1);
  const below = ascending[Math.floor(place)] ?? Number.NaN;
  const above = ascending[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** Median and quartiles. */
export function quartiles(values: readonly number[]): { median: number; low: number; high: number } {
  return { median: quantile(values, 0.5), low: quantile(values, 0.25), high: quantile(values, 0.75) };
}
