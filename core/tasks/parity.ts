import { drawIndices, productAt } from "@/core/tasks/k-local";
import type { RuleOf } from "@/core/tasks/rule";
import type { FunctionFamily } from "@/core/tasks/task-family";
import type { TaskOf } from "@/core/tasks/task-spec";

/**
 * k-sparse parity: y = x_{i_1} ... x_{i_k} of inputs that are -1 or +1. It is the k-local label on the corners of a
 * cube. Exactly balanced; with few inputs the splits share corners, since there are only 2^D.
 */
export const parityFamily: FunctionFamily<TaskOf<"parity">, RuleOf<"parity">> = {
  kind: "classification",
  inputs: "signs",
  example: { task: { family: "parity", k: 3 }, inputDimension: 30 },
  hypothesis: ({ k }) => `${k}-parity`,
  refusal: ({ k }, inputDimension) =>
    k > inputDimension ? `parity of ${k} needs at least ${k} inputs, got ${inputDimension}` : null,
  deal: ({ k }, stream, inputDimension) => ({
    family: "parity",
    indices: drawIndices(k, stream, inputDimension),
  }),
  rowValue: (rule) => (inputs, offset) => productAt(rule.indices, inputs, offset),
};
