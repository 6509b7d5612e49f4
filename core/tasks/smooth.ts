import { exponential } from "@/core/numerics/exponential";
import { cosine, sine } from "@/core/numerics/sine";
import { drawAngle, pictureRows, refuseUnlessPlane, turnedPicture } from "@/core/tasks/plane-picture";
import type { RuleOf } from "@/core/tasks/rule";
import type { FunctionFamily } from "@/core/tasks/task-family";
import type { TaskOf } from "@/core/tasks/task-spec";

/**
 * The control without any singularity: f = 0.7 sin(2u + 0.5) cos(1.5 v) + 0.6 exp(-((u - 0.3)^2 + (v + 0.3)^2) / 0.2)
 * - 0.3 v on [-1, 1]^2; (u, v) are the inputs turned by a random angle.
 */
export const smoothFamily: FunctionFamily<TaskOf<"smooth">, RuleOf<"smooth">> = {
  kind: "regression",
  inputs: "symmetric-cube",
  example: { task: { family: "smooth", noise: 0.1 }, inputDimension: 2 },
  hypothesis: () => "smooth",
  refusal: (_, inputDimension) => refuseUnlessPlane("smooth", inputDimension),
  deal: (_, stream) => ({ family: "smooth", angle: drawAngle(stream) }),
  rowValue: ({ angle }) =>
    pictureRows(
      turnedPicture(angle, (u, v) => {
        const bump = exponential(-((u - 0.3) ** 2 + (v + 0.3) ** 2) / 0.2);
        return 0.7 * sine(2 * u + 0.5) * cosine(1.5 * v) + 0.6 * bump - 0.3 * v;
      }),
    ),
};
