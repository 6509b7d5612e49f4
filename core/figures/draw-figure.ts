import type { PlotArea } from "@/core/figures/draw-axes";
import { drawColourBar, drawMap } from "@/core/figures/draw-map";
import { drawPlot, namesWidth } from "@/core/figures/draw-plot";
import type { Figure, FigurePanel } from "@/core/figures/figure";
import { figureFace, ink, lineWidth } from "@/core/figures/ink";
import { element, escapeXml, words } from "@/core/figures/svg";
import { textWidth } from "@/core/figures/text-width";
import { wrapWords } from "@/core/figures/wrap-words";
import { type CitationStatus, describeCitation } from "@/core/theory/citations";

const labelSize = 14;
const smallSize = 12;
const titleSize = 22;
const margin = 24;
const plotSize = { width: 330, height: 250 };
/** A panel that stands alone. */
const lonePlotSize = { width: 460, height: 340 };
const mapSize = { width: 210, height: 210 };

const statusWords = {
  measured: "measured, by our own engines",
  reported: "reported by others, direction only",
  proved: "proved; its value computed",
} as const satisfies Record<CitationStatus, string>;

/** The figure as one SVG document with title, panels, key, caption, sources and citations. */
export function drawFigure(figure: Figure): string {
  const panelColumns = Math.min(figure.columnCount, figure.panels.length);
  const cell = cellSize(figure);
  const width = Math.max(800, 2 * margin + panelColumns * cell.width + barRoom(figure));
  const top = margin + titleSize * 1.8;
  const panels = figure.panels.map((_, index) => {
    const x = margin + (index % panelColumns) * cell.width;
    const y = top + Math.floor(index / panelColumns) * cell.height;
    return drawPanel(figure, index, { x, y });
  });
  const below = top + Math.ceil(figure.panels.length / panelColumns) * cell.height + labelSize;
  const text = drawText(figure, below, width - 2 * margin);
  const height = text.bottom + margin;
  return `${element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "font-family": figureFace,
    },
    element("title", {}, escapeXml(figure.title)),
    element("desc", {}, escapeXml([...figure.caption, figure.numbers].join(" "))),
    element("path", { d: `M0 0H${width}V${height}H0Z`, fill: ink.paper }),
    words(figure.title, {
      x: margin,
      y: margin + titleSize * 0.8,
      "font-size": titleSize,
      "font-weight": 600,
      fill: ink.ink,
    }),
    ...panels,
    colourBarOf(figure, { x: margin + panelColumns * cell.width, y: top + headRoom(figure) }),
    ...text.drawn,
  )}\n`;
}

/** Room of one panel with its words, in pixels; equal for all panels of a figure. */
interface Cell {
  readonly width: number;
  readonly height: number;
  readonly noteLines: number;
}

const leftRoom = labelSize * 3.8;
const belowRoom = labelSize * 4.4;

function innerSize(panel: FigurePanel, figure: Figure): { width: number; height: number } {
  if (panel.kind === "map") return mapSize;
  return figure.panels.length === 1 ? lonePlotSize : plotSize;
}

function cellSize(figure: Figure): Cell {
  const widths = figure.panels.map((panel) => {
    const names = panel.kind === "map" ? 0 : namesWidth(panel, labelSize) + labelSize * 1.2;
    return leftRoom + innerSize(panel, figure).width + names + labelSize * 1.6;
  });
  const noteLines = Math.max(...figure.panels.map((panel) => notesOf(panel, figure).length));
  const inner = Math.max(...figure.panels.map((panel) => innerSize(panel, figure).height));
  return { width: Math.max(...widths), height: inner + headHeight(noteLines) + belowRoom, noteLines };
}

/** Title and notes of a panel and the words of its y axis. */
function headHeight(noteLines: number): number {
  return labelSize * (3.4 + 1.3 * noteLines);
}

function headRoom(figure: Figure): number {
  return headHeight(cellSize(figure).noteLines);
}

