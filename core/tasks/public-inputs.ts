import { createRandom, type RandomStream, type StreamName } from "@/core/random/random-streams";
import type { Seed } from "@/core/random/seed";
import type { InputDistribution } from "@/core/tasks/input-distribution";
import { uniformDeviate } from "@/core/tasks/uniform-deviate";

/** The three disjoint parts of a task's data; only the labels of `test` stay secret. */
export type Split = "training" | "validation" | "test";

const inputStreams = {
  training: "training-inputs",
  validation: "validation-inputs",
  test: "test-inputs",
} as const satisfies Record<Split, StreamName>;

const drawComponent: Record<InputDistribution, (stream: RandomStream) => number> = {
  normal: (stream) => stream.normal(),
  "symmetric-cube": (stream) => uniformDeviate(stream, -1, 1),
  "unit-cube": (stream) => uniformDeviate(stream, 0, 1),
  signs: (stream) => (stream.uint32() >= 2 ** 31 ? 1 : -1),
};

/**
 * Inputs of one split, components independent with the law `distribution`, rounded to float32, row-major (`rowCount`
 * x `inputDimension`). A row depends on its number and the seed only, so a shorter split is the beginning of a longer
 * one. They carry nothing about the rule, whose seed is another one: every device may make them.
 */
export function publicInputs(
  publicSeed: Seed,
  split: Split,
  rowCount: number,
  inputDimension: number,
  distribution: InputDistribution = "normal",
): Float32Array {
  const random = createRandom(publicSeed);
  const draw = drawComponent[distribution];
  const inputs = new Float32Array(rowCount * inputDimension);
  let offset = 0;
  for (let row = 0; row < rowCount; row += 1) {
    const stream = random.stream(inputStreams[split], row);
    for (let column = 0; column < inputDimension; column += 1) {
      inputs[offset] = draw(stream);
      offset += 1;
    }
  }
  return inputs;
}
