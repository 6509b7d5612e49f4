import { mean, standardError } from "@/core/numerics/statistics";
import { createRandom } from "@/core/random/random-streams";
import { doubleDescent, usualDoubleDescent } from "@/core/theory/double-descent";
import { calibratedSizes, effectiveDimension } from "@/core/theory/effective-dimension";
import { criticalRatio, jammingParameterCount, jammingSweep } from "@/core/theory/jamming";
import { neededNumber, type Options, seedOption, textOption, UsageError } from "@/lab/command-line";
import { createInstance, experimentOf, labSeed } from "@/lab/instance";
import { presetOfOptions } from "@/lab/preset-option";
import type { TheoryTopic } from "@/lab/theory-topic";

const whole = (low: number, high: number) => ({ low, high, isWhole: true });

/** A list of numbers, ascending, such as `--features 20,100,500`. */
function listOption(options: Options, name: string, usual: readonly number[], highest: number): number[] {
  const text = textOption(options, name);
  if (text === null) return [...usual];
  const numbers = text.split(",").map(Number);
  const isFine = numbers.every(
    (number, index) => number > (numbers[index - 1] ?? 0) && number <= highest && number > 0,
  );
  if (isFine) return numbers;
  throw new UsageError(
    `--${name} is an ascending list of numbers above 0 up to ${highest}, such as ${usual.join(",")}`,
  );
}

/** `theory double-descent`: the test error of random features over their number. */
export const doubleDescentTopic: TheoryTopic = {
  options: ["features", "count", "dimension", "noise", "ridge", "replicas", "seed"],
  usage: [
    "test error of random ReLU features by least squares: it peaks where there are as many features as rows",
    "[--features 20,50,...] [--count 100] [--dimension 20] [--noise 0.3] [--ridge 0] [--replicas 20] [--seed S]",
  ],
  compute(options) {
    const setting = {
      ...usualDoubleDescent,
      sampleCount: neededNumber(options, "count", whole(2, 1000), usualDoubleDescent.sampleCount),
      inputDimension: neededNumber(options, "dimension", whole(1, 200), usualDoubleDescent.inputDimension),
      noise: neededNumber(options, "noise", { low: 0, high: 10, isWhole: false }, usualDoubleDescent.noise),
      ridge: neededNumber(options, "ridge", { low: 0, high: 100, isWhole: false }, 0),
    };
    if (setting.ridge > 0 && setting.ridge < 1e-9) throw new UsageError("--ridge is 0 or at least 1e-9");
    const usual = [20, 50, 80, 95, 100, 105, 120, 200, 500, 1000];
    const featureCounts = listOption(options, "features", usual, 5000);
    if (!featureCounts.every(Number.isInteger)) throw new UsageError("--features are whole numbers");
    const replicaCount = neededNumber(options, "replicas", whole(1, 1000), 20);
    const points = doubleDescent(setting, featureCounts, {
      seed: seedOption(options, labSeed),
      replicaCount,
    });
    return {
      data: { ...setting, points },
      lines: points.map(
        ({ featureCount, medianError }) =>
          `${featureCount} features: median test error ${medianError.toPrecision(3)} of ${replicaCount} replicas`,
      ),
      citations: ["deepstakes.double-descent"],
    };
  },
};

/** `theory jamming`: unsatisfied constraints over rows per parameter. */
export const jammingTopic: TheoryTopic = {
  options: ["width", "depth", "ratios", "steps", "learning-rate", "replicas", "seed"],
  usage: [
    "random labels learned by heart with the quadratic hinge: how many constraints stay unsatisfied at P rows?",
    "[--width 8] [--depth 3] [--ratios 0.5,1,...] [--steps 10000] [--learning-rate 0.01] [--replicas 5] [--seed S]",
  ],
  compute(options) {
    const width = neededNumber(options, "width", whole(2, 64), 8);
    const setting = {
      inputDimension: width,
      width,
      depth: neededNumber(options, "depth", whole(1, 10), 3),
      stepBudget: neededNumber(options, "steps", whole(10, 10_000_000), 10_000),
      learningRate: neededNumber(options, "learning-rate", { low: 1e-6, high: 1, isWhole: false }, 0.01),
    };
    const ratios = listOption(options, "ratios", [0.5, 1, 1.5, 2, 2.5, 3], 100);
    const replicaCount = neededNumber(options, "replicas", whole(1, 1000), 5);
    const points = jammingSweep(setting, ratios, { seed: seedOption(options, labSeed), replicaCount });
    const parameterCount = jammingParameterCount(setting);
    const critical = criticalRatio(points);
    return {
      data: { ...setting, parameterCount, points, criticalRatio: critical },
      lines: [
        ...points.map(({ ratio, runs }) => {
          const shares = runs.map(({ unsatisfiedCount }) => unsatisfiedCount / parameterCount);
          const satisfied = shares.filter((share) => share === 0).length;
          return (
            `P/N ${ratio.toFixed(3)}: N_Delta/N ${mean(shares).toFixed(3)} +- ${standardError(shares).toFixed(3)}, ` +
            `${satisfied} of ${replicaCount} runs satisfied`
          );
        }),
        critical === null
          ? "the ratios do not reach from one phase into the other"
          : `half of the runs are satisfied at P/N ${critical.toFixed(2)}, N = ${parameterCount}`,
      ],
      citations: ["deepstakes.jamming", "spigler-2019-jamming.transition"],
    };
  },
};

/** `theory effective-dimension`: what nearest neighbours tell about a preset's inputs, or about a normal cloud. */
export const effectiveDimensionTopic: TheoryTopic = {
  options: ["preset", "dimension", "seed"],
  usage: [
    "effective dimension of inputs from the distances of nearest neighbours, with its calibration on spheres",
    "--preset P | --dimension D [--seed S]",
  ],
  compute(options) {
    const seed = seedOption(options, labSeed);
    const rowCount = calibratedSizes.at(-1) as number;
    const rows = options.preset === undefined ? normalRows() : presetRows();
    const found = effectiveDimension(rows);
    if (found === null) throw new UsageError("these inputs coincide in places: there is no such dimension");
    const { distances, estimate, calibrated } = found;
    return {
      data: { inputDimension: rows.inputDimension, ...found },
      lines: [
        ...distances.map(
          ({ sampleCount, distance }) => `${sampleCount} points: nearest neighbour at ${distance.toFixed(4)}`,
        ),
        `estimate ${estimate.toFixed(2)} of ${rows.inputDimension} inputs; ` +
          (calibrated === null
            ? "larger than on any sphere that was calibrated"
            : `as on a sphere of dimension ${calibrated.toFixed(1)}`),
      ],
      citations: ["spigler-2019-curves.effective-dimension", "deepstakes.effective-dimension"],
    };

    function presetRows() {
      const { deck, preset } = presetOfOptions(options);
      if (options.dimension !== undefined) throw new UsageError("--dimension does not go with --preset");
      const experiment = { ...experimentOf(deck, preset), trainingSampleCount: 1, testSampleCount: rowCount };
      return createInstance(experiment, 0, seed).test;
    }

    function normalRows() {
      const inputDimension = neededNumber(options, "dimension", whole(1, 200));
      const stream = createRandom(seed).stream("test-inputs", 0);
      const inputs = Float32Array.from({ length: rowCount * inputDimension }, () => stream.normal());
      return { inputs, rowCount, inputDimension };
    }
  },
};
