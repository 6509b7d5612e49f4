import type { FigureAxis } from "@/core/figures/figure";
import { ink, lineWidth } from "@/core/figures/ink";
import { numberText } from "@/core/figures/number-text";
import { positionOf, type Scale } from "@/core/figures/scale";
import { element, words } from "@/core/figures/svg";
import { linearTicks, logTicks } from "@/core/figures/ticks";

/** The inner rectangle of a panel in pixels. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The words at an axis: what it measures and in which unit. */
export function axisWords({ label, unit, kind }: FigureAxis): string {
  const parts = [...(unit === "none" ? [] : [unit]), ...(kind === "log" ? ["log scale"] : [])];
  return parts.length === 0 ? label : `${label} (${parts.join(", ")})`;
}

/** The values of an axis that get a tick, at most about `mostTicks`. */
export function axisTicks({ kind, domain: [low, high], ticks }: FigureAxis, mostTicks: number): number[] {
  if (ticks !== undefined) return ticks.filter((tick) => tick >= low && tick <= high);
  if (kind === "linear") return linearTicks(low, high, mostTicks);
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  if (last - first < mostTicks) return logTicks(low, high, mostTicks);
  const every = Math.ceil((last - first + 1) / mostTicks);
  const count = Math.floor((last - first) / every) + 1;
  return Array.from({ length: count }, (_, index) => Number(`1e${last - index * every}`));
}

/** Grid lines and values of the y axis, as the page draws them. */
export function drawYAxis(axis: FigureAxis, scale: Scale, area: PlotArea, labelSize: number): string {
  const mostTicks = Math.max(2, Math.floor((area.bottom - area.top) / (labelSize * 2.6)));
  const lines = axisTicks(axis, mostTicks).map((value) => {
    const y = positionOf(scale, value);
    const isBase = value === scale.domain[0];
    return element(
      "g",
      {},
      element("path", {
        d: `M${area.left} ${y}H${area.right}`,
        stroke: isBase ? ink.ink : ink["line-faint"],
        "stroke-width": isBase ? lineWidth.rule : lineWidth.thin,
      }),
      words(numberText(value), {
        x: area.left - labelSize * 0.55,
        y: y + labelSize * 0.34,
        "text-anchor": "end",
        "font-size": labelSize,
        fill: ink["ink-2"],
      }),
    );
  });
  const name = words(axisWords(axis), {
    x: area.left - labelSize * 2.6,
    y: area.top - labelSize * 0.9,
    "font-size": labelSize,
    fill: ink["ink-2"],
  });
  return element("g", {}, ...lines, name);
}

/** Tick marks, values and words below the base line. */
export function drawXAxis(axis: FigureAxis, scale: Scale, area: PlotArea, labelSize: number): string {
  const mostTicks = Math.max(2, Math.floor((area.right - area.left) / (labelSize * 4.2)));
  const base = element("path", {
    d: `M${area.left} ${area.bottom}H${area.right}`,
    stroke: ink.ink,
    "stroke-width": lineWidth.rule,
  });
  const marks = axisTicks(axis, mostTicks).map((value) => {
    const x = positionOf(scale, value);
    return element(
      "g",
      {},
      element("path", {
        d: `M${x} ${area.bottom}v${labelSize * 0.36}`,
        stroke: ink.ink,
        "stroke-width": lineWidth.thin,
      }),
      words(numberText(value), {
        x,
        y: area.bottom + labelSize * 1.43,
        "text-anchor": "middle",
        "font-size": labelSize,
        fill: ink["ink-2"],
      }),
    );
  });
  const name = words(axisWords(axis), {
    x: area.right,
    y: area.bottom + labelSize * 2.9,
    "text-anchor": "end",
    "font-size": labelSize,
    fill: ink["ink-2"],
  });
  return element("g", {}, base, ...marks, name);
}
