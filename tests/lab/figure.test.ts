import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Figure, FigureSeries, PlotPanel } from "@/core/figures/figure";
import { type Scale, valueAt } from "@/core/figures/scale";
import { PresetIdSchema } from "@/core/tasks/deck";
import { findPreset } from "@/core/tasks/presets";
import { type CitationId, citationIds, citations } from "@/core/theory/citations";
import { doubleDescent, usualDoubleDescent } from "@/core/theory/double-descent";
import { sphereEigenvalues } from "@/core/theory/ntk-spectrum";
import { boundaryBeta, deepExponent, linearExponent } from "@/core/theory/phase-diagram";
import { temperatureFloor } from "@/core/theory/temperature-floor";
import { drawables } from "@/lab/figure-command";
import { labSeed } from "@/lab/instance";
import { readGrid } from "@/lab/measured-files";
import { runLab } from "@/lab/run-lab";

async function lab(commandLine: string): Promise<{ exitCode: number; text: string; complaints: string }> {
  const lines: string[] = [];
  const said: string[] = [];
  const exitCode = await runLab(commandLine.split(" "), {
    print: (line) => lines.push(line),
    say: (line) => said.push(line),
  });
  return { exitCode, text: lines.join("\n"), complaints: said.join("\n") };
}

/** Small settings of every figure, so that all of them are drawn in a test. */
const smallFigures: Record<string, string> = {
  "depth-contrast": "--deck sixteen-inputs",
  "learning-rate-sweep": "--preset warm-up-3-local --rows 60 --replicas 1",
  "singular-panels": "--preset pictures-jump --cells 12",
  "error-over-n": "--smallest 30 --doublings 1 --replicas 2 --steps 100 --width 8",
  "phase-diagram": "--dimension 5",
  "double-descent": "--dimension 5 --count 20 --replicas 3",
  jamming: "--dimension 3 --width 3 --depth 1 --steps 40 --replicas 2",
  "temperature-floor": "--dimension 30",
  "eigenvalue-decay": "--dimension 5 --degrees 12",
  "degrees-of-freedom": "--preset warm-up-2-local --depth 2 --width 8 --learning-rate 0.3",
};

type Drawn = { figure: Figure & { sources: { id: string }[] }; svg: string };
const folder = mkdtempSync(join(tmpdir(), "figures-"));
const drawn = new Map<string, Drawn>();
const figureOf = (name: string) => drawn.get(name) as Drawn;
const plotsOf = ({ panels }: Figure) => panels.filter((panel): panel is PlotPanel => panel.kind === "plot");
const seriesNamed = (name: string, series: string, panel = 0) =>
  plotsOf(figureOf(name).figure)[panel]?.series.find((some) => some.name.startsWith(series)) as FigureSeries;

