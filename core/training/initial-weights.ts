import { createRandom } from "@/core/random/random-streams";
import type { Seed } from "@/core/random/seed";
import type { TrainingRecipe } from "@/core/training/recipe";
import { weightLayout } from "@/core/training/weight-layout";

/**
 * The starting weights of one replica in the order of `weightLayout`, float32: sd sqrt(2 / fan-in) (He et al. 2015)
 * in hidden layers, sqrt(1 / fan-in) in the output layer; biases 0 in classification, uniform in
 * (-1, 1) / sqrt(fan-in) in regression, where inputs may have two dimensions only and a network without biases could
 * bend nowhere but at the origin. Bit-identical on every platform.
 */
export function initialWeights(
  { design, loss }: Pick<TrainingRecipe, "design" | "loss">,
  inputDimension: number,
  runSeed: Seed,
  replicaIndex: number,
): Float32Array {
  const stream = createRandom(runSeed).stream("initial-weights", replicaIndex);
  const { layers, length } = weightLayout({ design, loss }, inputDimension);
  const weights = new Float32Array(length);
  for (const [index, { fanIn, fanOut, weightOffset, biasOffset }] of layers.entries()) {
    const standardDeviation = Math.sqrt((index === design.depth ? 1 : 2) / fanIn);
    for (let offset = weightOffset; offset < biasOffset; offset += 1) {
      weights[offset] = standardDeviation * stream.normal();
    }
    if (loss !== "squared") continue;
    for (let offset = biasOffset; offset < biasOffset + fanOut; offset += 1) {
      const uniform = (stream.uint32() + 0.5) / 2 ** 31 - 1;
      weights[offset] = uniform / Math.sqrt(fanIn);
    }
  }
  return weights;
}
