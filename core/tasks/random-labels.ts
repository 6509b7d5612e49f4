import type { RuleOf } from "@/core/tasks/rule";
import type { SampledFamily } from "@/core/tasks/task-family";
import type { TaskOf } from "@/core/tasks/task-spec";

/** The decoy: standard normal inputs, labels that are coin tosses of the secret seed. Nothing can be learned. */
export const randomLabelsFamily: SampledFamily<TaskOf<"random-labels">, RuleOf<"random-labels">> = {
  kind: "classification",
  inputs: "normal",
  example: { task: { family: "random-labels" }, inputDimension: 10 },
  hypothesis: () => "random-labels",
  refusal: () => null,
  deal: () => ({ family: "random-labels" }),
  rowSampler: () => (stream) => (stream.uint32() >= 2 ** 31 ? 1 : -1),
};
