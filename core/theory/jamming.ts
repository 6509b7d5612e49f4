import { createRandom, type RandomStream } from "@/core/random/random-streams";
import type { Seed } from "@/core/random/seed";
import { createHingeNetwork } from "@/core/theory/jamming-network";

// The jamming transition (Spigler, Geiger, d'Ascoli, Sagun, Biroli, Wyart, arXiv:1810.09665). Symbols of the paper:
// P rows, N parameters, d inputs, h width, L hidden layers, Delta_mu = 1 - y_mu f(x_mu), N_Delta = number of rows with
// Delta_mu > 0. Loss (1/P) sum_mu max(0, Delta_mu)^2 / 2. Labels are random: nothing can be learned but by heart.

/** The network and how long it may train. */
export interface JammingSetting {
  readonly inputDimension: number;
  readonly width: number;
  /** Hidden layers. */
  readonly depth: number;
  /** Full-batch Adam steps at most; a run ends before when no constraint is violated. */
  readonly stepBudget: number;
  /** Rate of the first half of the budget; then it falls tenfold per quarter. */
  readonly learningRate: number;
}

/** Where a run ended. */
export interface JammingRun {
  readonly sampleCount: number;
  /** N_Delta: rows whose margin is violated. 0 means that the loss is exactly 0. */
  readonly unsatisfiedCount: number;
  readonly loss: number;
  readonly stepCount: number;
}

/** N as the authors count it: d h + (L - 1) h^2 + h, weights without biases, since each ReLU unit has a scale to spare. */
export function jammingParameterCount({
  inputDimension,
  width,
  depth,
}: Pick<JammingSetting, "inputDimension" | "width" | "depth">): number {
  return inputDimension * width + (depth - 1) * width * width + width;
}

/**
 * Trains one network on random labels (+1 and -1 in turn) of inputs uniform on the sphere of radius sqrt(d): full-batch
 * Adam in float64 from an orthogonal start without biases.
 */
export function trainOnRandomLabels(
  setting: JammingSetting,
  sampleCount: number,
  { seed, replica }: { seed: Seed; replica: number },
): JammingRun {
  const random = createRandom(seed);
  const inputs = sphereInputs(sampleCount, setting.inputDimension, random.stream("training-inputs", replica));
  const labels = Float64Array.from({ length: sampleCount }, (_, row) => (row % 2 === 0 ? 1 : -1));
  const network = createHingeNetwork(setting, random.stream("initial-weights", replica));
  for (let step = 0; step < setting.stepBudget; step += 1) {
    const { unsatisfiedCount, loss } = network.measure(inputs, labels);
    if (unsatisfiedCount === 0) return { sampleCount, unsatisfiedCount, loss, stepCount: step };
    network.step(rateAt(setting, step));
  }
  return { sampleCount, ...network.measure(inputs, labels), stepCount: setting.stepBudget };
}

/** Constant for half of the budget, then a tenth, then a hundredth: the location of the transition needs small steps. */
function rateAt({ learningRate, stepBudget }: JammingSetting, step: number): number {
  if (step < stepBudget / 2) return learningRate;
  return step < (3 * stepBudget) / 4 ? learningRate / 10 : learningRate / 100;
}

function sphereInputs(rowCount: number, inputDimension: number, stream: RandomStream): Float64Array {
  const inputs = Float64Array.from({ length: rowCount * inputDimension }, () => stream.normal());
  for (let row = 0; row < rowCount; row += 1) {
    const own = inputs.subarray(row * inputDimension, (row + 1) * inputDimension);
    const norm = Math.hypot(...own);
    for (const [index, value] of own.entries()) own[index] = (value * Math.sqrt(inputDimension)) / norm;
  }
  return inputs;
}

/** Runs of one number of rows. */
export interface JammingPoint {
  /** P / N. */
  readonly ratio: number;
  readonly runs: readonly JammingRun[];
}

/** Trains `replicaCount` networks for each ratio P / N of rows to parameters. */
export function jammingSweep(
  setting: JammingSetting,
  ratios: readonly number[],
  { seed, replicaCount }: { seed: Seed; replicaCount: number },
): JammingPoint[] {
  const parameterCount = jammingParameterCount(setting);
  return ratios.map((ratio) => {
    const sampleCount = Math.round(ratio * parameterCount);
    const runs = Array.from({ length: replicaCount }, (_, replica) =>
      trainOnRandomLabels(setting, sampleCount, { seed, replica }),
    );
    return { ratio: sampleCount / parameterCount, runs };
  });
}

/**
 * The ratio P / N at which half of the runs still reach zero loss, between points by straight lines (the first crossing
 * for ascending ratios). Null when the points do not reach from one phase into the other.
 */
export function criticalRatio(points: readonly JammingPoint[]): number | null {
  const shares = points.map(({ ratio, runs }) => ({
    ratio,
    share: runs.filter(({ unsatisfiedCount }) => unsatisfiedCount === 0).length / runs.length,
  }));
  for (const [index, upper] of shares.entries()) {
    const lower = shares[index - 1];
    if (lower === undefined || lower.share < 0.5 || upper.share >= 0.5) continue;
    return lower.ratio + ((lower.share - 0.5) / (lower.share - upper.share)) * (upper.ratio - lower.ratio);
  }
  return null;
}
