import { linearScale, positionOf } from "@/core/figures/scale";

export interface LinePlotLayout {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** One standard deviation of noise to either side of the values. */
  readonly bandPath: string;
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
}

export interface PlotBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Values at equal distances along a line, in a box whose axis has room for all of them and for -1, 0 and 1. */
export function linePlotLayout(values: readonly number[], noise: number, box: PlotBox): LinePlotLayout {
  const furthest = Math.max(1, ...values.map((value) => Math.abs(value) + noise));
  const x = linearScale([0, Math.max(1, values.length - 1)], [box.left, box.right]);
  const y = linearScale([-furthest, furthest], [box.bottom, box.top]);
  const points = values.map((value, place) => ({ x: positionOf(x, place), y: positionOf(y, value) }));
  const edgeOf = (side: number) =>
    values.map((value, place) => `${positionOf(x, place)} ${positionOf(y, value + side * noise)}`);
  return {
    points,
    bandPath: `M${[...edgeOf(1), ...edgeOf(-1).reverse()].join("L")}Z`,
    ticks: [-1, 0, 1].map((value) => ({ value, y: positionOf(y, value) })),
  };
}
