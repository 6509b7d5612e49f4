import { selectionInstances } from "@/core/bank/bank-protocol";
import type { Trial } from "@/core/bank/measured-grid";
import type { FigureSeries, PlotPanel } from "@/core/figures/figure";
import { chanceError } from "@/core/game/race";
import { mean, standardError } from "@/core/numerics/statistics";
import type { Deck } from "@/core/tasks/deck";
import type { Preset } from "@/core/tasks/preset";
import { errorOfValues, firstRows } from "@/core/theory/baseline";
import type { CitationId } from "@/core/theory/citations";
import { fitLimitRegression } from "@/core/theory/ntk-regression";
import { neededNumber, type Options, type Output, UsageError } from "@/lab/command-line";
import type { Drawable } from "@/lab/drawable";
import { displacementPanels } from "@/lab/figure-displacement";
import { createInstance, experimentOf } from "@/lab/instance";
import { readGrid } from "@/lab/measured-files";
import { presetOfOptions } from "@/lab/preset-option";

const mostRows = 6000;
const usualRows = 2000;
const testRows = 2000;

interface Sweep {
  readonly deck: Deck;
  readonly preset: Preset;
  readonly width: number;
  /** Rows that the kernel is fitted to; 0 for no kernel line. */
  readonly rowCount: number;
  readonly kernelReplicas: number;
}

/** `figure learning-rate-sweep`: test error over the learning rate at every depth, beside the limit of tiny rates. */
export const learningRateSweep: Drawable = {
  options: ["preset", "width", "rows", "replicas", "displacement"],
  usage: [
    "test error over the learning rate from the bank, beside kernel regression with the NTK",
    "--preset P [--width H, default the widest] [--rows n of the kernel, default all up to 2000, 0 for none]",
    "[--replicas 2] [--displacement, which trains every cell once to see how far its weights move, some minutes]",
  ],
  async compute(options, output) {
    const sweep = sweepOfOptions(options);
    const { deck, preset, rowCount, width } = sweep;
    const { trials } = readGrid(preset.presetId, "wasm");
    const errors = deck.designGrid.depths.map((depth) => panelOf(sweep, depth, trials, output));
    const isMoved = options.displacement === true;
    const moved = isMoved ? await displacementPanels(sweep, output) : [];
    const isFewer = rowCount > 0 && rowCount < deck.trainingSampleCount;
    return {
      name: "learning-rate-sweep",
      title: `The learning rate decides what depth can do: ${preset.hypothesis}`,
      columnCount: isMoved ? errors.length : 3,
      panels: [...errors, ...moved],
      caption: [
        `Measured: width ${width}, mean and standard error over up to ${selectionInstances.length} instances of the bank; a run that diverged counts as chance.`,
        ...(rowCount === 0
          ? []
          : [
              `Double line: regression with the neural tangent kernel of a network of that depth without biases, ${isFewer ? `fitted to ${rowCount} of the ${deck.trainingSampleCount} samples only` : `fitted to the same ${rowCount} samples`}; where it ends is proved for infinite width and the squared loss, its error is computed on ${sweep.kernelReplicas === 1 ? "one instance" : `${sweep.kernelReplicas} instances`}.`,
            ]),
        isMoved
          ? "Below: how far training moved the weights of one run per cell, trained for this figure; runs that diverged are left out."
          : "How far the weights moved is not in the bank, so it is not drawn; --displacement measures it.",
      ],
      citations: citationsOf(preset, rowCount > 0, isMoved),
      numbers: `core/bank/measured-grid/${preset.presetId}.json; the kernel by npm run lab -- theory ntk`,
    };
  },
};

function sweepOfOptions(options: Options): Sweep {
  const { deck, preset } = presetOfOptions(options);
  const { widths } = deck.designGrid;
  const width = neededNumber(options, "width", { low: 1, high: 4096, isWhole: true }, Math.max(...widths));
  if (!widths.includes(width)) {
    throw new UsageError(`--width is one of ${widths.join(", ")}, the widths that the bank has measured`);
  }
  const rows = neededNumber(options, "rows", { low: 0, high: mostRows, isWhole: true }, usualRows);
  if (rows === 1) throw new UsageError("--rows is at least 2, or 0 for no kernel line");
  const kernelReplicas = neededNumber(options, "replicas", { low: 1, high: 20, isWhole: true }, 2);
  return { deck, preset, width, rowCount: Math.min(rows, deck.trainingSampleCount), kernelReplicas };
}

