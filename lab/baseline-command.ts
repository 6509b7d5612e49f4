import { firstFreshInstance } from "@/core/bank/bank-protocol";
import type { MeasuredBaseline } from "@/core/bank/measured-preset";
import { mean } from "@/core/numerics/statistics";
import type { Seed } from "@/core/random/seed";
import type { Deck } from "@/core/tasks/deck";
import type { Preset } from "@/core/tasks/preset";
import { errorOfValues } from "@/core/theory/baseline";
import { type BaselineName, baselineNames, baselines } from "@/core/theory/baselines";
import { bayesError } from "@/core/theory/bayes-error";
import {
  neededNumber,
  type Options,
  type Output,
  seedOption,
  textOption,
  UsageError,
} from "@/lab/command-line";
import { createInstance, experimentOf, labSeed } from "@/lab/instance";
import { presetOfOptions } from "@/lab/preset-option";

/** Everything that --predictor takes: `bayes` is the floor that no predictor can be below. */
const predictorNames = ["bayes", ...baselineNames] as const;

/** `baseline`: test errors of a predictor that is no network, each replica on a random instance of its own. */
export function printBaseline(options: Options, output: Output): void {
  const { deck, preset } = presetOfOptions(options);
  const predictor = predictorOf(options);
  const replicaCount = neededNumber(options, "replicas", { low: 1, high: 100, isWhole: true }, 3);
  const seed = seedOption(options, labSeed);
  if (predictor === "bayes") {
    printFloor({ deck, preset }, seed, options.json === true, output);
    return;
  }
  const refusal = refusalFor(predictor, deck, preset);
  if (refusal !== null) throw new UsageError(refusal);
  const replicas = Array.from({ length: replicaCount }, (_, replica) => {
    const result = measureBaseline(predictor, deck, preset, { number: replica, seed });
    output.say(`replica ${replica + 1} of ${replicaCount}: test error ${result.testError.toFixed(4)}`);
    return { replica, ...result };
  });
  const meanTestError = mean(replicas.map((replica) => replica.testError));
  if (options.json === true) {
    output.print(JSON.stringify({ presetId: preset.presetId, predictor, seed, replicas, meanTestError }));
    return;
  }
  for (const { replica, testError, choices } of replicas) {
    output.print(`replica ${replica}: test ${testError.toFixed(4)}, chosen ${JSON.stringify(choices)}`);
  }
  output.print(`mean test error ${meanTestError.toFixed(4)}`);
}

function predictorOf(options: Options): (typeof predictorNames)[number] {
  const name = textOption(options, "predictor");
  const predictor = predictorNames.find((known) => known === name);
  if (predictor !== undefined) return predictor;
  const given = name === null ? "" : `, not "${name}"`;
  throw new UsageError(`--predictor is one of ${predictorNames.join(", ")}${given}`);
}

function printFloor(
  { deck, preset }: { deck: Deck; preset: Preset },
  seed: Seed,
  isJson: boolean,
  output: Output,
): void {
  const { error, standardError } = bayesError(preset.task, deck.inputDimension, seed);
  const result = { presetId: preset.presetId, predictor: "bayes", meanTestError: error, standardError };
  output.print(
    isJson
      ? JSON.stringify(result)
      : `no predictor is below ${error.toFixed(4)} +- ${standardError.toFixed(4)}`,
  );
}

/** Why a predictor cannot be fitted to a preset, as a sentence; null when it can. */
export function refusalFor(predictor: BaselineName, deck: Deck, { task }: Preset): string | null {
  const { inputDimension } = deck;
  const isRegression = deck.loss === "squared";
  if (predictor === "constant" && !isRegression) {
    return `constant is for regression; the classes of ${task.family} are balanced, so it is at 0.5`;
  }
  const none = { inputs: new Float32Array(0), rowCount: 0, inputDimension };
  return baselines[predictor].refusal({ ...none, targets: new Float32Array(0) });
}

interface BaselineResult {
  readonly testError: number;
  readonly choices: Readonly<Record<string, number>>;
  readonly seconds: number;
}

function measureBaseline(
  predictor: BaselineName,
  deck: Deck,
  preset: Preset,
  { number, seed }: { number: number; seed: Seed },
): BaselineResult {
  const { training, test } = createInstance(experimentOf(deck, preset), number, seed);
  const startedAt = performance.now();
  const fitted = baselines[predictor].fit(training);
  const testError = errorOfValues(fitted.predict(test), test);
  return { testError, choices: fitted.choices, seconds: (performance.now() - startedAt) / 1000 };
}

/** All predictors that fit a preset, on the first of the bank's fresh instances, and the Bayes floor. */
export function measureBaselines(
  deck: Deck,
  preset: Preset,
  replicaCount: number,
  output: Output,
): MeasuredBaseline[] {
  const floor = bayesError(preset.task, deck.inputDimension, labSeed);
  const bayes = { predictor: "bayes", meanError: floor.error, standardDeviation: 0, replicaCount: 1 };
  const fitting = baselineNames.filter((name) => refusalFor(name, deck, preset) === null);
  return [
    bayes,
    ...fitting.map((predictor) => {
      const errors = Array.from({ length: replicaCount }, (_, replica) => {
        const instance = { number: firstFreshInstance + replica, seed: labSeed };
        return measureBaseline(predictor, deck, preset, instance).testError;
      });
      output.say(`${preset.presetId}: ${predictor} ${mean(errors).toFixed(4)}`);
      return {
        predictor,
        meanError: rounded(mean(errors)),
        standardDeviation: rounded(spread(errors)),
        replicaCount,
      };
    }),
  ];
}

function spread(errors: readonly number[]): number {
  const centre = mean(errors);
  const sum = errors.reduce((total, error) => total + (error - centre) ** 2, 0);
  return errors.length < 2 ? 0 : Math.sqrt(sum / (errors.length - 1));
}

function rounded(error: number): number {
  return Math.round(error * 1e6) / 1e6;
}
