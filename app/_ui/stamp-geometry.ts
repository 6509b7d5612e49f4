export const stampShapes = ["circle", "triangle", "square", "diamond", "star", "hexagon"] as const;
export type StampShape = (typeof stampShapes)[number];

/** Half the side of the square that holds any shape of radius 1, outline included. */
export const stampReach = 1.4;

/** Vertices for a shape whose weight on paper equals that of a circle of radius 1, centred on its middle. */
const polygons: Record<Exclude<StampShape, "circle">, readonly (readonly [number, number])[]> = {
  triangle: [
    [0, -1.22],
    [1.159, 0.878],
    [-1.159, 0.878],
  ],
  square: [
    [-0.88, -0.88],
    [0.88, -0.88],
    [0.88, 0.88],
    [-0.88, 0.88],
  ],
  diamond: [
    [0, -1.18],
    [1.18, 0],
    [0, 1.18],
    [-1.18, 0],
  ],
  star: [
    [0, -1.3],
    [0.364, -0.502],
    [1.236, -0.402],
    [0.59, 0.192],
    [0.764, 1.052],
    [0, 0.62],
    [-0.764, 1.052],
    [-0.59, 0.192],
    [-1.236, -0.402],
    [-0.364, -0.502],
  ],
  hexagon: [
    [1.08, 0],
    [0.54, 0.935],
    [-0.54, 0.935],
    [-1.08, 0],
    [-0.54, -0.935],
    [0.54, -0.935],
  ],
};

/** SVG path of a stamp around the origin; `radius` is that of the circle among them. */
export function stampPath(shape: StampShape, radius: number): string {
  const size = round(radius);
  if (shape === "circle") {
    return `M${-size} 0A${size} ${size} 0 1 1 ${size} 0A${size} ${size} 0 1 1 ${-size} 0Z`;
  }
  const corners = polygons[shape].map(([x, y]) => `${round(x * radius)} ${round(y * radius)}`);
  return `M${corners.join("L")}Z`;
}

/** The mark of a team that the server plays: a chip, a square of half side `radius` with two pins on each side. */
export function botMarkPath(radius: number): string {
  const half = round(radius);
  const far = round(radius * 1.55);
  const pin = round(radius * 0.45);
  const pins = [-pin, pin].flatMap((at) => [
    `M${at} ${-far}V${-half}`,
    `M${at} ${half}V${far}`,
    `M${-far} ${at}H${-half}`,
    `M${half} ${at}H${far}`,
  ]);
  return `M${-half} ${-half}H${half}V${half}H${-half}Z${pins.join("")}`;
}

/** Size and offset of the kanji inside a stamp of radius 1: pointed shapes hold a smaller, lower one. */
export const stampKanjiPlace: Record<StampShape, { size: number; y: number }> = {
  circle: { size: 1.08, y: 0 },
  triangle: { size: 0.76, y: 0.36 },
  square: { size: 1.08, y: 0 },
  diamond: { size: 1.0, y: 0 },
  star: { size: 0.76, y: 0.04 },
  hexagon: { size: 1.08, y: 0 },
};

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
