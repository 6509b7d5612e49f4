import type { FigurePoint, FigureSeries } from "@/core/figures/figure";
import { niceLogDomain } from "@/core/figures/nice-domain";
import { mean } from "@/core/numerics/statistics";
import { doubleDescent, usualDoubleDescent } from "@/core/theory/double-descent";
import {
  criticalRatio,
  type JammingPoint,
  type JammingSetting,
  jammingParameterCount,
  jammingSweep,
} from "@/core/theory/jamming";
import { neededNumber, type Options, seedOption } from "@/lab/command-line";
import type { Drawable } from "@/lab/drawable";
import { labSeed } from "@/lab/instance";

const whole = (low: number, high: number) => ({ low, high, isWhole: true });

/** Numbers of features, relative to the number of samples. */
const featureShares = [0.2, 0.5, 0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.2, 1.5, 2, 3, 5, 10];
const drawnRidge = 0.01;

/** `figure double-descent`: test error of random features over their number, without and with a ridge. */
export const doubleDescentFigure: Drawable = {
  options: ["dimension", "count", "noise", "replicas", "seed"],
  usage: [
    "test error of random ReLU features over their number, with a peak where they are as many as the samples",
    "[--dimension 20] [--count 100] [--noise 0.3] [--replicas 15] [--seed S]",
  ],
  compute(options, output) {
    const setting = {
      ...usualDoubleDescent,
      inputDimension: neededNumber(options, "dimension", whole(1, 200), usualDoubleDescent.inputDimension),
      sampleCount: neededNumber(options, "count", whole(10, 400), usualDoubleDescent.sampleCount),
      noise: neededNumber(options, "noise", { low: 0, high: 10, isWhole: false }, usualDoubleDescent.noise),
    };
    const draws = {
      seed: seedOption(options, labSeed),
      replicaCount: neededNumber(options, "replicas", whole(3, 200), 15),
    };
    const { inputDimension, sampleCount, noise } = setting;
    const series = [0, drawnRidge].map((ridge) => {
      output.say(ridge === 0 ? "without ridge ..." : `ridge ${ridge} ...`);
      return doubleDescentSeries({ ...setting, ridge }, draws);
    });
    return {
      name: "double-descent",
      title: "More parameters than data: first worse, then better",
      columnCount: 1,
      panels: [
        {
          kind: "plot",
          title: "random ReLU features, only the output layer is fitted",
          note: `${inputDimension} inputs, ${sampleCount} samples, linear target of variance 1, noise ${noise}`,
          x: {
            label: "features per sample",
            unit: "none",
            kind: "log",
            domain: [featureShares[0] as number, featureShares.at(-1) as number],
            ticks: [0.2, 0.5, 1, 2, 5, 10],
          },
          y: {
            label: "test error",
            unit: "mean squared distance",
            kind: "log",
            domain: niceLogDomain([1, ...series.flatMap(heightsOf)]),
          },
          chance: 1,
          series,
          directions: [],
          region: null,
        },
      ],
      caption: [
        `Median and quartiles of ${draws.replicaCount} draws of data and features. Chance: the error of answering 0.`,
        "With as many features as samples the only function that fits all noise has huge weights; beyond it there are many, and the shortest is taken. A ridge removes the peak.",
        "The peak of trained networks that others report is at zero training loss and not at one feature per sample.",
      ],
      citations: ["deepstakes.double-descent", "spigler-2019-jamming.cusp"],
      numbers:
        "computed for this figure by doubleDescent of core/theory; checked against an independent NumPy program",
    };
  },
};

/** Medians and quartiles of the test error over features per sample. */
function doubleDescentSeries(
  setting: Parameters<typeof doubleDescent>[0],
  draws: Parameters<typeof doubleDescent>[2],
): FigureSeries {
  const { ridge, sampleCount } = setting;
  const counts = [...new Set(featureShares.map((share) => Math.round(share * sampleCount)))];
  return {
    name: ridge === 0 ? "no ridge" : `ridge ${ridge}`,
    status: "measured",
    citations: ["deepstakes.double-descent"],
    points: doubleDescent(setting, counts, draws).map(({ featureCount, errors, medianError }) => ({
      x: featureCount / sampleCount,
      y: medianError,
      ...quartiles(errors),
      note: `${featureCount} features`,
    })),
    numbers: "doubleDescent of core/theory",
  };
}

