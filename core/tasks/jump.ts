import { cosine, sine } from "@/core/numerics/sine";
import { drawAngle, pictureRows, refuseUnlessPlane, turnedPicture } from "@/core/tasks/plane-picture";
import type { RuleOf } from "@/core/tasks/rule";
import type { FunctionFamily } from "@/core/tasks/task-family";
import type { TaskOf } from "@/core/tasks/task-spec";

/**
 * Two smooth pieces that meet at the curve v = 0.5 sin(2.5 u): above it 0.5 + 0.3 cos(2u) , below it -0.6 +
 * 0.3 sin(1.5v + 1), on [-1, 1]^2; (u, v) are the inputs turned by a random angle.
 */
export const jumpFamily: FunctionFamily<TaskOf<"jump">, RuleOf<"jump">> = {
  kind: "regression",
  inputs: "symmetric-cube",
  example: { task: { family: "jump", noise: 0.1 }, inputDimension: 2 },
  hypothesis: () => "jump",
  refusal: (_, inputDimension) => refuseUnlessPlane("jump", inputDimension),
  deal: (_, stream) => ({ family: "jump", angle: drawAngle(stream) }),
  rowValue: ({ angle }) =>
    pictureRows(
      turnedPicture(angle, (u, v) =>
        v > 0.5 * sine(2.5 * u) ? 0.5 + 0.3 * cosine(2 * u) : -0.6 + 0.3 * sine(1.5 * v + 1),
      ),
    ),
};
