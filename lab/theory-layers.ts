import type { Seed } from "@/core/random/seed";
import { errorOfValues } from "@/core/theory/baseline";
import {
  compressibleWidth,
  covarianceEigenvalues,
  degreesOfFreedom,
  layerCovariance,
} from "@/core/theory/degrees-of-freedom";
import {
  type DenseLayer,
  denseLayers,
  denseParameterCount,
  layerValues,
  networkValues,
} from "@/core/theory/dense-network";
import { pruneNetwork } from "@/core/theory/pruning";
import type { Design } from "@/core/training/design";
import type { InputRows } from "@/core/training/recipe";
import { weightLayout } from "@/core/training/weight-layout";
import { neededNumber, numberOption, type Options, seedOption, UsageError } from "@/lab/command-line";
import { createInstance, type Experiment, experimentOf, type Instance, labSeed } from "@/lab/instance";
import { presetOfOptions } from "@/lab/preset-option";
import type { TheoryResult, TheoryTopic } from "@/lab/theory-topic";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";

/** Regularisations in units of the trace of a layer's covariance. */
const relativeLambdas = [1e-1, 1e-2, 1e-3, 1e-4];
const usualShares = [0.9, 0.99, 0.999, 0.9999];
const whole = (low: number, high: number) => ({ low, high, isWhole: true });

/** `theory degrees-of-freedom`: how many units the layers of a trained network really use. */
export const degreesOfFreedomTopic: TheoryTopic = {
  options: ["preset", "depth", "width", "learning-rate", "lambda", "share", "seed"],
  usage: [
    "trains a design; how many units do its layers really use, and what does pruning to them change?",
    "--preset P --depth L --width H --learning-rate E [--lambda l] [--share a] [--seed S]",
  ],
  async compute(options) {
    const { experiment, design, seed } = trainingOfOptions(options);
    const lambda = numberOption(options, "lambda", { low: 1e-12, high: 1e6, isWhole: false });
    const share = numberOption(options, "share", { low: 0.01, high: 1, isWhole: false });
    const instance = createInstance(experiment, 0, seed);
    const layers = await trainLayers(experiment, instance, design);
    const spectra = hiddenSpectra(layers, instance.training, lambda);
    const errorOf = (some: readonly DenseLayer[]) =>
      errorOfValues(networkValues(some, instance.test), instance.test);
    const testError = errorOf(layers);
    const prunings = (share === null ? usualShares : [share]).map((alpha) => {
      const pruned = pruneNetwork(layers, instance.training, alpha);
      return {
        share: alpha,
        widths: pruned.kept.map(({ length }) => length),
        parameterCount: denseParameterCount(pruned.layers),
        testError: errorOf(pruned.layers),
      };
    });
    const parameterCount = denseParameterCount(layers);
    return {
      data: { presetId: options.preset, ...design, testError, parameterCount, layers: spectra, prunings },
      lines: [
        `test error ${testError.toFixed(4)} with ${parameterCount} parameters`,
        ...spectra.map(describeSpectrum),
        ...prunings.map(
          (pruning) =>
            `keeping ${pruning.share} of the trace: widths ${pruning.widths.join(", ")}, ${pruning.parameterCount} ` +
            `parameters, test error ${pruning.testError.toFixed(4)}`,
        ),
      ],
      citations: ["suzuki-poster.compression", "suzuki-poster.pruning", "suzuki-2018.degrees-of-freedom"],
    } satisfies TheoryResult;
  },
};

function trainingOfOptions(options: Options): { experiment: Experiment; design: Design; seed: Seed } {
  const { deck, preset } = presetOfOptions(options);
  const design = {
    depth: neededNumber(options, "depth", whole(1, 16)),
    width: neededNumber(options, "width", whole(1, 400)),
    learningRate: neededNumber(options, "learning-rate", { low: 1e-6, high: 100, isWhole: false }),
  };
  return { experiment: experimentOf(deck, preset), design, seed: seedOption(options, labSeed) };
}

async function trainLayers(
  { loss, batchSize, stepBudget, inputDimension }: Experiment,
  { training, runSeed }: Instance,
  design: Design,
): Promise<DenseLayer[]> {
  const recipe = { design, loss, batchSize, stepBudget };
  const run = await wasmEngine.createRun({ recipe, training, validation: null, runSeed, replicaIndex: 0 });
  try {
    const { state } = await run.advance(stepBudget);
    if (state === "diverged") throw new UsageError("training diverged; a smaller --learning-rate is needed");
    return denseLayers(await run.readWeights(), weightLayout(recipe, inputDimension));
  } finally {
    run.dispose();
  }
}

interface Spectrum {
  readonly layer: number;
  readonly width: number;
  readonly eigenvalues: readonly number[];
  readonly degreesOfFreedom: readonly {
    readonly lambda: number;
    readonly value: number;
    readonly compressibleWidth: number;
  }[];
}

function hiddenSpectra(layers: readonly DenseLayer[], rows: InputRows, lambda: number | null): Spectrum[] {
  return layerValues(layers, rows)
    .slice(0, -1)
    .map((values, index) => {
      const eigenvalues = [...covarianceEigenvalues(layerCovariance(values), values.width)];
      const trace = eigenvalues.reduce((sum, value) => sum + value, 0);
      const lambdas = lambda === null ? relativeLambdas.map((relative) => relative * trace) : [lambda];
      return {
        layer: index + 1,
        width: values.width,
        eigenvalues,
        degreesOfFreedom: lambdas.map((some) => {
          const value = degreesOfFreedom(eigenvalues, some);
          return { lambda: some, value, compressibleWidth: compressibleWidth(value) };
        }),
      };
    });
}

function describeSpectrum({ layer, width, eigenvalues, degreesOfFreedom: freedom }: Spectrum): string {
  const [first = 0] = eigenvalues;
  const large = eigenvalues.filter((value) => value > 1e-3 * first).length;
  const parts = freedom.map(
    ({ lambda, value, compressibleWidth: bound }) =>
      `${value.toFixed(2)} at ${lambda.toExponential(1)} (bound ${bound})`,
  );
  return (
    `layer ${layer}, ${width} units: ${large} eigenvalues above a thousandth of the largest; degrees of freedom ` +
    parts.join(", ")
  );
}
