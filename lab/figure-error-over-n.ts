import type { FigureSeries } from "@/core/figures/figure";
import { niceLogDomain } from "@/core/figures/nice-domain";
import { mean, standardError } from "@/core/numerics/statistics";
import type { TaskSpec } from "@/core/tasks/task-spec";
import { errorOfValues } from "@/core/theory/baseline";
import { type BaselineName, baselines } from "@/core/theory/baselines";
import { powerLawExponent } from "@/core/theory/ntk-spectrum";
import { deepExponent, linearExponent } from "@/core/theory/phase-diagram";
import type { Design } from "@/core/training/design";
import { neededNumber, type Options, type Output, seedOption, UsageError } from "@/lab/command-line";
import type { Drawable } from "@/lab/drawable";
import { fitNetwork } from "@/lab/fit-network";
import { createInstance, type Experiment, type Instance, labSeed } from "@/lab/instance";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";

const testRows = 4000;
const whole = (low: number, high: number) => ({ low, high, isWhole: true });
const number = (low: number, high: number) => ({ low, high, isWhole: false });

type SingularTask = Extract<TaskSpec, { family: "singular" }>;

interface Setting {
  readonly task: SingularTask;
  readonly inputDimension: number;
  readonly counts: readonly number[];
  readonly replicaCount: number;
  readonly stepBudget: number;
  readonly design: Design;
}

/** `figure error-over-n`: squared error over the number of samples on a singular function, with slopes. */
export const errorOverN: Drawable = {
  options: [
    ...["alpha", "beta", "jump", "noise", "dimension", "smallest", "doublings", "replicas", "steps", "seed"],
    ...["depth", "width", "learning-rate"],
  ],
  usage: [
    "squared error over the number of samples on a singular function, with slopes; about a minute",
    "[--alpha 1.5] [--beta 1.5] [--jump 1] [--noise 0.1] [--dimension 2] [--smallest 100] [--doublings 3]",
    "[--replicas 3] [--depth 3] [--width 50] [--learning-rate 0.1] [--steps 3000] [--seed S]",
  ],
  async compute(options, output) {
    const setting = settingOfOptions(options);
    const { task, inputDimension, counts, replicaCount, stepBudget, design } = setting;
    const measured = await measureAll(setting, options, output);
    const proved = [
      slopeSeries("deep nets", deepExponent({ ...task, inputDimension }), measured, [
        "imaizumi-fukumizu-2022.deep-rate",
      ]),
      slopeSeries("linear methods, at best", linearExponent({ ...task, inputDimension }), measured, [
        "imaizumi-fukumizu-2022.linear-bound",
      ]),
    ];
    const series = [...measured, ...proved];
    const heights = series.flatMap(({ points }) =>
      points.flatMap(({ y, low, high }) => [y, low ?? y, high ?? y]),
    );
    return {
      name: "error-over-n",
      title: "Who gains more from more samples?",
      columnCount: 1,
      panels: [
        {
          kind: "plot",
          title: `singular function of ${inputDimension} inputs`,
          note: `alpha ${task.alpha}, beta ${task.beta}, jump ${task.jump}, noise ${task.noise}`,
          x: {
            label: "samples",
            unit: "number",
            kind: "log",
            domain: [counts[0] as number, counts.at(-1) as number],
            ticks: counts,
          },
          y: {
            label: "mean squared error",
            unit: "target squared",
            kind: "log",
            domain: niceLogDomain(heights),
          },
          chance: null,
          series,
          directions: [],
          region: null,
        },
      ],
      caption: [
        `Measured: mean and standard error of ${replicaCount} instances on ${testRows.toLocaleString("en")} noise-free test points; the slope of each line is in its name.`,
        `Network: depth ${design.depth}, width ${design.width}, learning rate ${design.learningRate}, ${stepBudget} steps for every number of samples, not tuned; kernel and series are chosen by cross validation.`,
        "Double lines: proved exponents of the worst case, as slopes; their height means nothing. At so few samples constants can outweigh rates.",
      ],
      citations: [
        "imaizumi-fukumizu-2022.deep-rate",
        "imaizumi-fukumizu-2022.linear-bound",
        "imaizumi-fukumizu-2022.boundary",
      ],
      numbers: "trained and fitted for this figure, wasm engine; exponents from core/theory/phase-diagram",
    };
  },
};

