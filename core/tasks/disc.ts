import { pictureRows, refuseUnlessPlane } from "@/core/tasks/plane-picture";
import type { RuleOf } from "@/core/tasks/rule";
import type { FunctionFamily } from "@/core/tasks/task-family";
import type { TaskOf } from "@/core/tasks/task-spec";
import { uniformDeviate } from "@/core/tasks/uniform-deviate";

const radius = 0.6;

/** f = 1 inside a disc of radius 0.6, else 0, on [-1, 1]^2; the centre is uniform in [-0.3, 0.3]^2. */
export const discFamily: FunctionFamily<TaskOf<"disc">, RuleOf<"disc">> = {
  kind: "regression",
  inputs: "symmetric-cube",
  example: { task: { family: "disc", noise: 0.1 }, inputDimension: 2 },
  hypothesis: () => "disc",
  refusal: (_, inputDimension) => refuseUnlessPlane("disc", inputDimension),
  deal: (_, stream) => ({
    family: "disc",
    centreX: uniformDeviate(stream, -0.3, 0.3),
    centreY: uniformDeviate(stream, -0.3, 0.3),
  }),
  rowValue: ({ centreX, centreY }) =>
    pictureRows((x, y) => ((x - centreX) ** 2 + (y - centreY) ** 2 < radius * radius ? 1 : 0)),
};
