/**
 * Positions for labels that want to stand at `wanted` (any order), at least `gap` apart and inside [low, high],
 * moved as little as possible (least squares, by pooling neighbours that collide). Where they cannot all fit, they
 * stand evenly over the whole room. The result has the order of `wanted`.
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  [low, high]: readonly [number, number],
): number[] {
  const count = wanted.length;
  const room = high - low;
  const usedGap = count > 1 ? Math.min(gap, room / (count - 1)) : gap;
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);

  // With the gaps taken out, "apart by a gap" becomes "ascending": isotonic regression solves that exactly.
  const shifted = order.map((index, rank) => (wanted[index] ?? 0) - rank * usedGap);
  const ascending = isotonic(shifted);
  const highest = Math.max(low, high - (count - 1) * usedGap);

  const placed = new Array<number>(count);
  order.forEach((index, rank) => {
    const inside = Math.min(highest, Math.max(low, ascending[rank] ?? low));
    placed[index] = inside + rank * usedGap;
  });
  return placed;
}

/** Closest ascending sequence in least squares (pool adjacent violators). */
function isotonic(values: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const value of values) {
    let pool = { sum: value, count: 1 };
    let previous = pools.at(-1);
    while (previous && previous.sum / previous.count > pool.sum / pool.count) {
      pools.pop();
      pool = { sum: previous.sum + pool.sum, count: previous.count + pool.count };
      previous = pools.at(-1);
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count));
}
