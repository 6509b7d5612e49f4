const plain = new Intl.NumberFormat("en", { maximumFractionDigits: 4 });

/** A value at a tick or beside a mark: 4,000, 0.25, 1e-6. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return Number(value.toPrecision(2)).toExponential();
  return plain.format(value);
}
