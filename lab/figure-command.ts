import { rmSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { drawFigure } from "@/core/figures/draw-figure";
import type { Figure } from "@/core/figures/figure";
import { citationSources } from "@/core/theory/citation-sources";
import { citations } from "@/core/theory/citations";
import { type Options, type Output, refuseOptions, textOption, UsageError } from "@/lab/command-line";
import type { Drawable } from "@/lab/drawable";
import { degreesFigure } from "@/lab/figure-degrees";
import { depthContrast } from "@/lab/figure-depth-contrast";
import { errorOverN } from "@/lab/figure-error-over-n";
import { learningRateSweep } from "@/lab/figure-rate-sweep";
import { singularPanels } from "@/lab/figure-singular";
import { eigenvalueDecay, phaseDiagram, temperatureFloorFigure } from "@/lab/figure-theory";
import { doubleDescentFigure, jammingFigure } from "@/lab/figure-transitions";
import { writeWhole } from "@/lab/measured-files";

/** Everything that `npm run lab -- figure` draws, by name. A new one is a file and a line here. */
export const drawables: Readonly<Record<string, Drawable>> = {
  "depth-contrast": depthContrast,
  "learning-rate-sweep": learningRateSweep,
  "singular-panels": singularPanels,
  "error-over-n": errorOverN,
  "phase-diagram": phaseDiagram,
  "double-descent": doubleDescentFigure,
  jamming: jammingFigure,
  "temperature-floor": temperatureFloorFigure,
  "eigenvalue-decay": eigenvalueDecay,
  "degrees-of-freedom": degreesFigure,
};

/** All options that some figure takes. */
export const figureOptions = [
  ...new Set(["out", "json", ...Object.values(drawables).flatMap((drawable) => drawable.options)]),
];

/** The lines of the help page. */
export function figureUsage(): string {
  const lines = Object.entries(drawables).flatMap(([name, { usage }]) => {
    const [first, ...rest] = usage;
    return [`  figure ${name}: ${first}`, ...rest.map((line) => `             ${line}`)];
  });
  return [
    ...lines,
    "             every figure: --out FILE.svg, or --json for its data with all sources, or both",
  ].join("\n");
}

/** `figure <name>`: writes an SVG file, prints the data, or both. Returns the exit code. */
export async function runFigure(name: string | undefined, options: Options, output: Output): Promise<number> {
  const drawable = name !== undefined && Object.hasOwn(drawables, name) ? drawables[name] : undefined;
  if (drawable === undefined) {
    throw new UsageError(`figure takes one of ${Object.keys(drawables).join(", ")}`);
  }
  const known = ["out", "json", ...drawable.options];
  const unknown = Object.keys(options).filter((option) => !known.includes(option));
  refuseOptions(options, unknown, `figure ${name}`);
  const file = textOption(options, "out");
  if (file === null && options.json !== true) {
    throw new UsageError("figure needs --out FILE.svg, or --json for the data, or both");
  }
  // Before the work: some figures take minutes.
  if (file !== null) checkFile(file);
  const figure = await drawable.compute(options, output);
  if (file !== null) writeFigure(file, figure, output);
  if (options.json === true) output.print(JSON.stringify({ ...figure, sources: sourcesOf(figure) }));
  return 0;
}

function checkFile(file: string): void {
  if (!file.endsWith(".svg")) throw new UsageError(`--out is the name of an .svg file, not "${file}"`);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`--out is the name of a file, and "${file}" is a folder`);
  }
  const folder = dirname(resolve(file));
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`there is no folder "${folder}" to write --out into`);
  }
}

/** Writes the whole file, or nothing: an older file stays as it was when that fails. */
function writeFigure(file: string, figure: Figure, output: Output): void {
  const text = drawFigure(figure);
  try {
    writeWhole(file, text);
  } catch (error) {
    const part = `${file}.part`;
    if (statSync(part, { throwIfNoEntry: false })?.isFile() === true) rmSync(part);
    throw new UsageError(`"${file}" cannot be written: ${error instanceof Error ? error.message : error}`);
  }
  output.say(`wrote ${file}`);
}

function sourcesOf(figure: Figure) {
  return figure.citations.map((id) => ({
    id,
    ...citations[id],
    source: citationSources[citations[id].source],
  }));
}
