/** One column for up to `most` rows, else two of about equal length, best first; a tie is never torn apart. */
export function splitRanking<Row extends { readonly rank: number }>(
  rows: readonly Row[],
  most: number,
): Row[][] {
  const ranked = [...rows].sort((a, b) => a.rank - b.rank);
  if (ranked.length <= most) return ranked.length === 0 ? [] : [ranked];
  let cut = Math.ceil(ranked.length / 2);
  while (cut < ranked.length && ranked[cut]?.rank === ranked[cut - 1]?.rank) cut += 1;
  return [ranked.slice(0, cut), ranked.slice(cut)].filter((part) => part.length > 0);
}
