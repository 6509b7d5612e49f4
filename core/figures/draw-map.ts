import { axisWords, drawXAxis, drawYAxis, type PlotArea } from "@/core/figures/draw-axes";
import type { MapPanel } from "@/core/figures/figure";
import { ink, lineWidth } from "@/core/figures/ink";
import type { Scale } from "@/core/figures/scale";
import { element, words } from "@/core/figures/svg";

/** Steps of colour on either side of zero. */
const levelCount = 10;

/** A map inside `area`: one path per colour, cells of a row that share a colour joined. */
export function drawMap(panel: MapPanel, area: PlotArea, labelSize: number, panelIndex: number): string {
  const x: Scale = { kind: "linear", domain: panel.x.domain, range: [area.left, area.right] };
  const y: Scale = { kind: "linear", domain: panel.y.domain, range: [area.bottom, area.top] };
  const cells = [...cellPaths(panel, area)].map(([level, d]) =>
    element("path", { d, fill: levelColour(level), "data-level": level }),
  );
  const box = `M${area.left} ${area.top}H${area.right}V${area.bottom}H${area.left}Z`;
  const frame = element("path", {
    d: box,
    fill: "none",
    stroke: ink.ink,
    "stroke-width": lineWidth.thin,
  });
  return element(
    "g",
    { "data-panel": panelIndex, role: "img", "aria-label": `${panel.title}: ${axisWords(panel.y)}` },
    drawYAxis(panel.y, y, area, labelSize),
    // Over the grid lines, which would show through where the value is zero.
    element("path", { d: box, fill: ink.paper }),
    element("g", { "shape-rendering": "crispEdges" }, ...cells),
    drawXAxis(panel.x, x, area, labelSize),
    frame,
  );
}

/** The colour step of a value, -10 to 10. */
export function levelOf(value: number, limit: number): number {
  return Math.max(-levelCount, Math.min(levelCount, Math.round((value / limit) * levelCount)));
}

function cellPaths(panel: MapPanel, area: PlotArea): Map<number, string> {
  const { columnCount, rowCount, values, limit } = panel;
  const width = (area.right - area.left) / columnCount;
  const height = (area.bottom - area.top) / rowCount;
  const paths = new Map<number, string>();
  for (let row = 0; row < rowCount; row += 1) {
    for (let column = 0; column < columnCount; ) {
      const level = levelOf(values[row * columnCount + column] as number, limit);
      const start = column;
      while (column < columnCount && levelOf(values[row * columnCount + column] as number, limit) === level)
        column += 1;
      if (level === 0) continue;
      const place = `M${(area.left + start * width).toFixed(2)} ${(area.top + row * height).toFixed(2)}`;
      const length = ((column - start) * width).toFixed(2);
      const cell = `${place}h${length}v${height.toFixed(2)}h-${length}z`;
      paths.set(level, `${paths.get(level) ?? ""}${cell}`);
    }
  }
  return paths;
}

/** Paper at zero, rust below, teal above. */
function levelColour(level: number): string {
  const end = level < 0 ? ink.neg : ink.pos;
  const share = Math.abs(level) / levelCount;
  const channel = (colour: string, index: number) =>
    Number.parseInt(colour.slice(1 + 2 * index, 3 + 2 * index), 16);
  const mixed = [0, 1, 2].map((index) =>
    Math.round(channel(ink.paper, index) * (1 - share) + channel(end, index) * share),
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** The bar of colours with its values, `height` pixels high. */
export function drawColourBar(
  limit: number,
  { x, y, height }: { x: number; y: number; height: number },
  labelSize: number,
): string {
  const count = 2 * levelCount + 1;
  const step = height / count;
  const bars = Array.from({ length: count }, (_, index) =>
    element("path", {
      d: `M${x} ${(y + index * step).toFixed(2)}h${labelSize * 1.2}v${step.toFixed(2)}h-${labelSize * 1.2}z`,
      fill: levelColour(levelCount - index),
    }),
  );
  const named = [
    [limit, y],
    [0, y + height / 2],
    [-limit, y + height],
  ] as const;
  const labels = named.map(([value, at]) =>
    words(value.toFixed(value === 0 ? 0 : 2), {
      x: x + labelSize * 1.6,
      y: at + labelSize * 0.34,
      "font-size": labelSize,
      fill: ink["ink-2"],
    }),
  );
  return element("g", { "shape-rendering": "crispEdges" }, ...bars, ...labels);
}
