import { drawXAxis, drawYAxis, type PlotArea } from "@/core/figures/draw-axes";
import { drawSeries, type PanelScales, placePoint } from "@/core/figures/draw-series";
import { emptiestHeight } from "@/core/figures/emptiest-height";
import type { FigureDirection, PlotPanel } from "@/core/figures/figure";
import { ink, lineWidth } from "@/core/figures/ink";
import { linePath } from "@/core/figures/line-path";
import { numberText } from "@/core/figures/number-text";
import { reportedArrow } from "@/core/figures/reported-arrow";
import { positionOf } from "@/core/figures/scale";
import { spreadLabels } from "@/core/figures/spread-labels";
import { element, words } from "@/core/figures/svg";
import { textWidth } from "@/core/figures/text-width";

/** A panel of lines and marks inside `area`; words at the ends of its lines stand right of it, `panelIndex` names it. */
export function drawPlot(panel: PlotPanel, area: PlotArea, labelSize: number, panelIndex: number): string {
  const scales: PanelScales = {
    x: { kind: panel.x.kind, domain: panel.x.domain, range: [area.left, area.right] },
    y: { kind: panel.y.kind, domain: panel.y.domain, range: [area.bottom, area.top] },
    labelSize,
  };
  return element(
    "g",
    { "data-panel": panelIndex, "data-x": JSON.stringify(scales.x), "data-y": JSON.stringify(scales.y) },
    drawRegion(panel, scales, area, panelIndex),
    drawYAxis(panel.y, scales.y, area, labelSize),
    drawXAxis(panel.x, scales.x, area, labelSize),
    drawChance(panel.chance, scales, area),
    ...panel.series.map((series, index) => drawSeries(series, scales, index)),
    ...panel.directions.map((direction) => drawDirection(direction, panel, scales, area)),
    drawNames(panel, scales, area),
  );
}

/** The widest words at the ends of a panel's lines, in pixels. */
export function namesWidth({ series, chance }: PlotPanel, labelSize: number): number {
  const texts = [...series.map(({ name }) => name), ...(chance === null ? [] : [chanceWords(chance)])];
  return Math.max(0, ...texts.map((text) => textWidth(text, labelSize)));
}

function chanceWords(chance: number): string {
  return `chance ${numberText(chance)}`;
}

function drawChance(chance: number | null, { y, labelSize }: PanelScales, area: PlotArea): string {
  if (chance === null) return "";
  return element("path", {
    d: `M${area.left} ${positionOf(y, chance)}H${area.right}`,
    stroke: ink.ink,
    "stroke-width": lineWidth.rule,
    "stroke-dasharray": `${labelSize * 0.14} ${labelSize * 0.36}`,
  });
}

/** The name of every line at its end, moved apart, with a leader where it had to move. */
function drawNames(panel: PlotPanel, scales: PanelScales, area: PlotArea): string {
  const { labelSize } = scales;
  const ends = panel.series.flatMap(({ name, points }) => {
    const last = points.at(-1);
    return last === undefined ? [] : [{ name, ...placePoint(last, scales) }];
  });
  if (panel.chance !== null) {
    ends.push({ name: chanceWords(panel.chance), x: area.right, y: positionOf(scales.y, panel.chance) });
  }
  const wanted = ends.map(({ y }) => y);
  const heights = spreadLabels(wanted, labelSize * 1.25, [area.top, area.bottom]);
  const x = area.right + labelSize * 1.2;
  const drawn = ends.map((end, index) => {
    const y = heights[index] ?? end.y;
    const leader = linePath([
      { x: end.x + labelSize * 0.45, y: end.y },
      { x: x - labelSize * 0.3, y },
    ]);
    return element(
      "g",
      {},
      element("path", {
        d: leader,
        stroke: ink["line-strong"],
        "stroke-width": lineWidth.thin,
        fill: "none",
      }),
      words(end.name, { x, y: y + labelSize * 0.34, "font-size": labelSize, fill: ink.ink }),
    );
  });
  return element("g", {}, ...drawn);
}

function drawDirection(
  { better, name }: FigureDirection,
  panel: PlotPanel,
  scales: PanelScales,
  area: PlotArea,
): string {
  const { labelSize } = scales;
  const middle = (area.left + area.right) / 2;
  const occupied = panel.series.flatMap(({ points }) => {
    const places = points.map((point) => placePoint(point, scales));
    // A line that comes from the left half runs on into the right one.
    const start = Math.max(area.left, ...places.filter(({ x }) => x <= middle).map(({ x }) => x));
    return places.filter(({ x }) => x >= start).map(({ y }) => y);
  });
  const top = panel.chance === null ? area.top : positionOf(scales.y, panel.chance);
  const middleY = emptiestHeight(occupied, [top, area.bottom]) + labelSize * 0.4;
  const arrow = reportedArrow(better, [area.left, area.right], middleY, labelSize);
  const stroke = { fill: "none", stroke: ink.ink, "stroke-width": lineWidth.frame };
  return element(
    "g",
    { "data-direction": better },
    element("path", {
      d: arrow.shaft,
      ...stroke,
      "stroke-dasharray": `${labelSize * 0.2} ${labelSize * 0.45}`,
    }),
    element("path", { d: arrow.head, ...stroke }),
    haloWords(name, { x: arrow.endX, y: middleY - labelSize * 1.6, "text-anchor": "end" }, labelSize),
  );
}

function drawRegion(panel: PlotPanel, scales: PanelScales, area: PlotArea, panelIndex: number): string {
  const { region } = panel;
  const edge = panel.series.find(({ name }) => name === region?.aboveSeries);
  if (region === null || edge === undefined) return "";
  const { labelSize } = scales;
  const id = `hatch-${panelIndex}`;
  const places = edge.points.map((point) => placePoint(point, scales));
  const corners = [
    ...places,
    { x: places.at(-1)?.x ?? area.right, y: area.top },
    { x: places[0]?.x ?? area.left, y: area.top },
  ];
  const hatch = element(
    "pattern",
    { id, width: 9, height: 9, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    element("path", { d: "M0 0V9", stroke: ink["line-strong"], "stroke-width": lineWidth.thin }),
  );
  const middle = (area.left + area.right) / 2;
  const centred = { x: middle, "text-anchor": "middle" };
  return element(
    "g",
    { "data-region": region.aboveSeries },
    element("defs", {}, hatch),
    element("path", { d: `${linePath(corners)}Z`, fill: `url(#${id})` }),
    haloWords(region.insideLabel, { ...centred, y: area.top + labelSize * 2 }, labelSize),
    haloWords(region.outsideLabel, { ...centred, y: area.bottom - labelSize }, labelSize),
  );
}

function haloWords(
  text: string,
  place: { x: number; y: number; "text-anchor": string },
  labelSize: number,
): string {
  const halo = { stroke: ink.paper, "stroke-width": labelSize * 0.4, "paint-order": "stroke" };
  return words(text, { ...place, "font-size": labelSize, fill: ink.ink, ...halo });
}
