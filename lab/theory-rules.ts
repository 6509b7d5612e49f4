import { bayesError } from "@/core/theory/bayes-error";
import { freshDataErrors } from "@/core/theory/minimal-width";
import {
  boundaryAlpha,
  boundaryBeta,
  deepExponent,
  isDeepFaster,
  linearExponent,
} from "@/core/theory/phase-diagram";
import { conditionalSensitivity } from "@/core/theory/sensitivity-integral";
import { type SummedProducts, sensitivityProfile } from "@/core/theory/sensitivity-profile";
import { temperatureFloor } from "@/core/theory/temperature-floor";
import { neededNumber, numberOption, refuseOptions, seedOption, UsageError } from "@/lab/command-line";
import { labSeed } from "@/lab/instance";
import { presetOfOptions } from "@/lab/preset-option";
import { taskOfOptions } from "@/lab/task-options";
import type { TheoryResult, TheoryTopic } from "@/lab/theory-topic";

const smoothness = { low: 0.01, high: 100, isWhole: false };

/** `theory boundary`: where deep networks are faster than linear estimators on singular functions. */
export const boundaryTopic: TheoryTopic = {
  options: ["dimension", "alpha", "beta"],
  usage: [
    "where deep networks have a better rate than linear estimators on functions with singular hypersurfaces",
    "--dimension D [--alpha a] [--beta b]",
  ],
  compute(options) {
    const inputDimension = neededNumber(options, "dimension", { low: 2, high: 1000, isWhole: true });
    const alpha = numberOption(options, "alpha", smoothness);
    const beta = numberOption(options, "beta", smoothness);
    if (alpha !== null && beta !== null) return ratesAt({ alpha, beta, inputDimension });
    const alphas = alpha === null ? [0.5, 1, 2, 3, 4, 5, 6, 8, 10] : [alpha];
    const betas = beta === null ? [0.5, 1, 1.5, 2, 2.5, 3, 4] : [beta];
    const boundaryBetas = alphas.map((some) => ({ alpha: some, beta: boundaryBeta(some, inputDimension) }));
    const boundaryAlphas = betas.map((some) => ({ beta: some, alpha: boundaryAlpha(some, inputDimension) }));
    const isAlphaShown = alpha !== null || beta === null;
    const isBetaShown = beta !== null || alpha === null;
    return {
      data: {
        inputDimension,
        ...(isAlphaShown ? { boundaryBetas } : {}),
        // JSON has no infinity; null says that there is no boundary.
        ...(isBetaShown
          ? {
              boundaryAlphas: boundaryAlphas.map((at) =>
                Number.isFinite(at.alpha) ? at : { ...at, alpha: null },
              ),
            }
          : {}),
      },
      lines: [
        ...(isAlphaShown
          ? boundaryBetas.map(
              (at) => `alpha ${at.alpha}: deep is faster for beta above ${at.beta.toFixed(4)}`,
            )
          : []),
        ...(isBetaShown
          ? boundaryAlphas.map((at) =>
              Number.isFinite(at.alpha)
                ? `beta ${at.beta}: deep is faster for alpha below ${at.alpha.toFixed(4)}`
                : `beta ${at.beta}: deep is faster for every alpha`,
            )
          : []),
      ],
      citations: ["imaizumi-fukumizu-2022.boundary"],
    };
  },
};

function ratesAt(singular: { alpha: number; beta: number; inputDimension: number }): TheoryResult {
  const [deep, linear] = [deepExponent(singular), linearExponent(singular)];
  const isFaster = isDeepFaster(singular);
  return {
    data: { ...singular, deepExponent: deep, linearExponent: linear, isDeepFaster: isFaster },
    lines: [
      `deep networks: squared error n^-${deep.toFixed(4)}; linear estimators: not faster than n^-${linear.toFixed(4)}`,
      isFaster ? "deep networks have the better rate" : "no difference of rates is claimed",
    ],
    citations: [
      "imaizumi-fukumizu-2022.boundary",
      "imaizumi-fukumizu-2022.deep-rate",
      "imaizumi-fukumizu-2022.linear-bound",
    ],
  };
}

const inverseTemperature = { low: -0.499, high: 0.499, isWhole: false };

