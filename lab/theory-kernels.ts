import { mean, standardError } from "@/core/numerics/statistics";
import { createRandom } from "@/core/random/random-streams";
import { errorOfValues, firstRows } from "@/core/theory/baseline";
import { finiteWidthKernel } from "@/core/theory/finite-width-kernel";
import {
  gramKernel,
  kernelValues,
  type LimitKernel,
  limitKernels,
  type WideNetwork,
} from "@/core/theory/ntk-kernel";
import { fitLimitRegression } from "@/core/theory/ntk-regression";
import { powerLawExponent, sphereEigenvalues } from "@/core/theory/ntk-spectrum";
import {
  neededNumber,
  numberOption,
  type Options,
  type Output,
  refuseOptions,
  seedOption,
  textOption,
  UsageError,
} from "@/lab/command-line";
import { createInstance, type Experiment, experimentOf, labSeed, usualLoss } from "@/lab/instance";
import { presetOfOptions } from "@/lab/preset-option";
import { taskOfOptions, taskOptionNames } from "@/lab/task-options";
import type { TheoryResult, TheoryTopic } from "@/lab/theory-topic";

const networkOptions = ["depth", "weight-variance", "bias-variance"];
const networkUsage = "--depth L [--weight-variance 2] [--bias-variance 0]";

function networkOfOptions(options: Options): WideNetwork {
  return {
    depth: neededNumber(options, "depth", { low: 0, high: 50, isWhole: true }),
    weightVariance: neededNumber(options, "weight-variance", { low: 0.01, high: 10, isWhole: false }, 2),
    biasVariance: neededNumber(options, "bias-variance", { low: 0, high: 10, isWhole: false }, 0),
  };
}

function kernelOfOptions(options: Options): LimitKernel {
  const name = textOption(options, "kernel") ?? "ntk";
  const kernel = limitKernels.find((known) => known === name);
  if (kernel !== undefined) return kernel;
  throw new UsageError(`--kernel is one of ${limitKernels.join(", ")}, not "${name}"`);
}

/** `theory ntk`: the kernels of one pair of inputs, or the test error of kernel regression on a task. */
export const ntkTopic: TheoryTopic = {
  options: [
    ...[...networkOptions, "kernel", "cosine", "preset", "task", ...taskOptionNames],
    ...["count", "rows", "ridge", "replicas", "seed"],
  ],
  usage: [
    "kernels of infinitely wide ReLU networks: their values at an angle, or regression with them on a task",
    `${networkUsage}`,
    "(--cosine c | (--preset P | --task T [--order K] --dimension D --count N) [--kernel ntk|nngp]",
    "[--rows n] [--ridge r] [--replicas R] [--seed S])",
  ],
  compute(options, output) {
    const network = networkOfOptions(options);
    const cosine = numberOption(options, "cosine", { low: -1, high: 1, isWhole: false });
    if (cosine === null) return regressOnTask(network, options, output);
    const others = ntkTopic.options.filter((name) => name !== "cosine" && !networkOptions.includes(name));
    refuseOptions(options, others, "--cosine");
    const { nngp, ntk } = kernelValues({ own: 1, others: 1, mixed: cosine }, network);
    return {
      data: { ...network, cosine, nngp, ntk },
      lines: [`|x|^2 = |x'|^2 = D, cosine ${cosine}: NNGP ${nngp.toFixed(9)}, NTK ${ntk.toFixed(9)}`],
      citations: ["arora-2019.relu-kernels", "jacot-2018.limit"],
    };
  },
};

const mostRows = 6000;
const usualRows = 2000;
const testRows = 2000;

function regressOnTask(network: WideNetwork, options: Options, output: Output): TheoryResult {
  const experiment = experimentOfOptions(options);
  const kernel = kernelOfOptions(options);
  const ridge = numberOption(options, "ridge", { low: 0, high: 1000, isWhole: false });
  const rowCount = neededNumber(options, "rows", { low: 2, high: mostRows, isWhole: true }, usualRows);
  const replicaCount = neededNumber(options, "replicas", { low: 1, high: 100, isWhole: true }, 3);
  const seed = seedOption(options, labSeed);
  const sampleCount = Math.min(rowCount, experiment.trainingSampleCount);
  const seconds: number[] = [];
  const errors = Array.from({ length: replicaCount }, (_, replica) => {
    const { training, test } = createInstance({ ...experiment, testSampleCount: testRows }, replica, seed);
    const startedAt = performance.now();
    const choice = { kernel, network, ...(ridge === null ? {} : { ridge }) };
    const fitted = fitLimitRegression(firstRows(training, sampleCount), choice);
    if (fitted === null)
      throw new UsageError("the kernel matrix is singular to rounding; give a --ridge above 0");
    const error = errorOfValues(fitted.predict(test), test);
    seconds.push((performance.now() - startedAt) / 1000);
    output.say(
      `replica ${replica + 1} of ${replicaCount}: test error ${error.toFixed(4)}, ${seconds[replica]?.toFixed(1)} s`,
    );
    return error;
  });
  const { task, inputDimension } = experiment;
  const error = mean(errors);
  // One instance says nothing about the spread of instances.
  const uncertainty = errors.length < 2 ? null : standardError(errors);
  const spread =
    uncertainty === null
      ? "one instance"
      : `+- ${uncertainty.toFixed(4)} (standard error, ${replicaCount} instances)`;
  return {
    data: {
      task,
      inputDimension,
      sampleCount,
      ...network,
      kernel,
      errors,
      error,
      standardError: uncertainty,
    },
    lines: [
      `${kernel} of depth ${network.depth}, ${sampleCount} samples of ${task.family} with ${inputDimension} inputs: ` +
        `mean test error ${error.toFixed(4)}, ${spread}`,
    ],
    citations: ["jacot-2018.lazy-regression", "arora-2019.relu-kernels"],
  };
}

