/** Whole percentages that are as equal as possible and sum to 100. */
export function uniformShares(count: number): number[] {
  return apportion(
    Array.from({ length: count }, () => 1),
    100,
  );
}

/**
 * Shares after one of them was set: the others keep their proportions and give or take the rest, so that whole
 * percentages always sum to 100.
 */
export function rebalanceShares(shares: readonly number[], index: number, value: number): number[] {
  if (shares.length < 2) return uniformShares(shares.length);
  const wanted = Math.min(100, Math.max(0, Math.round(value)));
  const others = shares.filter((_, position) => position !== index);
  const weights = others.some((share) => share > 0) ? others : others.map(() => 1);
  const rest = apportion(weights, 100 - wanted);
  return [...rest.slice(0, index), wanted, ...rest.slice(index)];
}

/** Splits `total` into whole parts proportional to `weights` by largest remainders. */
function apportion(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((left, right) => left + right, 0);
  const exact = weights.map((weight) => (weight / sum) * total);
  const parts = exact.map(Math.floor);
  const missing = total - parts.reduce((left, right) => left + right, 0);
  const order = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((left, right) => right.remainder - left.remainder || left.index - right.index);
  for (const { index } of order.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
