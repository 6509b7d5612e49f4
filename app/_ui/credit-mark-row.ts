const mostMarks = 60;
const roundAmounts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** Share to which each mark is filled, and what one mark stands for so that they stay countable. */
export function creditMarkRow(total: number, left: number): { fills: number[]; creditsPerMark: number } {
  const safeTotal = Math.max(0, total);
  const safeLeft = Math.min(Math.max(0, left), safeTotal);
  const creditsPerMark =
    roundAmounts.find((amount) => safeTotal / amount <= mostMarks) ?? Math.ceil(safeTotal / mostMarks);
  const markCount = Math.ceil(safeTotal / creditsPerMark);
  const fills = Array.from({ length: markCount }, (_, index) =>
    Math.min(1, Math.max(0, safeLeft / creditsPerMark - index)),
  );
  return { fills, creditsPerMark };
}
