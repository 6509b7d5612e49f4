/**
 * A ranking in columns of at most `most` rows, best first, as few and as even as possible. A column ends where a tie
 * ends when there is such a place; a tie that is too long for that goes on in the next column.
 */
export function splitRanking<Row extends { readonly rank: number }>(
  rows: readonly Row[],
  most: number,
): Row[][] {
  const ranked = [...rows].sort((a, b) => a.rank - b.rank);
  const columns: Row[][] = [];
  let rest = ranked;
  for (let left = Math.ceil(ranked.length / most); left > 0; left -= 1) {
    const cut = left === 1 ? rest.length : columnEnd(rest, left, most);
    columns.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return columns;
}

/** How many rows go into the first of `columnsLeft` columns. */
function columnEnd(rows: readonly { readonly rank: number }[], columnsLeft: number, most: number): number {
  const even = Math.ceil(rows.length / columnsLeft);
  const least = Math.max(1, rows.length - most * (columnsLeft - 1));
  const tieEnds = Array.from({ length: Math.min(most, rows.length - 1) }, (_, index) => index + 1).filter(
    (cut) => cut >= least && rows[cut]?.rank !== rows[cut - 1]?.rank,
  );
  const nearest = tieEnds.sort((a, b) => Math.abs(a - even) - Math.abs(b - even))[0];
  return nearest ?? even;
}
