/** Steps of colour on either side of zero. */
export const mapLevels = 6;

/**
 * SVG paths of a map's equal levels, from -mapLevels to mapLevels, `most` being the highest |value| that has a colour
 * of its own. `values` are row-major from the bottom left; in the drawing row 0 is on top and a cell measures 1.
 */
export function mapPaths(values: ArrayLike<number>, side: number, most: number): ReadonlyMap<number, string> {
  const paths = new Map<number, string>();
  for (let cell = 0; cell < values.length; cell += 1) {
    const share = Math.max(-1, Math.min(1, (values[cell] ?? 0) / most));
    const level = Math.round(share * mapLevels) + 0;
    const top = side - 1 - Math.floor(cell / side);
    paths.set(level, `${paths.get(level) ?? ""}M${cell % side} ${top}h1v1h-1z`);
  }
  return paths;
}