function experimentOfOptions(options: Options): Experiment {
  if ((options.preset === undefined) === (options.task === undefined)) {
    throw new UsageError("theory ntk needs --cosine, or either --preset or --task");
  }
  if (options.preset !== undefined) {
    refuseOptions(options, ["count", ...taskOptionNames], "--preset, which is a full recipe");
    const { deck, preset } = presetOfOptions(options);
    return experimentOf(deck, preset);
  }
  const { task, inputDimension } = taskOfOptions(options);
  const trainingSampleCount = neededNumber(options, "count", { low: 2, high: 100_000, isWhole: true });
  const sizes = { trainingSampleCount, validationSampleCount: 1, testSampleCount: testRows };
  return { task, inputDimension, ...sizes, loss: usualLoss(task), batchSize: 1, stepBudget: 1 };
}

/** `theory eigenvalues`: those of a kernel on the sphere and how fast they fall. */
export const eigenvaluesTopic: TheoryTopic = {
  options: [...networkOptions, "kernel", "dimension", "degrees"],
  usage: [
    "eigenvalues of such a kernel on the sphere, by degree, and how fast they fall",
    `${networkUsage} --dimension D [--degrees n] [--kernel ntk|nngp]`,
  ],
  compute(options) {
    const network = networkOfOptions(options);
    const kernel = kernelOfOptions(options);
    const inputDimension = neededNumber(options, "dimension", { low: 2, high: 200, isWhole: true });
    const highestDegree = neededNumber(options, "degrees", { low: 4, high: 200, isWhole: true }, 40);
    const eigenvalues = sphereEigenvalues(kernel, network, { inputDimension, highestDegree });
    const trustworthy = 1e-13 * (eigenvalues[0]?.eigenvalue ?? 0);
    const upper = eigenvalues
      .filter(({ degree, eigenvalue }) => degree >= highestDegree / 2 && eigenvalue > trustworthy)
      .map(({ degree, eigenvalue }) => ({ x: degree, y: eigenvalue }));
    const exponent = upper.length < 3 ? null : powerLawExponent(upper);
    return {
      data: { ...network, kernel, inputDimension, eigenvalues, exponent },
      lines: [
        ...eigenvalues.map(
          ({ degree, eigenvalue, multiplicity }) =>
            `degree ${degree}: ${eigenvalue.toExponential(6)}, ${multiplicity} times`,
        ),
        exponent === null
          ? "too few eigenvalues above rounding for an exponent"
          : `in the upper half of the degrees they fall like degree^${exponent.toFixed(2)}`,
      ],
      citations: ["bietti-mairal-2019.eigenvalues", "arora-2019.relu-kernels"],
    };
  },
};

/** `theory finite-width`: how far the kernel of real networks is from the limit. */
export const finiteWidthTopic: TheoryTopic = {
  options: [...networkOptions, "width", "replicas", "seed"],
  usage: [
    "distance of the kernel of random networks of width H from the limit, on 6 inputs of 4 dimensions",
    `${networkUsage} --width H [--replicas R] [--seed S]`,
  ],
  compute(options) {
    const network = networkOfOptions(options);
    const width = neededNumber(options, "width", { low: 1, high: 4096, isWhole: true });
    const replicaCount = neededNumber(options, "replicas", { low: 2, high: 1000, isWhole: true }, 10);
    const random = createRandom(seedOption(options, labSeed));
    const stream = random.stream("test-inputs", 0);
    const inputs = Float32Array.from({ length: 24 }, () => stream.normal());
    const rows = { inputs, rowCount: 6, inputDimension: 4 };
    const limit = gramKernel("ntk", rows, network);
    const norm = Math.hypot(...limit);
    const distances = Array.from({ length: replicaCount }, (_, replica) => {
      const start = { width, stream: random.stream("initial-weights", replica) };
      const kernel = finiteWidthKernel(rows, network, start);
      return Math.hypot(...kernel.map((value, index) => value - (limit[index] as number))) / norm;
    });
    const [distance, uncertainty] = [mean(distances), standardError(distances)];
    return {
      data: { ...network, width, distances, distance, standardError: uncertainty },
      lines: [
        `width ${width}: relative distance ${distance.toFixed(4)} +- ${uncertainty.toFixed(4)}, ` +
          `times sqrt(width) ${(distance * Math.sqrt(width)).toFixed(3)}`,
      ],
      citations: ["jacot-2018.limit", "deepstakes.finite-width"],
    };
  },
};
