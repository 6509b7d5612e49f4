import { sine } from "@/core/numerics/sine";
import { drawAngle, pictureRows, refuseUnlessPlane, turnedPicture } from "@/core/tasks/plane-picture";
import type { RuleOf } from "@/core/tasks/rule";
import type { FunctionFamily } from "@/core/tasks/task-family";
import type { TaskOf } from "@/core/tasks/task-spec";

/**
 * Continuous with folds along two curves: f = 1.5 |v - 0.5 sin(2.5 u)| - 0.5 |u + 0.4 v^2 - 0.2| on [-1, 1]^2; (u, v)
 * are the inputs turned by a random angle.
 */
export const kinkFamily: FunctionFamily<TaskOf<"kink">, RuleOf<"kink">> = {
  kind: "regression",
  inputs: "symmetric-cube",
  example: { task: { family: "kink", noise: 0.1 }, inputDimension: 2 },
  hypothesis: () => "kink",
  refusal: (_, inputDimension) => refuseUnlessPlane("kink", inputDimension),
  deal: (_, stream) => ({ family: "kink", angle: drawAngle(stream) }),
  rowValue: ({ angle }) =>
    pictureRows(
      turnedPicture(
        angle,
        (u, v) => 1.5 * Math.abs(v - 0.5 * sine(2.5 * u)) - 0.5 * Math.abs(u + 0.4 * v * v - 0.2),
      ),
    ),
};
