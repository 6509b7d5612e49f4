/**
 * Height in pixels with most room around it in the right half of a figure, where a reported direction may be drawn
 * without seeming to be data. Half-way between the two neighbours that lie furthest apart.
 */
export function emptiestHeight(
  occupied: readonly number[],
  [top, bottom]: readonly [number, number],
): number {
  const edges = [top, ...occupied.filter((y) => y > top && y < bottom), bottom].sort((a, b) => a - b);
  let best = { gap: 0, middle: (top + bottom) / 2 };
  edges.slice(1).forEach((edge, index) => {
    const previous = edges[index] ?? edge;
    if (edge - previous > best.gap) best = { gap: edge - previous, middle: (edge + previous) / 2 };
  });
  return best.middle;
}