function settingOfOptions(options: Options): Setting {
  const smallest = neededNumber(options, "smallest", whole(20, 4000), 100);
  const doublings = neededNumber(options, "doublings", whole(1, 6), 3);
  const counts = Array.from({ length: doublings + 1 }, (_, index) => smallest * 2 ** index);
  const most = counts.at(-1) as number;
  if (most > 8000) {
    throw new UsageError(`--smallest and --doublings lead to ${most} samples; at most 8000 are fitted`);
  }
  return {
    task: {
      family: "singular",
      alpha: neededNumber(options, "alpha", number(0.1, 8), 1.5),
      beta: neededNumber(options, "beta", number(0.1, 8), 1.5),
      jump: neededNumber(options, "jump", number(0, 10), 1),
      noise: neededNumber(options, "noise", number(0, 10), 0.1),
    },
    inputDimension: neededNumber(options, "dimension", whole(2, 20), 2),
    counts,
    replicaCount: neededNumber(options, "replicas", whole(2, 50), 3),
    stepBudget: neededNumber(options, "steps", whole(1, 100_000), 3000),
    design: {
      depth: neededNumber(options, "depth", whole(1, 7), 3),
      width: neededNumber(options, "width", whole(1, 200), 50),
      learningRate: neededNumber(options, "learning-rate", number(1e-6, 10), 0.1),
    },
  };
}

type Method = (experiment: Experiment, instance: Instance) => Promise<number>;

async function measureAll(setting: Setting, options: Options, output: Output): Promise<FigureSeries[]> {
  const seed = seedOption(options, labSeed);
  const methods: { name: string; squaredError: Method }[] = [
    { name: "network", squaredError: networkError(setting.design) },
    { name: "RBF kernel", squaredError: baselineError("rbf-kernel") },
    ...(setting.inputDimension === 2 ? [{ name: "Fourier", squaredError: baselineError("fourier") }] : []),
  ];
  const series: FigureSeries[] = [];
  for (const { name, squaredError } of methods) {
    const points: FigureSeries["points"][number][] = [];
    for (const count of setting.counts) {
      const experiment = experimentWith(setting, count);
      const errors: number[] = [];
      for (let replica = 0; replica < setting.replicaCount; replica += 1) {
        errors.push(await squaredError(experiment, createInstance(experiment, replica, seed)));
      }
      const [y, spread] = [mean(errors), standardError(errors)];
      points.push({ x: count, y, low: Math.max(y - spread, y / 10), high: y + spread });
      output.say(`${name}, ${count} samples: mean squared error ${y.toPrecision(3)}`);
    }
    const slope = powerLawExponent(points);
    series.push({
      name: `${name}, slope ${slope.toFixed(2)}`,
      status: "measured",
      citations: [],
      points,
      numbers: `${setting.replicaCount} instances each`,
    });
  }
  return series;
}

function experimentWith({ task, inputDimension, stepBudget }: Setting, count: number): Experiment {
  const sizes = { trainingSampleCount: count, validationSampleCount: 1, testSampleCount: testRows };
  return { task, inputDimension, ...sizes, loss: "squared", batchSize: Math.min(50, count), stepBudget };
}

function networkError(design: Design): Method {
  return async (experiment, instance) => {
    const network = await fitNetwork(wasmEngine, experiment, instance, design);
    if (network === null) throw new UsageError("the network diverged; take a smaller --learning-rate");
    const error = errorOfValues(await network.predict(instance.test), instance.test);
    network.dispose();
    return error ** 2;
  };
}

function baselineError(name: BaselineName): Method {
  return async (_, { training, test }) =>
    errorOfValues(baselines[name].fit(training).predict(test), test) ** 2;
}

/** A line of a proved slope below what was measured, so that it seems to be no data. */
function slopeSeries(
  name: string,
  exponent: number,
  measured: readonly FigureSeries[],
  citations: FigureSeries["citations"],
): FigureSeries {
  const counts = measured.flatMap(({ points }) => points.map(({ x }) => x));
  const [first, last] = [Math.min(...counts), Math.max(...counts)];
  const start = 0.6 * Math.min(...measured.map(({ points }) => points[0]?.y ?? 1));
  return {
    name: `${name}, slope -${exponent.toFixed(2)}`,
    status: "proved",
    citations,
    points: [
      { x: first, y: start },
      { x: last, y: start * (last / first) ** -exponent },
    ],
    numbers: "core/theory/phase-diagram",
    isHeightFree: true,
  };
}