beforeAll(async () => {
  for (const [name, options] of Object.entries(smallFigures)) {
    const file = join(folder, `${name}.svg`);
    const { exitCode, text, complaints } = await lab(`figure ${name} ${options} --json --out ${file}`);
    if (exitCode !== 0) throw new Error(`${name}: ${complaints}`);
    drawn.set(name, { figure: JSON.parse(text), svg: readFileSync(file, "utf8") });
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe("every figure", () => {
  const names = Object.keys(drawables);

  it("is drawn here and stands on the help page", async () => {
    const { text } = await lab("help");

    expect(names).toEqual(Object.keys(smallFigures));
    for (const name of names) expect(text).toContain(`\n  figure ${name}: `);
  });

  it.each(names)("%s has title, caption, source of its numbers and known citations", (name) => {
    const { figure, svg } = figureOf(name);
    const parts = plotsOf(figure).flatMap(({ series, directions }) => [...series, ...directions]);

    expect(figure.name).toBe(name);
    expect(figure.caption.length).toBeGreaterThan(0);
    expect(figure.numbers.length).toBeGreaterThan(10);
    expect(figure.citations.length).toBeGreaterThan(0);
    for (const id of [...figure.citations, ...parts.flatMap((part) => part.citations)])
      expect(citationIds).toContain(id);
    expect(figure.sources.map(({ id }) => id)).toEqual(figure.citations);
    for (const id of figure.citations) expect(svg).toContain(id);
    for (const part of parts) {
      if (part.status === "measured") continue;
      expect(part.citations.length).toBeGreaterThan(0);
      for (const id of part.citations) {
        expect(citations[id as CitationId].status).toBe(part.status);
        expect(figure.citations).toContain(id);
      }
    }
  });

  it.each(names)(
    "%s has axes with units, all of its points inside them, and chance where errors are",
    (name) => {
      for (const panel of figureOf(name).figure.panels) {
        for (const axis of [panel.x, panel.y]) {
          expect(axis.label).not.toBe("");
          expect(axis.unit).not.toBe("");
          expect(axis.domain[0]).toBeLessThan(axis.domain[1]);
          if (axis.kind === "log") expect(axis.domain[0]).toBeGreaterThan(0);
        }
        if (panel.kind === "map") {
          expect(panel.values).toHaveLength(panel.columnCount * panel.rowCount);
          continue;
        }
        if (panel.y.label === "test error") expect(panel.chance).not.toBeNull();
        for (const { points } of panel.series) {
          expect(points.length).toBeGreaterThan(0);
          for (const { x, y } of points) {
            expect(x).toBeGreaterThanOrEqual(panel.x.domain[0] * (1 - 1e-9));
            expect(x).toBeLessThanOrEqual(panel.x.domain[1] * (1 + 1e-9));
            expect(y).toBeGreaterThanOrEqual(panel.y.domain[0] * (1 - 1e-9));
            expect(y).toBeLessThanOrEqual(panel.y.domain[1] * (1 + 1e-9));
          }
        }
      }
    },
  );

  it.each(names)("%s is well-formed and without stray numbers", (name) => {
    const { svg } = figureOf(name);
    const opened = [...svg.matchAll(/<([a-z]+)(?=[ >])[^>]*(?<!\/)>/g)].map(([, tag]) => tag);
    const closed = [...svg.matchAll(/<\/([a-z]+)>/g)].map(([, tag]) => tag);

    expect(svg.startsWith("<svg xmlns=")).toBe(true);
    expect(opened.sort()).toEqual(closed.sort());
    expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(svg.replaceAll(/&(amp|lt|gt|quot);/g, "")).not.toContain("&");
  });
});

describe("the drawing", () => {
  /** The first line of a series in a panel, read back into values of its axes. */
  function readBack(svg: string, panel: number, name: string): { x: number; y: number }[] {
    const group = svg.slice(svg.indexOf(`data-panel="${panel}"`));
    const scaleOf = (axis: string): Scale =>
      JSON.parse((group.match(new RegExp(`data-${axis}="([^"]*)"`))?.[1] ?? "").replaceAll("&quot;", '"'));
    const [x, y] = [scaleOf("x"), scaleOf("y")];
    const series = group.slice(group.indexOf(`data-series="${name}"`));
    const line = series.match(/ d="([^"]*)"[^>]* stroke-linejoin/)?.[1] ?? "";
    return [...line.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g)].map(([, left, top]) => ({
      x: valueAt(x, Number(left)),
      y: valueAt(y, Number(top)),
    }));
  }

  it("stands where the boundary of the theory is, in a double line", () => {
    const { svg } = figureOf("phase-diagram");
    const points = readBack(svg, 0, "boundary");

    expect(points).toHaveLength(121);
    for (const { x, y } of points) expect(Math.abs(y - boundaryBeta(x, 5))).toBeLessThan(0.002);
    expect(svg.match(/data-series="boundary" data-status="proved"/g)).toHaveLength(1);
    expect(svg).toContain('fill="url(#hatch-0)"');
  });

  it("stands where the eigenvalues are on two log scales", () => {
    const points = readBack(figureOf("eigenvalue-decay").svg, 0, "depth 3");
    const known = seriesNamed("eigenvalue-decay", "depth 3").points;

    expect(points).toHaveLength(known.length);
    for (const [index, { x, y }] of points.entries()) {
      expect(Math.abs(Math.log(x / (known[index]?.x as number)))).toBeLessThan(0.01);
      expect(Math.abs(Math.log(y / (known[index]?.y as number)))).toBeLessThan(0.01);
    }
  });

  it("uses solid lines for what is measured, dashes for what is reported, and names both", () => {
    const { svg } = figureOf("depth-contrast");

    expect(svg).toContain("measured, by our own engines");
    expect(svg).toContain("reported by others, direction only");
    expect(svg).not.toContain("proved; its value computed");
    expect(svg.match(/data-direction="deeper"/g)).toHaveLength(2);
    expect(svg.match(/data-direction="shallower"/g)).toHaveLength(2);
    const bank = svg.slice(svg.indexOf('data-series="bank"'));
    expect(bank.slice(0, bank.indexOf("</g>"))).not.toContain("stroke-dasharray");
  });
});

describe("the data", () => {
  it("of the phase diagram is the boundary of any dimension", async () => {
    const { text } = await lab("figure phase-diagram --dimension 17 --alpha-max 9 --json");
    const { points } = JSON.parse(text).panels[0].series[0] as FigureSeries;

    expect(points.at(-1)).toEqual({ x: 9, y: (9 * 17) / (2 * 25) });
    for (const { x, y } of points) expect(y).toBe(boundaryBeta(x, 17));
  });

  it("of the temperatures is the exact floor, with the bank above it", () => {
    const { points } = seriesNamed("temperature-floor", "D = 30");
    const bank = seriesNamed("temperature-floor", "depth");

    expect(points[0]).toEqual({ x: 0, y: 0.5 });
    for (const { x, y } of points.slice(1, 5))
      expect(y).toBe(temperatureFloor({ betaLow: 0, betaHigh: x }, 30).error);
    const [measured] = bank.points;
    expect(measured?.x).toBe(0.3);
    expect(measured?.y).toBeGreaterThan(temperatureFloor({ betaLow: 0, betaHigh: 0.3 }, 30).error);
  });

  it("of the eigenvalues leaves out zeros only", () => {
    const known = sphereEigenvalues(
      "ntk",
      { depth: 1, weightVariance: 2, biasVariance: 0 },
      {
        inputDimension: 5,
        highestDegree: 12,
      },
    );
    const { points } = seriesNamed("eigenvalue-decay", "depth 1");

    expect(points.map(({ x }) => x)).toEqual([1, 2, 4, 6, 8, 10, 12]);
    for (const { x, y } of points) expect(y).toBe(known[x]?.eigenvalue);
  });

  it("of the depths is the bank's", () => {
    const { panels } = figureOf("depth-contrast").figure;
    for (const panel of plotsOf({ ...figureOf("depth-contrast").figure, panels })) {
      const preset = findPreset(PresetIdSchema.parse(`sixteen-inputs-${panel.title}`));
      expect(panel.series[0]?.points.map(({ x, y }) => [x, y])).toEqual(
        preset?.measured.map(({ depth, meanError }) => [depth, meanError]),
      );
    }
    expect(panels).toHaveLength(6);
  });

  it("of the rates is the bank's mean, with runs that diverged named", () => {
    const { trials } = readGrid(PresetIdSchema.parse("warm-up-3-local"), "wasm");
    const own = trials.filter(
      ({ design, instance }) =>
        instance < 5 && design.depth === 7 && design.width === 50 && design.learningRate === 1,
    );
    const point = seriesNamed("learning-rate-sweep", "bank", 4).points.at(-1);
    const diverged = own.filter(({ state }) => state === "diverged").length;

    expect(diverged).toBeGreaterThan(0);
    expect(point?.x).toBe(1);
    expect(point?.y).toBeCloseTo(own.reduce((sum, { testError }) => sum + testError, 0) / own.length, 12);
    expect(point?.note).toBe(`${diverged} of ${own.length} runs diverged`);
    expect(seriesNamed("learning-rate-sweep", "NTK", 4).points.map(({ y }) => y)[0]).toBeLessThan(0.6);
    expect(figureOf("learning-rate-sweep").figure.caption.join(" ")).toContain("60 of the 2000 samples only");
    expect(figureOf("learning-rate-sweep").figure.caption.join(" ")).toContain("not in the bank");
  });

  it("of double descent is that of the theory", () => {
    const setting = { ...usualDoubleDescent, inputDimension: 5, sampleCount: 20 };
    const [known] = doubleDescent(setting, [20, 200], { seed: labSeed, replicaCount: 3 });
    const at = seriesNamed("double-descent", "no ridge").points.find(({ x }) => x === 1);

    expect(at?.y).toBe(known?.medianError);
  });

  it("of rates over n has the proved slopes, and heights that mean nothing", () => {
    const singular = { alpha: 1.5, beta: 1.5, inputDimension: 2 };
    const slopeOf = (name: string) => {
      const series = seriesNamed("error-over-n", name);
      const [first, last] = [series.points[0], series.points.at(-1)] as { x: number; y: number }[];
      expect(series.isHeightFree).toBe(true);
      return Math.log((last?.y ?? 1) / (first?.y ?? 1)) / Math.log((last?.x ?? 1) / (first?.x ?? 1));
    };

    expect(slopeOf("deep nets")).toBeCloseTo(-deepExponent(singular), 10);
    expect(slopeOf("linear methods")).toBeCloseTo(-linearExponent(singular), 10);
  });

  it("of the residuals is prediction minus truth", () => {
    const { panels } = figureOf("singular-panels").figure;
    const valuesOf = (title: string) => {
      const panel = panels.find((some) => some.title === title);
      return panel?.kind === "map" ? panel.values : [];
    };
    const [truth, kernel, residual] = ["Truth", "Kernel", "Kernel minus truth"].map(valuesOf);

    expect(panels).toHaveLength(8);
    for (const [index, value] of (residual ?? []).entries())
      expect(value).toBeCloseTo((kernel?.[index] as number) - (truth?.[index] as number), 12);
    expect(Math.max(...(truth ?? []))).toBeGreaterThan(0.2);
  });

  it("of degrees of freedom falls from the width, and pruning to all units changes nothing", () => {
    const { figure } = figureOf("degrees-of-freedom");
    const [, freedom, pruning] = plotsOf(figure);
    const heights = freedom?.series[0]?.points.map(({ y }) => y) ?? [];
    const last = pruning?.series[0]?.points.at(-1);

    expect(heights).toEqual([...heights].sort((a, b) => b - a));
    expect(heights[0]).toBeLessThanOrEqual(8);
    expect(last?.x).toBe(16);
    expect(figure.caption[0]).toContain(`test error ${last?.y.toFixed(4)}`);
  });
});

describe("figure refuses", () => {
  it.each([
    ["figure", /figure takes one of depth-contrast/],
    ["figure nonsense --json", /figure takes one of depth-contrast/],
    ["figure toString --json", /figure takes one of/],
    ["figure phase-diagram --dimension 5", /needs --out FILE\.svg, or --json/],
    ["figure phase-diagram --dimension 5 --out there.png", /name of an \.svg file, not "there\.png"/],
    [
      "figure phase-diagram --dimension 5 --out no-such-folder/a.svg",
      /there is no folder ".*no-such-folder"/,
    ],
    ["figure phase-diagram --json", /--dimension is needed/],
    ["figure phase-diagram --dimension 1 --json", /--dimension is a whole number from 2/],
    ["figure phase-diagram --dimension 5 --depth 3 --json", /--depth does not go with figure phase-diagram/],
    ["figure temperature-floor --beta-low 0.45 --json", /--beta-low is a number from/],
    ["figure eigenvalue-decay --dimension 5 --kernel rbf --json", /--kernel is one of ntk, nngp, not "rbf"/],
    ["figure depth-contrast --deck none --json", /--deck is one of warm-up/],
    [
      "figure depth-contrast --deck warm-up --preset warm-up-2-local --json",
      /--deck does not go with --preset/,
    ],
    ["figure learning-rate-sweep --json", /--preset is one of/],
    [
      "figure learning-rate-sweep --preset warm-up-2-local --width 7 --json",
      /--width is one of 5, 10, 20, 50/,
    ],
    ["figure learning-rate-sweep --preset warm-up-2-local --rows 1 --json", /--rows is at least 2, or 0/],
    ["figure singular-panels --preset warm-up-2-local --json", /--preset is one of pictures-smooth/],
    ["figure error-over-n --smallest 4000 --doublings 3 --json", /32000 samples; at most 8000/],
    ["figure double-descent --count 5 --json", /--count is a whole number from 10/],
    ["figure jamming --width 1 --json", /--width is a whole number from 2/],
    ["figure degrees-of-freedom --json", /--preset is one of/],
    ["figure phase-diagram twice --dimension 5 --json", /nothing called "twice"/],
  ])("%s", async (commandLine, wanted) => {
    const { exitCode, text, complaints } = await lab(commandLine);

    expect(exitCode).toBe(2);
    expect(text).toBe("");
    expect(complaints).toMatch(wanted);
  });

  it("to write over a folder, and leaves an older file as it was when it cannot go on", async () => {
    const taken = join(folder, "taken.svg");
    const older = join(folder, "older.svg");
    mkdirSync(taken);
    writeFileSync(older, "older");

    const refused = await lab(`figure phase-diagram --dimension 5 --out ${taken}`);
    const stopped = await lab(`figure phase-diagram --dimension 1 --out ${older}`);

    expect(refused.exitCode).toBe(2);
    expect(refused.complaints).toContain("is a folder");
    expect(stopped.exitCode).toBe(2);
    expect(readFileSync(older, "utf8")).toBe("older");
  });

  it("with a sentence when the file cannot be written, and leaves nothing behind", async () => {
    const blocked = join(folder, "blocked.svg");
    // The whole file is written beside its place first; here that place is taken.
    mkdirSync(`${blocked}.part`);

    const { exitCode, complaints } = await lab(`figure phase-diagram --dimension 5 --out ${blocked}`);

    expect(exitCode).toBe(2);
    expect(complaints).toContain("cannot be written");
    expect(existsSync(blocked)).toBe(false);
    expect(
      readdirSync(folder).filter((file) => file.endsWith(".part") && file !== "blocked.svg.part"),
    ).toEqual([]);
  });
});
