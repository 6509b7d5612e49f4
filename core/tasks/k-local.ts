import type { RandomStream } from "@/core/random/random-streams";
import type { RuleOf } from "@/core/tasks/rule";
import type { FunctionFamily } from "@/core/tasks/task-family";
import type { TaskOf } from "@/core/tasks/task-spec";

type KLocalRule = RuleOf<"k-local">;

/**
 * y = sgn(x_{i_1} ... x_{i_k}) with k distinct coordinates of standard normal inputs (Mori and Ueda,
 * arXiv:2005.12488). `indices` are distinct, ascending and counted from 0, every choice equally likely. The classes
 * are exactly balanced: turning the sign of one used coordinate turns the label.
 */
export const kLocalFamily: FunctionFamily<TaskOf<"k-local">, KLocalRule> = {
  kind: "classification",
  inputs: "normal",
  example: { task: { family: "k-local", k: 3 }, inputDimension: 10 },
  hypothesis: ({ k }) => `${k}-local`,
  refusal: ({ k }, inputDimension) =>
    k > inputDimension ? `${k}-local needs at least ${k} inputs, got ${inputDimension}` : null,
  deal: ({ k }, stream, inputDimension) => ({
    family: "k-local",
    indices: drawIndices(k, stream, inputDimension),
  }),
  rowValue: (rule) => (inputs, offset) => productAt(rule.indices, inputs, offset),
};

/** `count` of the numbers 0 .. `bound` - 1, ascending, every choice equally likely. */
export function drawIndices(count: number, stream: RandomStream, bound: number): number[] {
  const coordinates = Uint32Array.from({ length: bound }, (_, index) => index);
  stream.shuffle(coordinates);
  return Array.from(coordinates.subarray(0, count)).sort((a, b) => a - b);
}

/** Product of some coordinates of the row that starts at `offset`, in index order, float64. */
export function productAt(indices: readonly number[], inputs: Float32Array, offset: number): number {
  let product = 1;
  for (const index of indices) product *= inputs[offset + index] as number;
  return product;
}