function citationsOf({ task }: Preset, hasKernel: boolean, isMoved: boolean): [CitationId, ...CitationId[]] {
  const isCrossing = task.family === "k-global" && task.k === 3;
  return [
    "mori-ueda-2020.learning-rate",
    ...(isCrossing ? (["mori-ueda-2020.three-global-crossing"] as const) : []),
    ...(isMoved ? (["geiger-2019.lazy-feature"] as const) : []),
    ...(hasKernel ? (["jacot-2018.lazy-regression", "arora-2019.relu-kernels"] as const) : []),
  ];
}

function panelOf(sweep: Sweep, depth: number, trials: readonly Trial[], output: Output): PlotPanel {
  const { deck } = sweep;
  const { learningRates } = deck.designGrid;
  const domain = [Math.min(...learningRates) / 1.3, Math.max(...learningRates) * 1.3] as const;
  const measured = measuredSeries(sweep, depth, trials);
  const kernel = sweep.rowCount === 0 ? [] : [kernelSeries(sweep, depth, domain, output)];
  const values = [measured, ...kernel].flatMap(({ points }) => points.map(({ y, high }) => high ?? y));
  return {
    kind: "plot",
    title: depth === 1 ? "1 hidden layer" : `${depth} hidden layers`,
    note: divergedNote(sweep, depth, trials),
    x: { label: "learning rate", unit: "none", kind: "log", domain, ticks: learningRates },
    y: {
      label: "test error",
      unit: deck.loss === "squared" ? "root mean square distance" : "share of test points",
      kind: "linear",
      domain: [0, Math.max(chanceError, ...values) * 1.04],
    },
    chance: chanceError,
    series: [measured, ...kernel],
    directions: [],
    region: null,
  };
}

function cellTrials(
  { width }: Sweep,
  depth: number,
  learningRate: number,
  trials: readonly Trial[],
): Trial[] {
  return trials.filter(
    ({ design, instance }) =>
      selectionInstances.includes(instance) &&
      design.depth === depth &&
      design.width === width &&
      design.learningRate === learningRate,
  );
}

function measuredSeries(sweep: Sweep, depth: number, trials: readonly Trial[]): FigureSeries {
  const points = sweep.deck.designGrid.learningRates.flatMap((learningRate) => {
    const own = cellTrials(sweep, depth, learningRate, trials);
    if (own.length === 0) return [];
    const errors = own.map(({ testError }) => testError);
    const [y, spread] = [mean(errors), standardError(errors)];
    const diverged = own.filter(({ state }) => state === "diverged").length;
    const note = diverged === 0 ? {} : { note: `${diverged} of ${own.length} runs diverged` };
    return [{ x: learningRate, y, low: y - spread, high: y + spread, ...note }];
  });
  return {
    name: "bank",
    status: "measured",
    citations: [],
    points,
    numbers: `core/bank/measured-grid, width ${sweep.width}`,
  };
}

function divergedNote(sweep: Sweep, depth: number, trials: readonly Trial[]): string {
  const counts = sweep.deck.designGrid.learningRates.flatMap((learningRate) => {
    const own = cellTrials(sweep, depth, learningRate, trials);
    const diverged = own.filter(({ state }) => state === "diverged").length;
    return diverged === 0 ? [] : [`${diverged} of ${own.length} at ${learningRate}`];
  });
  return counts.length === 0 ? "no run diverged" : `diverged: ${counts.join(", ")}`;
}

function kernelSeries(
  { deck, preset, rowCount, kernelReplicas }: Sweep,
  depth: number,
  domain: readonly [number, number],
  output: Output,
): FigureSeries {
  const network = { depth, weightVariance: 2, biasVariance: 0 };
  const errors = Array.from({ length: kernelReplicas }, (_, replica) => {
    const { training, test } = createInstance(
      { ...experimentOf(deck, preset), testSampleCount: testRows },
      replica,
    );
    const fitted = fitLimitRegression(firstRows(training, rowCount), { kernel: "ntk", network });
    if (fitted === null) throw new UsageError("the kernel matrix is singular to rounding; take fewer --rows");
    const error = errorOfValues(fitted.predict(test), test);
    output.say(`NTK of depth ${depth}, instance ${replica + 1} of ${kernelReplicas}: ${error.toFixed(4)}`);
    return error;
  });
  const y = mean(errors);
  return {
    name: rowCount < deck.trainingSampleCount ? `NTK, ${rowCount} rows` : "NTK limit",
    status: "proved",
    citations: ["jacot-2018.lazy-regression", "arora-2019.relu-kernels"],
    points: domain.map((x) => ({ x, y })),
    numbers: `fitLimitRegression of core/theory, mean of ${kernelReplicas} instances, ${testRows} test rows`,
  };
}
