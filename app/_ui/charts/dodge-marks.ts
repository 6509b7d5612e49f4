export type Mark = {
  /** Wanted place in pixels. */
  x: number;
  y: number;
  radius: number;
  /** Side to which it gives way: 1 right, -1 left. */
  side: 1 | -1;
};

/**
 * Horizontal places for marks that would cover each other: each keeps its height, which is data, and steps aside
 * just far enough. The result has the order of `marks`.
 */
export function dodgeMarks(marks: readonly Mark[], spacing = 1): number[] {
  const order = marks.map((_, index) => index).sort((a, b) => compareMarks(marks[a], marks[b]) || a - b);
  const placed: { x: number; y: number; radius: number }[] = [];
  const result = new Array<number>(marks.length).fill(0);
  for (const index of order) {
    const mark = marks[index];
    if (!mark) continue;
    const x = freePlace(mark, placed, spacing);
    placed.push({ x, y: mark.y, radius: mark.radius });
    result[index] = x;
  }
  return result;
}

/** Larger marks choose first. */
function compareMarks(left: Mark | undefined, right: Mark | undefined): number {
  return (right?.radius ?? 0) - (left?.radius ?? 0) || (left?.y ?? 0) - (right?.y ?? 0);
}

function freePlace(
  mark: Mark,
  placed: readonly { x: number; y: number; radius: number }[],
  spacing: number,
): number {
  // A free place lies at the wanted one or beside a mark that stands in the way.
  const beside = placed
    .map((other) => {
      const distance = mark.radius + other.radius + spacing;
      const vertical = mark.y - other.y;
      if (Math.abs(vertical) >= distance) return null;
      return other.x + mark.side * Math.sqrt(distance * distance - vertical * vertical);
    })
    .filter((x) => x !== null && (x - mark.x) * mark.side >= 0) as number[];
  const candidates = [mark.x, ...beside].sort((a, b) => Math.abs(a - mark.x) - Math.abs(b - mark.x));
  return candidates.find((x) => placed.every((other) => isClear(mark, x, other, spacing))) ?? mark.x;
}

function isClear(
  mark: Mark,
  x: number,
  other: { x: number; y: number; radius: number },
  spacing: number,
): boolean {
  return Math.hypot(x - other.x, mark.y - other.y) >= mark.radius + other.radius + spacing - 1e-6;
}
