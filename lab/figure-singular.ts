import type { FigureAxis, MapPanel } from "@/core/figures/figure";
import type { Deck } from "@/core/tasks/deck";
import type { Preset } from "@/core/tasks/preset";
import { everyPreset } from "@/core/tasks/presets";
import { standardisedPicture } from "@/core/tasks/standardised-picture";
import { familyNamed } from "@/core/tasks/task-registry";
import { answersOf, errorOfValues } from "@/core/theory/baseline";
import { fourierSeries } from "@/core/theory/fourier-series";
import { kernelRidge } from "@/core/theory/kernel-ridge";
import type { InputRows } from "@/core/training/recipe";
import { neededNumber, type Options, type Output, UsageError } from "@/lab/command-line";
import type { Drawable } from "@/lab/drawable";
import { fitNetwork } from "@/lab/fit-network";
import { createInstance, experimentOf, type Instance } from "@/lab/instance";
import { presetOfOptions } from "@/lab/preset-option";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";

/** What one method makes of the picture: on the cells of the map, and its error on the test points. */
interface Drawing {
  readonly title: string;
  readonly choice: string;
  readonly values: ArrayLike<number>;
  readonly error: number;
}

/** `figure singular-panels`: a picture with edges, what three methods make of it, and where they are wrong. */
export const singularPanels: Drawable = {
  options: ["preset", "instance", "cells"],
  usage: [
    "a picture with edges, what a network, a kernel and a Fourier series make of it, and their residuals",
    "[--preset pictures-jump] [--instance 0] [--cells 48]",
  ],
  async compute(options, output) {
    const chosen = planePreset(options);
    const { deck, preset } = chosen;
    const number = neededNumber(options, "instance", { low: 0, high: 1_000_000, isWhole: true }, 0);
    const cells = neededNumber(options, "cells", { low: 8, high: 200, isWhole: true }, 48);
    const instance = createInstance(experimentOf(deck, preset), number);
    const grid = gridRows(cells);
    const truth = truthOn(grid, preset, instance);
    const drawings = await drawAll(chosen, instance, grid, output);
    const limit = 1.1 * truth.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const panel = (title: string, note: string, values: ArrayLike<number>) =>
      mapPanel({ title, note, status: "measured", values }, { cells, limit });
    return {
      name: "singular-panels",
      title: `A sharp edge: who can follow it? (${preset.hypothesis})`,
      columnCount: 4,
      panels: [
        { ...panel("Truth", "noise-free", truth), status: "definition" },
        ...drawings.map(({ title, choice, error, values }) =>
          panel(title, `error ${error.toFixed(3)}; ${choice}`, values),
        ),
        panel("Samples", `${deck.trainingSampleCount} targets with noise`, samplesOn(instance, cells)),
        ...drawings.map(({ title, values }) =>
          panel(
            `${title} minus truth`,
            "residual",
            Array.from(truth, (value, index) => (values[index] as number) - value),
          ),
        ),
      ],
      caption: [
        `Errors are root mean square distances to the noise-free picture on ${deck.testSampleCount.toLocaleString("en")} test points. One colour scale for all maps.`,
        "The network has the best design of the bank, kernel and series are chosen by cross validation on the same samples. One instance is no comparison of methods; npm run lab -- baseline repeats it.",
      ],
      citations: [
        "imaizumi-fukumizu-2022.boundary",
        "imaizumi-fukumizu-2022.deep-rate",
        "imaizumi-fukumizu-2022.linear-bound",
      ],
      numbers: `trained and fitted for this figure: instance ${number} of the lab seed, preset ${preset.presetId}, wasm engine`,
    };
  },
};

function planePreset(options: Options): { deck: Deck; preset: Preset } {
  const chosen = presetOfOptions({ preset: "pictures-jump", ...options });
  if (chosen.deck.loss === "squared" && chosen.deck.inputDimension === 2) return chosen;
  const known = everyPreset.filter(({ deckId }) => deckId === "pictures").map(({ presetId }) => presetId);
  throw new UsageError(`singular-panels draws pictures of 2 inputs: --preset is one of ${known.join(", ")}`);
}