function notesOf(panel: FigurePanel, figure: Figure): string[] {
  return panel.note === "" ? [] : wrapWords(panel.note, innerSize(panel, figure).width + leftRoom, smallSize);
}

function drawPanel(figure: Figure, index: number, { x, y }: { x: number; y: number }): string {
  const panel = figure.panels[index] as FigurePanel;
  const { width, height } = innerSize(panel, figure);
  const left = x + leftRoom;
  const top = y + headRoom(figure);
  const area: PlotArea = { left, right: left + width, top, bottom: top + height };
  const head = [
    words(panel.title, {
      x,
      y: y + labelSize,
      "font-size": labelSize + 2,
      "font-weight": 600,
      fill: ink.ink,
    }),
    ...notesOf(panel, figure).map((line, row) =>
      words(line, {
        x,
        y: y + labelSize * (2.3 + 1.3 * row),
        "font-size": smallSize,
        fill: ink["ink-2"],
      }),
    ),
  ];
  const drawn =
    panel.kind === "map" ? drawMap(panel, area, labelSize, index) : drawPlot(panel, area, labelSize, index);
  return element("g", {}, ...head, drawn);
}

/** Room right of maps for the bar of their colours. */
function barRoom(figure: Figure): number {
  return figure.panels.some(({ kind }) => kind === "map") ? labelSize * 6 : 0;
}

function colourBarOf(figure: Figure, { x, y }: { x: number; y: number }): string {
  const map = figure.panels.find((panel) => panel.kind === "map");
  if (map === undefined) return "";
  return drawColourBar(map.limit, { x, y, height: mapSize.height }, labelSize);
}

/** Key of the line styles, caption, source of the numbers and every citation, from `top` down. */
function drawText(figure: Figure, top: number, width: number): { drawn: string[]; bottom: number } {
  const drawn: string[] = [];
  let y = top + labelSize;
  let x = margin;
  for (const status of statusesOf(figure)) {
    drawn.push(drawKey(status, x, y));
    x += labelSize * 5 + textWidth(statusWords[status], labelSize) + labelSize * 2;
  }
  if (x > margin) y += labelSize * 1.9;
  const paragraphs = [
    ...figure.caption.map((text) => ({ text, size: labelSize, fill: ink.ink })),
    { text: `Numbers: ${figure.numbers}`, size: smallSize, fill: ink["ink-2"] },
    ...figure.citations.map((id) => ({
      text: `${id}: ${describeCitation(id)}`,
      size: smallSize,
      fill: ink["ink-2"],
    })),
  ];
  for (const { text, size, fill } of paragraphs) {
    for (const line of wrapWords(text, width, size)) {
      drawn.push(words(line, { x: margin, y, "font-size": size, fill }));
      y += size * 1.4;
    }
    y += size * 0.35;
  }
  return { drawn, bottom: Math.ceil(y) };
}

/** The kinds of evidence that are drawn, in the order of the key on pages. */
function statusesOf({ panels }: Figure): CitationStatus[] {
  const drawn = panels.flatMap((panel) =>
    panel.kind === "map"
      ? []
      : [...panel.series.map(({ status }) => status), ...panel.directions.map(({ status }) => status)],
  );
  return (["measured", "reported", "proved"] as const).filter((status) => drawn.includes(status));
}

function drawKey(status: CitationStatus, x: number, y: number): string {
  const line = `M${x} ${y - labelSize * 0.35}h${labelSize * 4}`;
  const dash = status === "reported" ? `${labelSize * 0.2} ${labelSize * 0.45}` : undefined;
  const thick = status === "proved" ? labelSize * 0.34 : lineWidth.line;
  const gap =
    status === "proved"
      ? element("path", { d: line, stroke: ink.paper, "stroke-width": labelSize * 0.16 })
      : "";
  return element(
    "g",
    {},
    element("path", { d: line, stroke: ink.ink, "stroke-width": thick, "stroke-dasharray": dash }),
    gap,
    words(statusWords[status], { x: x + labelSize * 4.6, y, "font-size": labelSize, fill: ink.ink }),
  );
}