function heightsOf({ points }: FigureSeries): number[] {
  return points.flatMap(({ y, low, high }) => [y, low ?? y, high ?? y]);
}

function quartiles(values: readonly number[]): { low: number; high: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] as number;
  return { low: at(0.25), high: at(0.75) };
}

/** Samples per parameter; the reported jump of long runs is near 3. */
const ratios = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3];

/** `figure jamming`: unsatisfied constraints over samples per parameter, on random labels. */
export const jammingFigure: Drawable = {
  options: ["dimension", "width", "depth", "steps", "replicas", "seed"],
  usage: [
    "how many random labels a network cannot fit, over samples per parameter; under a minute",
    "[--dimension 5] [--width 5] [--depth 3] [--steps 4000] [--replicas 5] [--seed S]",
  ],
  compute(options, output) {
    const setting = jammingOptions(options);
    const parameterCount = jammingParameterCount(setting);
    const draws = {
      seed: seedOption(options, labSeed),
      replicaCount: neededNumber(options, "replicas", whole(1, 100), 5),
    };
    const points = ratios.map((ratio) => {
      const [point] = jammingSweep(setting, [ratio], draws) as [JammingPoint];
      output.say(`${point.ratio.toFixed(2)} samples per parameter: done`);
      return point;
    });
    const critical = criticalRatio(points);
    const drawn = points.map((point) => jammingPoint(point, parameterCount));
    return {
      name: "jamming",
      title: "When is a network too small to learn by heart?",
      columnCount: 1,
      panels: [
        {
          kind: "plot",
          title: `random labels, depth ${setting.depth}, width ${setting.width}`,
          note: `${setting.inputDimension} inputs, ${parameterCount} weights, quadratic hinge, ${setting.stepBudget} steps of Adam at most`,
          x: { label: "samples per parameter", unit: "none", kind: "linear", domain: [0, 3.2] },
          y: {
            label: "unsatisfied samples per parameter",
            unit: "none",
            kind: "linear",
            domain: [0, Math.max(0.5, ...drawn.map(({ high, y }) => high ?? y)) * 1.05],
          },
          chance: null,
          series: [
            {
              name: "our networks",
              status: "measured",
              citations: ["deepstakes.jamming"],
              points: drawn,
              numbers: "jammingSweep of core/theory",
            },
          ],
          directions: [],
          region: null,
        },
      ],
      caption: [
        `Mean, lowest and highest of ${draws.replicaCount} draws of labels, inputs and starts.`,
        critical === null
          ? "Half of the runs reach zero loss nowhere between two of these points."
          : `Half of the runs still reach zero loss at ${critical.toFixed(2)} samples per parameter.`,
        "Others report a jump near 3 for wide networks after very long training; these are small and short of steps, so that no line is drawn there.",
      ],
      citations: ["deepstakes.jamming", "spigler-2019-jamming.transition"],
      numbers: "trained for this figure by jammingSweep of core/theory, float64",
    };
  },
};

function jammingOptions(options: Options): JammingSetting {
  return {
    inputDimension: neededNumber(options, "dimension", whole(2, 50), 5),
    width: neededNumber(options, "width", whole(2, 50), 5),
    depth: neededNumber(options, "depth", whole(1, 7), 3),
    stepBudget: neededNumber(options, "steps", whole(1, 1_000_000), 4000),
    learningRate: 0.01,
  };
}

function jammingPoint({ ratio, runs }: JammingPoint, parameterCount: number): FigurePoint {
  const shares = runs.map(({ unsatisfiedCount }) => unsatisfiedCount / parameterCount);
  const satisfied = shares.filter((share) => share === 0).length;
  return {
    x: ratio,
    y: mean(shares),
    low: Math.min(...shares),
    high: Math.max(...shares),
    note: `${satisfied} of ${runs.length} runs reach zero loss`,
  };
}
