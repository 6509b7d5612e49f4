import type { FigureSeries, PlotPanel } from "@/core/figures/figure";
import { niceLogDomain } from "@/core/figures/nice-domain";
import { chanceError } from "@/core/game/race";
import { errorOfValues, firstRows } from "@/core/theory/baseline";
import { covarianceEigenvalues, degreesOfFreedom, layerCovariance } from "@/core/theory/degrees-of-freedom";
import { type DenseLayer, denseLayers, layerValues, networkValues } from "@/core/theory/dense-network";
import { pruneNetwork } from "@/core/theory/pruning";
import { type Design, DesignSchema } from "@/core/training/design";
import type { TrainingRows } from "@/core/training/recipe";
import { weightLayout } from "@/core/training/weight-layout";
import { neededNumber, type Options, type Output, UsageError } from "@/lab/command-line";
import type { Drawable } from "@/lab/drawable";
import { fitNetwork } from "@/lab/fit-network";
import { createInstance, type Experiment, experimentOf, type Instance } from "@/lab/instance";
import { presetOfOptions } from "@/lab/preset-option";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";

const whole = (low: number, high: number) => ({ low, high, isWhole: true });
/** Rows of the training set that covariances are taken over. */
const covarianceRows = 2000;
/** lambda relative to the largest eigenvalue of its layer. */
const relativeLambdas = Array.from({ length: 25 }, (_, index) => 10 ** (-6 + index / 4));
const shares = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1];

/** `figure degrees-of-freedom`: how many units of a trained network carry something, and how far it can be pruned. */
export const degreesFigure: Drawable = {
  options: ["preset", "depth", "width", "learning-rate", "instance"],
  usage: [
    "eigenvalues and degrees of freedom of a trained network's layers, and its error when units are pruned",
    "--preset P [--depth L --width H --learning-rate E, default the bank's best design] [--instance 0]",
  ],
  async compute(options, output) {
    const { deck, preset } = presetOfOptions(options);
    const design = designOfOptions(options, preset.houseDesign);
    const number = neededNumber(options, "instance", whole(0, 1_000_000), 0);
    const experiment = experimentOf(deck, preset);
    const instance = createInstance(experiment, number);
    const layers = await trainLayers(experiment, instance, design, output);
    const rows = firstRows(instance.training, covarianceRows);
    const spectra = layerValues(layers, rows)
      .slice(0, -1)
      .map((values) => [...covarianceEigenvalues(layerCovariance(values), values.width)]);
    const testError = errorOfValues(networkValues(layers, instance.test), instance.test);
    return {
      name: "degrees-of-freedom",
      title: "How many neurons did the network really need?",
      columnCount: 3,
      panels: [
        spectrumPanel(spectra),
        freedomPanel(spectra, design.width),
        pruningPanel(layers, rows, instance.test, { isRegression: deck.loss === "squared", testError }),
      ],
      caption: [
        `${preset.hypothesis}: depth ${design.depth}, width ${design.width}, learning rate ${design.learningRate}, test error ${testError.toFixed(4)}; one network.`,
        `Covariances are not centred and taken over ${rows.rowCount} training rows. N(lambda) = sum of mu / (mu + lambda).`,
        "Pruning keeps the fewest units, chosen greedily, that carry a share of the trace in every hidden layer; the next layer is refitted by least squares. The widths that the theorem calls sufficient are not drawn.",
      ],
      citations: ["suzuki-2018.degrees-of-freedom"],
      numbers: `trained for this figure: instance ${number} of the lab seed, preset ${preset.presetId}, wasm engine; then core/theory/degrees-of-freedom and pruning`,
    };
  },
};

function designOfOptions(options: Options, house: Design): Design {
  return DesignSchema.parse({
    depth: neededNumber(options, "depth", whole(1, 16), house.depth),
    width: neededNumber(options, "width", whole(2, 200), house.width),
    learningRate: neededNumber(
      options,
      "learning-rate",
      { low: 1e-6, high: 100, isWhole: false },
      house.learningRate,
    ),
  });
}

