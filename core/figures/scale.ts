/** Maps values to pixels; `log` needs positive domains. Ranges may run downwards, as y axes of a screen do. */
export type Scale = {
  kind: "linear" | "log";
  domain: readonly [number, number];
  range: readonly [number, number];
};

export function linearScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  return { kind: "linear", domain, range };
}

export function logScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  return { kind: "log", domain, range };
}

/**
 * Pixel position of `value`, to a hundredth: logarithms differ in their last digits between server and browser, and
 * a page must be drawn alike by both.
 */
export function positionOf(scale: Scale, value: number): number {
  const [low, high] = scale.domain;
  const [start, end] = scale.range;
  const share =
    scale.kind === "linear" ? (value - low) / (high - low) : Math.log(value / low) / Math.log(high / low);
  return Math.round((start + share * (end - start)) * 100) / 100;
}

/** Value at a pixel position; the inverse of `positionOf`. */
export function valueAt(scale: Scale, position: number): number {
  const [low, high] = scale.domain;
  const [start, end] = scale.range;
  const share = (position - start) / (end - start);
  return scale.kind === "linear" ? low + share * (high - low) : low * (high / low) ** share;
}
