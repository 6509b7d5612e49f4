import type { FigureSeries } from "@/core/figures/figure";
import { niceLogDomain } from "@/core/figures/nice-domain";
import { announcedDecks } from "@/core/tasks/decks";
import { everyPreset } from "@/core/tasks/presets";
import { limitKernels } from "@/core/theory/ntk-kernel";
import { sphereEigenvalues } from "@/core/theory/ntk-spectrum";
import { boundaryBeta } from "@/core/theory/phase-diagram";
import { temperatureFloor } from "@/core/theory/temperature-floor";
import { neededNumber, numberOption, type Options, textOption, UsageError } from "@/lab/command-line";
import type { Drawable } from "@/lab/drawable";

/** `figure phase-diagram`: where deep networks are faster than linear estimators, for any number of inputs. */
export const phaseDiagram: Drawable = {
  options: ["dimension", "alpha-max"],
  usage: [
    "where deep networks have the better rate on functions with singular hypersurfaces",
    "--dimension D [--alpha-max 6]",
  ],
  compute(options) {
    const inputDimension = neededNumber(options, "dimension", { low: 2, high: 1000, isWhole: true });
    const most = neededNumber(options, "alpha-max", { low: 1, high: 100, isWhole: false }, 6);
    const alphas = Array.from({ length: 121 }, (_, index) => (most * index) / 120);
    const points = alphas.map((alpha) => ({ x: alpha, y: boundaryBeta(alpha, inputDimension) }));
    const top = Math.ceil(2 * (points.at(-1)?.y ?? 1)) / 2 + 1;
    const name = "boundary";
    return {
      name: "phase-diagram",
      title: "Where a deep network provably wins",
      columnCount: 1,
      panels: [
        {
          kind: "plot",
          title: `D = ${inputDimension} inputs`,
          note: `beta = alpha D / (2 (alpha + D - 1)) with D = ${inputDimension}`,
          x: { label: "alpha, smoothness of the edge", unit: "none", kind: "linear", domain: [0, most] },
          y: { label: "beta, smoothness inside the pieces", unit: "none", kind: "linear", domain: [0, top] },
          chance: null,
          series: [
            {
              name,
              status: "proved",
              citations: ["imaizumi-fukumizu-2022.boundary"],
              points,
              numbers: "boundaryBeta of core/theory/phase-diagram",
            },
          ],
          directions: [],
          region: {
            aboveSeries: name,
            insideLabel: "deep networks faster than every linear method",
            outsideLabel: "no difference is proved",
          },
        },
      ],
      caption: [
        "Rates as the number of samples grows, least squares over networks; nothing is said about constants or about SGD.",
        ...(inputDimension === 2
          ? ["With 2 inputs deep networks win for every alpha once beta is at least 1."]
          : []),
      ],
      citations: [
        "imaizumi-fukumizu-2022.boundary",
        "imaizumi-fukumizu-2022.deep-rate",
        "imaizumi-fukumizu-2022.linear-bound",
      ],
      numbers: `the formula itself; npm run lab -- theory boundary --dimension ${inputDimension}`,
    };
  },
};

const floorSteps = 44;

/** `figure temperature-floor`: the lowest possible error of telling two temperatures apart. */
export const temperatureFloorFigure: Drawable = {
  options: ["dimension", "beta-low"],
  usage: [
    "the lowest possible error of telling two temperatures apart, and what networks reach",
    "[--dimension D, default 10, 20, 30 and 100] [--beta-low 0]",
  ],
  compute(options) {
    const dimension = numberOption(options, "dimension", { low: 3, high: 1000, isWhole: true });
    const betaLow = neededNumber(options, "beta-low", { low: -0.49, high: 0.4, isWhole: false }, 0);
    const dimensions = dimension === null ? [10, 20, 30, 100] : [dimension];
    const series = dimensions.map((inputDimension) => floorSeries(inputDimension, betaLow));
    return {
      name: "temperature-floor",
      title: "How well two temperatures can be told apart",
      columnCount: 1,
      panels: [
        {
          kind: "plot",
          title: `A ring of spins, one sample per decision`,
          note: `the other inverse temperature is ${betaLow}`,
          x: {
            label: "inverse temperature of the colder chain",
            unit: "none",
            kind: "linear",
            domain: [betaLow, 0.5],
          },
          y: { label: "test error", unit: "share of test points", kind: "linear", domain: [0, 0.5] },
          chance: 0.5,
          series: [...series, ...bankSeries(dimensions, betaLow)],
          directions: [],
          region: null,
        },
      ],
      caption: [
        "The double lines are the error of the Bayes rule, below which no predictor can be; networks are above them.",
      ],
      citations: ["deepstakes.temperature-floor", "mori-ueda-2020.temperature"],
      numbers:
        "Imhof's integral, numerical error below 1e-6 (npm run lab -- theory bayes); networks from core/bank/measured-errors.json",
    };
  },
};

