import { createRandom } from "@/core/random/random-streams";
import type { Seed } from "@/core/random/seed";
import type { Design } from "@/core/training/design";
import { weightLayout } from "@/core/training/weight-layout";

/**
 * The starting weights of one replica in the order of `weightLayout`, float32: sd sqrt(2 / fan-in) (He et al. 2015)
 * in hidden layers, sqrt(1 / width) in the output layer, biases 0. Bit-identical on every platform.
 */
export function initialWeights(
  design: Design,
  inputDimension: number,
  runSeed: Seed,
  replicaIndex: number,
): Float32Array {
  const stream = createRandom(runSeed).stream("initial-weights", replicaIndex);
  const { layers, length } = weightLayout(design, inputDimension);
  const weights = new Float32Array(length);
  for (const [index, { fanIn, weightOffset, biasOffset }] of layers.entries()) {
    const standardDeviation = Math.sqrt((index === design.depth ? 1 : 2) / fanIn);
    for (let offset = weightOffset; offset < biasOffset; offset += 1) {
      weights[offset] = standardDeviation * stream.normal();
    }
  }
  return weights;
}
