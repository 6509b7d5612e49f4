import { median } from "@/core/numerics/statistics";
import { createRandom } from "@/core/random/random-streams";
import type { Seed } from "@/core/random/seed";
import { drawDirections, featureValues, fitFeatures, reluFeatures } from "@/core/theory/random-features";

// Double descent, self-contained: n rows of d standard normal inputs, targets w.x + noise with w ~ N(0, I / d), random
// ReLU features fitted by least squares. Without ridge the test error has its peak where there are as many features as
// rows, since there the only function that fits the noise exactly has a huge norm; beyond, there are many, and the
// shortest one gets shorter. A ridge of the right size removes the peak.

/** One setting of the experiment. */
export interface DoubleDescentSetting {
  readonly inputDimension: number;
  readonly sampleCount: number;
  /** Standard deviation of the noise on training targets. */
  readonly noise: number;
  /** 0: the interpolating solution of the smallest norm. Otherwise as in `fitFeatures`. */
  readonly ridge: number;
  readonly testCount: number;
}

/** The setting of the reveal. */
export const usualDoubleDescent: DoubleDescentSetting = {
  inputDimension: 20,
  sampleCount: 100,
  noise: 0.3,
  ridge: 0,
  testCount: 1000,
};

/** What one number of features did. */
export interface DoubleDescentPoint {
  readonly featureCount: number;
  /** Mean squared distance to the noise-free target on fresh inputs, one per replica. */
  readonly errors: readonly number[];
  /** Near the peak the mean has no finite expectation to speak of; the median does. */
  readonly medianError: number;
}

/** Test errors for each number of features; every replica has data, teacher and features of its own. */
export function doubleDescent(
  setting: DoubleDescentSetting,
  featureCounts: readonly number[],
  { seed, replicaCount }: { seed: Seed; replicaCount: number },
): DoubleDescentPoint[] {
  const errors = Array.from({ length: replicaCount }, (_, replica) =>
    errorsOfReplica(setting, featureCounts, seed, replica),
  );
  return featureCounts.map((featureCount, index) => {
    const own = errors.map((some) => some[index] as number);
    return { featureCount, errors: own, medianError: median(own) };
  });
}

function errorsOfReplica(
  { inputDimension, sampleCount, noise, ridge, testCount }: DoubleDescentSetting,
  featureCounts: readonly number[],
  seed: Seed,
  replica: number,
): number[] {
  const random = createRandom(seed);
  const teacherStream = random.stream("rule", replica);
  const scale = 1 / Math.sqrt(inputDimension);
  const teacher = Float64Array.from({ length: inputDimension }, () => scale * teacherStream.normal());
  const drawInputs = (name: "training-inputs" | "test-inputs", count: number) => {
    const stream = random.stream(name, replica);
    return Float64Array.from({ length: count * inputDimension }, () => stream.normal());
  };
  const inputs = drawInputs("training-inputs", sampleCount);
  const testInputs = drawInputs("test-inputs", testCount);
  const noiseStream = random.stream("target-noise", replica);
  const targets = featureValues(inputs, teacher).map((value) => value + noise * noiseStream.normal());
  const truth = featureValues(testInputs, teacher);
  // Narrow nets are the first units of wide ones.
  const most = Math.max(...featureCounts);
  const directions = drawDirections(most, inputDimension, random.stream("initial-weights", replica));
  return featureCounts.map((featureCount) => {
    const own = directions.subarray(0, featureCount * inputDimension);
    const features = reluFeatures(inputs, own, inputDimension);
    const weights = fitFeatures(features, targets, featureCount, ridge);
    if (weights === null) throw new Error("the ridge is too small for a Cholesky factor");
    const values = featureValues(reluFeatures(testInputs, own, inputDimension), weights);
    return values.reduce((sum, value, row) => sum + (value - (truth[row] as number)) ** 2, 0) / testCount;
  });
}
