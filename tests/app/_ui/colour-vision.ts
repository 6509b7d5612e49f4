/** Colour measures for the palette's test: WCAG contrast, CIE76 distance, dichromat vision. */

export type Rgb = readonly [number, number, number];

export const visions = ["normal", "protan", "deutan", "tritan"] as const;
export type Vision = (typeof visions)[number];

/** Machado, Oliveira and Fernandes 2009, table of severity 1.0; applied to linear RGB. */
const visionMatrices: Record<Exclude<Vision, "normal">, readonly Rgb[]> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

export function linearRgb(hex: string): Rgb {
  const channel = (start: number) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** WCAG 2 contrast ratio of two colours. */
export function contrast(left: string, right: string): number {
  const luminance = (hex: string) => {
    const [red, green, blue] = linearRgb(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [darker, lighter] = [luminance(left), luminance(right)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** CIE76 distance of two colours as a kind of vision sees them. */
export function distance(left: string, right: string, vision: Vision): number {
  const a = lab(seen(linearRgb(left), vision));
  const b = lab(seen(linearRgb(right), vision));
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

export function seen(colour: Rgb, vision: Vision): Rgb {
  if (vision === "normal") return colour;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const [first, second, third] = visionMatrices[vision].map((row) =>
    clip(row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2]),
  ) as [number, number, number];
  return [first, second, third];
}

/** CIELAB of a linear sRGB colour, white D65. */
export function lab([red, green, blue]: Rgb): Rgb {
  const f = (share: number) =>
    share > 216 / 24389 ? Math.cbrt(share) : (24389 / 27) * (share / 116) + 16 / 116;
  const x = f((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
  const y = f(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
  const z = f((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