async function trainLayers(
  experiment: Experiment,
  instance: Instance,
  design: Design,
  output: Output,
): Promise<DenseLayer[]> {
  const network = await fitNetwork(wasmEngine, experiment, instance, design);
  if (network === null) throw new UsageError("the network diverged; take a smaller --learning-rate");
  const weights = await network.readWeights();
  network.dispose();
  output.say("network trained");
  return denseLayers(weights, weightLayout({ design, loss: experiment.loss }, experiment.inputDimension));
}

const measured = (name: string, points: FigureSeries["points"], numbers: string): FigureSeries => ({
  name,
  status: "measured",
  citations: ["suzuki-2018.degrees-of-freedom"],
  points,
  numbers,
});
const emptyPanel = { kind: "plot", note: "", chance: null, directions: [], region: null } as const;

function spectrumPanel(spectra: readonly (readonly number[])[]): PlotPanel {
  const series = spectra.map((eigenvalues, index) => {
    const trustworthy = 1e-12 * (eigenvalues[0] ?? 0);
    const points = eigenvalues.map((y, place) => ({ x: place + 1, y })).filter(({ y }) => y > trustworthy);
    return measured(`layer ${index + 1}`, points, "covarianceEigenvalues of core/theory");
  });
  const widest = Math.max(2, ...series.flatMap(({ points }) => points.map(({ x }) => x)));
  return {
    ...emptyPanel,
    title: "Eigenvalues of each hidden layer",
    x: { label: "rank", unit: "none", kind: "log", domain: [1, widest] },
    y: {
      label: "eigenvalue",
      unit: "squared output",
      kind: "log",
      domain: niceLogDomain(series.flatMap(({ points }) => points.map(({ y }) => y))),
    },
    series,
  };
}

function freedomPanel(spectra: readonly (readonly number[])[], width: number): PlotPanel {
  const series = spectra.map((eigenvalues, index) => {
    const largest = eigenvalues[0] ?? 1;
    const points = relativeLambdas.map((lambda) => ({
      x: lambda,
      y: degreesOfFreedom(eigenvalues, lambda * largest),
    }));
    return measured(`layer ${index + 1}`, points, "degreesOfFreedom of core/theory");
  });
  return {
    ...emptyPanel,
    title: "Degrees of freedom N(lambda)",
    x: { label: "lambda / largest eigenvalue", unit: "none", kind: "log", domain: [1e-6, 1] },
    y: { label: "degrees of freedom", unit: "neurons", kind: "linear", domain: [0, width] },
    series,
  };
}

function pruningPanel(
  layers: readonly DenseLayer[],
  rows: TrainingRows,
  test: TrainingRows,
  { isRegression, testError }: { isRegression: boolean; testError: number },
): PlotPanel {
  const hidden = layers.slice(0, -1).reduce((sum, { fanOut }) => sum + fanOut, 0);
  const points = shares.map((share) => {
    const pruned = pruneNetwork(layers, rows, share);
    const kept = pruned.kept.reduce((sum, units) => sum + units.length, 0);
    const y = errorOfValues(networkValues(pruned.layers, test), test);
    return { x: kept, y, note: `share ${share} of the trace` };
  });
  const all = { x: hidden, y: testError, note: "all units" };
  const drawn = points.at(-1)?.x === hidden ? points : [...points, all];
  return {
    ...emptyPanel,
    title: "Test error when pruned",
    x: { label: "hidden units kept", unit: "neurons", kind: "linear", domain: [0, hidden] },
    y: {
      label: "test error",
      unit: isRegression ? "root mean square distance" : "share of test points",
      kind: "linear",
      domain: [0, Math.max(chanceError, ...drawn.map(({ y }) => y)) * 1.04],
    },
    chance: chanceError,
    series: [measured("pruned", drawn, "pruneNetwork of core/theory")],
  };
}