/** `theory bayes`: the error below which no predictor can be. */
export const bayesTopic: TheoryTopic = {
  options: ["preset", "beta-low", "beta-high", "dimension", "seed"],
  usage: [
    "the lowest error that any predictor can have; for two temperatures by integration",
    "--preset P | --beta-low b --beta-high B --dimension D",
  ],
  compute(options) {
    if (options.preset === undefined) {
      const betaLow = neededNumber(options, "beta-low", inverseTemperature);
      const betaHigh = neededNumber(options, "beta-high", inverseTemperature);
      const inputDimension = neededNumber(options, "dimension", { low: 3, high: 1000, isWhole: true });
      if (betaLow >= betaHigh) throw new UsageError("--beta-low is below --beta-high");
      return floorOfTemperatures({ betaLow, betaHigh }, inputDimension);
    }
    refuseOptions(options, ["beta-low", "beta-high", "dimension"], "--preset, which is a full recipe");
    const { deck, preset } = presetOfOptions(options);
    const { task } = preset;
    if (task.family === "temperature") return floorOfTemperatures(task, deck.inputDimension);
    const { error } = bayesError(task, deck.inputDimension, seedOption(options, labSeed));
    const why =
      task.family === "random-labels" ? "labels are coin tosses" : "the answer is a function of the inputs";
    return {
      data: { presetId: preset.presetId, error, errorBound: 0 },
      lines: [`no predictor is below ${error}: ${why}`],
      citations: ["deepstakes.trivial-floor"],
    };
  },
};

function floorOfTemperatures(
  { betaLow, betaHigh }: { betaLow: number; betaHigh: number },
  inputDimension: number,
): TheoryResult {
  const floor = temperatureFloor({ betaLow, betaHigh }, inputDimension);
  return {
    data: { betaLow, betaHigh, inputDimension, ...floor },
    lines: [
      `inverse temperatures ${betaLow} and ${betaHigh}, ${inputDimension} inputs: no predictor is below ` +
        `${floor.error.toFixed(6)} (numerical error below ${floor.errorBound.toExponential(0)})`,
    ],
    citations: ["deepstakes.temperature-floor"],
  };
}

/** `theory sensitivity`: how often the label changes when one input is drawn anew. */
export const sensitivityTopic: TheoryTopic = {
  options: ["task", "order", "dimension", "seed"],
  usage: [
    "how often the label changes when one input is drawn anew, beside a Monte Carlo check",
    "--task k-local|k-global --order K --dimension D [--seed S]",
  ],
  compute(options) {
    const { task, inputDimension } = taskOfOptions(options);
    if (task.family !== "k-local" && task.family !== "k-global") {
      throw new UsageError(`theory sensitivity is for k-local and k-global, not ${task.family}`);
    }
    const places = Array.from({ length: task.k }, (_, place) => place);
    const rule: SummedProducts =
      task.family === "k-local"
        ? { family: "k-local", indices: places }
        : { family: "k-global", offsets: places };
    const profile = sensitivityProfile(rule, inputDimension);
    const sampling = { seed: seedOption(options, labSeed), rowCount: 20_000 };
    const measured = conditionalSensitivity(rule, { inputDimension, input: 0 }, sampling);
    const used = profile?.values[0];
    return {
      data: { task, inputDimension, used: used ?? null, kind: profile?.kind ?? null, measured },
      lines: [
        used === undefined
          ? "not in the table; only the Monte Carlo value is known"
          : `an input that the rule uses: ${used.toFixed(4)} (${profile?.kind})`,
        `Monte Carlo: ${measured.value.toFixed(4)} +- ${measured.standardError.toFixed(4)}`,
      ],
      citations: ["deepstakes.sensitivity"],
    };
  },
};

/** `theory width`: what networks of one hidden layer learn when data is no limit. */
export const widthTopic: TheoryTopic = {
  options: ["order", "depth", "width", "learning-rate", "steps", "replicas", "seed"],
  usage: [
    "k-local labels of their k inputs, trained on fresh data only: what does a network of this size represent?",
    "--order K --width H [--depth 1] [--learning-rate 0.3] [--steps 4000] [--replicas 10] [--seed S]",
  ],
  compute(options) {
    const order = neededNumber(options, "order", { low: 1, high: 5, isWhole: true });
    const design = {
      depth: neededNumber(options, "depth", { low: 1, high: 16, isWhole: true }, 1),
      width: neededNumber(options, "width", { low: 1, high: 200, isWhole: true }),
      learningRate: neededNumber(options, "learning-rate", { low: 1e-6, high: 100, isWhole: false }, 0.3),
    };
    const stepCount = neededNumber(options, "steps", { low: 1, high: 100_000, isWhole: true }, 4000);
    const replicaCount = neededNumber(options, "replicas", { low: 1, high: 100, isWhole: true }, 10);
    const run = { order, design, batchSize: 50, stepCount, testCount: 10_000 };
    const errors = freshDataErrors(run, { seed: seedOption(options, labSeed), replicaCount });
    const best = Math.min(...errors);
    return {
      data: { order, ...design, stepCount, errors, best },
      lines: [
        `${order}-local, depth ${design.depth}, width ${design.width}: best error ${best.toFixed(4)} of ` +
          `${replicaCount} starts (all: ${errors.map((error) => error.toFixed(3)).join(" ")})`,
      ],
      citations: ["mori-ueda-2020.not-expressivity", "deepstakes.two-local-net"],
    };
  },
};