/** The centres of the cells of [-1, 1]^2, rows from the top. */
function gridRows(cells: number): InputRows {
  const centre = (index: number) => -1 + (2 * index + 1) / cells;
  const inputs = new Float32Array(2 * cells * cells);
  for (let row = 0, place = 0; row < cells; row += 1) {
    for (let column = 0; column < cells; column += 1, place += 2) {
      inputs[place] = centre(column);
      inputs[place + 1] = -centre(row);
    }
  }
  return { inputs, rowCount: cells * cells, inputDimension: 2 };
}

function truthOn({ inputs, rowCount }: InputRows, { task }: Preset, { rule }: Instance): Float64Array {
  const family = familyNamed(task.family);
  if (!("rowValue" in family)) throw new Error("pictures are functions of their inputs");
  const rawValueAt = family.rowValue(rule, 2);
  const isStandardised = "isStandardised" in task && task.isStandardised === true;
  const valueAt = isStandardised ? standardisedPicture(rawValueAt) : rawValueAt;
  return Float64Array.from({ length: rowCount }, (_, row) => valueAt(inputs, 2 * row));
}

async function drawAll(
  { deck, preset }: { deck: Deck; preset: Preset },
  instance: Instance,
  grid: InputRows,
  output: Output,
): Promise<Drawing[]> {
  const { test, training } = instance;
  const { houseDesign } = preset;
  const { depth, width, learningRate } = houseDesign;
  const network = await fitNetwork(wasmEngine, experimentOf(deck, preset), instance, houseDesign);
  if (network === null) throw new UsageError("the network diverged on this --instance; take another");
  const trained = {
    title: "Network",
    choice: `depth ${depth}, width ${width}, rate ${learningRate}`,
    values: await network.predict(grid),
    error: errorOfValues(await network.predict(test), test),
  };
  network.dispose();
  output.say(`network: test error ${trained.error.toFixed(4)}`);
  const rivals = [
    { title: "Kernel", baseline: kernelRidge("rbf") },
    { title: "Fourier", baseline: fourierSeries },
  ];
  const fitted = rivals.map(({ title, baseline }) => {
    const { predict, choices } = baseline.fit(training);
    const choice = Object.entries(choices)
      .map(([name, value]) => `${name} ${Number(value.toPrecision(2))}`)
      .join(", ");
    const drawing = { title, choice, values: predict(grid), error: errorOfValues(predict(test), test) };
    output.say(`${title}: test error ${drawing.error.toFixed(4)}`);
    return drawing;
  });
  return [trained, ...fitted];
}

/** The mean noisy target of the samples in each cell, 0 where there is none. */
function samplesOn({ training }: Instance, cells: number): number[] {
  const sums = new Array<number>(cells * cells).fill(0);
  const counts = new Array<number>(cells * cells).fill(0);
  const cellOf = (value: number) => Math.min(cells - 1, Math.floor(((value + 1) / 2) * cells));
  for (const [row, target] of answersOf(training).entries()) {
    const [x, y] = [training.inputs[2 * row] as number, training.inputs[2 * row + 1] as number];
    const cell = cellOf(-y) * cells + cellOf(x);
    sums[cell] = (sums[cell] as number) + target;
    counts[cell] = (counts[cell] as number) + 1;
  }
  return sums.map((sum, cell) => (counts[cell] === 0 ? 0 : sum / (counts[cell] as number)));
}

const axis = (label: string): FigureAxis => ({ label, unit: "none", kind: "linear", domain: [-1, 1] });

function mapPanel(
  part: Pick<MapPanel, "title" | "note" | "status"> & { values: ArrayLike<number> },
  { cells, limit }: { cells: number; limit: number },
): MapPanel {
  const size = { columnCount: cells, rowCount: cells };
  return {
    ...part,
    kind: "map",
    x: axis("input 1"),
    y: axis("input 2"),
    ...size,
    values: Array.from(part.values),
    limit,
  };
}
