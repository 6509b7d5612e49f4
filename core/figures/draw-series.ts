import type { FigurePoint, FigureSeries } from "@/core/figures/figure";
import { ink, lineWidth } from "@/core/figures/ink";
import { linePath } from "@/core/figures/line-path";
import { positionOf, type Scale } from "@/core/figures/scale";
import { element } from "@/core/figures/svg";

/** Where a panel's values stand on the page. */
export interface PanelScales {
  readonly x: Scale;
  readonly y: Scale;
  readonly labelSize: number;
}

/** A point in pixels; what lies outside an axis stands at its end. */
export function placePoint(
  { x, y }: { x: number; y: number },
  scales: PanelScales,
): { x: number; y: number } {
  return { x: positionOf(scales.x, inside(scales.x, x)), y: positionOf(scales.y, inside(scales.y, y)) };
}

function inside({ domain: [low, high] }: Scale, value: number): number {
  return Math.min(high, Math.max(low, value));
}

/** A series in the line style of its evidence; `markIndex` picks the shape of its marks. */
export function drawSeries(series: FigureSeries, scales: PanelScales, markIndex: number): string {
  const { labelSize } = scales;
  const places = series.points.map((point) => placePoint(point, scales));
  const path = linePath(places);
  const line = { d: path, fill: "none", "stroke-linejoin": "round" };
  const group = { "data-series": series.name, "data-status": series.status };
  if (series.status === "proved") {
    return element(
      "g",
      group,
      element("path", { ...line, stroke: ink.ink, "stroke-width": labelSize * 0.34 }),
      element("path", { ...line, stroke: ink.paper, "stroke-width": labelSize * 0.16 }),
    );
  }
  const dash = series.status === "reported" ? `${labelSize * 0.2} ${labelSize * 0.45}` : undefined;
  return element(
    "g",
    group,
    ...series.points.map((point) => drawBar(point, scales)),
    element("path", { ...line, stroke: ink.ink, "stroke-width": lineWidth.line, "stroke-dasharray": dash }),
    ...places.map(({ x, y }) => drawMark(markIndex, x, y, labelSize * 0.3)),
  );
}

function drawBar({ x, low, high }: FigurePoint, scales: PanelScales): string {
  if (low === undefined || high === undefined) return "";
  const top = placePoint({ x, y: high }, scales);
  const bottom = placePoint({ x, y: low }, scales);
  const path = linePath([top, bottom]);
  return element("path", { d: path, stroke: ink.ink, "stroke-width": lineWidth.thin });
}

/** Hollow circle, square, triangle or diamond: series differ without colour. */
export function drawMark(index: number, x: number, y: number, radius: number): string {
  const style = { fill: ink.paper, stroke: ink.ink, "stroke-width": lineWidth.rule };
  const shape = index % 4;
  if (shape === 0) return element("circle", { cx: x, cy: y, r: radius, ...style });
  const side = radius * 0.9;
  const corners = {
    1: [-side, -side, side, -side, side, side, -side, side],
    2: [0, -radius * 1.2, radius * 1.1, radius * 0.8, -radius * 1.1, radius * 0.8],
    3: [0, -radius * 1.3, radius * 1.3, 0, 0, radius * 1.3, -radius * 1.3, 0],
  }[shape as 1 | 2 | 3];
  const points = Array.from({ length: corners.length / 2 }, (_, corner) => ({
    x: x + (corners[2 * corner] as number),
    y: y + (corners[2 * corner + 1] as number),
  }));
  return element("path", { d: `${linePath(points)}Z`, ...style });
}