function floorSeries(inputDimension: number, betaLow: number): FigureSeries {
  const points = Array.from({ length: floorSteps }, (_, index) => {
    const betaHigh = betaLow + ((index + 1) * (0.495 - betaLow)) / floorSteps;
    return { x: betaHigh, y: temperatureFloor({ betaLow, betaHigh }, inputDimension).error };
  });
  return {
    name: `D = ${inputDimension}`,
    status: "proved",
    citations: ["deepstakes.temperature-floor"],
    // Equal temperatures cannot be told apart.
    points: [{ x: betaLow, y: 0.5 }, ...points],
    numbers: "temperatureFloor of core/theory",
  };
}

/** The bank's best cell of every depth for chains of these sizes, at their inverse temperature. */
function bankSeries(dimensions: readonly number[], betaLow: number): FigureSeries[] {
  return everyPreset.flatMap(({ task, deckId, measured }) => {
    const deck = announcedDecks.find((some) => some.deckId === deckId);
    if (task.family !== "temperature" || deck === undefined || task.betaLow !== betaLow) return [];
    if (!dimensions.includes(deck.inputDimension)) return [];
    const best = [...measured].sort((a, b) => a.meanError - b.meanError).slice(0, 1);
    return best.map((cell) => ({
      name: `depth ${cell.depth}, D = ${deck.inputDimension}`,
      status: "measured" as const,
      citations: [],
      points: [
        {
          x: task.betaHigh,
          y: cell.meanError,
          low: cell.meanError - cell.standardDeviation,
          high: cell.meanError + cell.standardDeviation,
        },
      ],
      numbers: `bank, best cell of the preset, ${cell.replicaCount} fresh instances, bar: standard deviation`,
    }));
  });
}

/** `figure eigenvalue-decay`: eigenvalues of the kernels of infinitely wide networks on the sphere. */
export const eigenvalueDecay: Drawable = {
  options: ["dimension", "degrees", "kernel", "bias-variance"],
  usage: [
    "eigenvalues of kernels of infinitely wide networks on the sphere, by degree",
    "--dimension D [--degrees 40] [--kernel ntk|nngp] [--bias-variance 0]",
  ],
  compute(options) {
    const inputDimension = neededNumber(options, "dimension", { low: 2, high: 200, isWhole: true });
    const highestDegree = neededNumber(options, "degrees", { low: 4, high: 200, isWhole: true }, 40);
    const biasVariance = neededNumber(options, "bias-variance", { low: 0, high: 10, isWhole: false }, 0);
    const kernel = kernelOfOptions(options);
    const depths = [1, 3, 7];
    const series = depths.map((depth) =>
      decaySeries({ kernel, depth, biasVariance, inputDimension, highestDegree }),
    );
    const values = series.flatMap(({ points }) => points.map(({ y }) => y));
    return {
      name: "eigenvalue-decay",
      title: "Which shapes an infinitely wide network learns first",
      columnCount: 1,
      panels: [
        {
          kind: "plot",
          title: `${kernel.toUpperCase()}, D = ${inputDimension} inputs`,
          note: "degree 0 has no place on a log scale",
          x: {
            label: "degree of the polynomial",
            unit: "none",
            kind: "log",
            domain: [1, highestDegree],
          },
          y: {
            label: "eigenvalue",
            unit: "none",
            kind: "log",
            domain: niceLogDomain(values),
          },
          chance: null,
          series,
          directions: [],
          region: null,
        },
      ],
      caption: [
        "Inputs uniform on the sphere of radius sqrt(D), weight variance 2.",
        ...(biasVariance === 0
          ? [
              "Without biases one hidden layer has eigenvalue zero for odd degrees from 3 on: these are left out.",
            ]
          : [`Bias variance ${biasVariance}.`]),
        "Values below 1e-13 of the largest are rounding and left out.",
      ],
      citations: ["bietti-mairal-2019.eigenvalues", "arora-2019.relu-kernels"],
      numbers: `Gauss-Legendre quadrature; npm run lab -- theory eigenvalues --depth L --dimension ${inputDimension} --degrees ${highestDegree} --kernel ${kernel}`,
    };
  },
};

function kernelOfOptions(options: Options) {
  const name = textOption(options, "kernel") ?? "ntk";
  const kernel = limitKernels.find((known) => known === name);
  if (kernel !== undefined) return kernel;
  throw new UsageError(`--kernel is one of ${limitKernels.join(", ")}, not "${name}"`);
}

function decaySeries(setting: {
  kernel: (typeof limitKernels)[number];
  depth: number;
  biasVariance: number;
  inputDimension: number;
  highestDegree: number;
}): FigureSeries {
  const { kernel, depth, biasVariance, inputDimension, highestDegree } = setting;
  const network = { depth, weightVariance: 2, biasVariance };
  const eigenvalues = sphereEigenvalues(kernel, network, { inputDimension, highestDegree });
  const trustworthy = 1e-13 * Math.max(...eigenvalues.map(({ eigenvalue }) => eigenvalue));
  return {
    name: `depth ${depth}`,
    status: "proved",
    citations: ["bietti-mairal-2019.eigenvalues", "arora-2019.relu-kernels"],
    points: eigenvalues
      .filter(({ degree, eigenvalue }) => degree > 0 && eigenvalue > trustworthy)
      .map(({ degree, eigenvalue }) => ({ x: degree, y: eigenvalue })),
    numbers: "sphereEigenvalues of core/theory/ntk-spectrum",
  };
}
