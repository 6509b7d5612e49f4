/** Round values inside [low, high] at a step of 1, 2 or 5 times a power of ten, at most `mostTicks` of them. */
export function linearTicks(low: number, high: number, mostTicks: number): number[] {
  if (!(high > low) || mostTicks < 1) return [];
  const smallestStep = (high - low) / mostTicks;
  const decade = 10 ** Math.floor(Math.log10(smallestStep));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * decade >= smallestStep * (1 - 1e-9)) ?? 10;
  const step = factor * decade;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toFixed(digits)),
  );
}

/**
 * Powers of ten inside [low, high], with three times each where `mostTicks` leaves room, and `high` itself. A value
 * so close to `high` that their labels would touch gives way to it.
 */
export function logTicks(low: number, high: number, mostTicks: number): number[] {
  if (!(low > 0 && high > low)) return [];
  const dense = decadeValues(low, high, [1, 3]);
  const values = dense.length + 1 <= mostTicks ? dense : decadeValues(low, high, [1]);
  const labelDecades = Math.max(0.2, (0.75 * Math.log10(high / low)) / Math.max(1, mostTicks));
  const clear = values.filter((value) => value === high || Math.log10(high / value) > labelDecades);
  return clear.at(-1) === high ? clear : [...clear, high];
}

function decadeValues(low: number, high: number, factors: readonly number[]): number[] {
  const values: number[] = [];
  for (let exponent = Math.floor(Math.log10(low)); 10 ** exponent <= high; exponent += 1) {
    for (const factor of factors) {
      const value = Number((factor * 10 ** exponent).toPrecision(12));
      if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) values.push(value);
    }
  }
  return values;
}
