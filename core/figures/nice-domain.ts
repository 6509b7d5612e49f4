/** The smallest domain with ends of 1, 2 or 5 times a power of ten that holds all of these positive values. */
export function niceLogDomain(values: readonly number[]): readonly [number, number] {
  const low = roundDown(Math.min(...values));
  const high = roundUp(Math.max(...values));
  return low < high ? [low, high] : [low, 10 * low];
}

function roundDown(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value));
  const factor = [5, 2, 1].find((candidate) => candidate * decade <= value * (1 + 1e-9)) ?? 1;
  return Number((factor * decade).toPrecision(1));
}

function roundUp(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * decade >= value * (1 - 1e-9)) ?? 10;
  return Number((factor * decade).toPrecision(1));
}
