import { sine } from "@/core/numerics/sine";
import { pictureRows, refuseUnlessPlane } from "@/core/tasks/plane-picture";
import type { RuleOf } from "@/core/tasks/rule";
import type { FunctionFamily } from "@/core/tasks/task-family";
import type { TaskOf } from "@/core/tasks/task-spec";
import { uniformDeviate } from "@/core/tasks/uniform-deviate";

/**
 * f = 1 where sin(3 pi r) > 0, else 0, on [-1, 1]^2: rings that are 1/3 wide. r is the distance from a centre that is
 * uniform in [-0.15, 0.15]^2.
 */
export const ringsFamily: FunctionFamily<TaskOf<"rings">, RuleOf<"rings">> = {
  kind: "regression",
  inputs: "symmetric-cube",
  example: { task: { family: "rings", noise: 0.1 }, inputDimension: 2 },
  hypothesis: () => "rings",
  refusal: (_, inputDimension) => refuseUnlessPlane("rings", inputDimension),
  deal: (_, stream) => ({
    family: "rings",
    centreX: uniformDeviate(stream, -0.15, 0.15),
    centreY: uniformDeviate(stream, -0.15, 0.15),
  }),
  rowValue: ({ centreX, centreY }) =>
    pictureRows((x, y) => {
      const distance = Math.sqrt((x - centreX) ** 2 + (y - centreY) ** 2);
      return sine(3 * Math.PI * distance) > 0 ? 1 : 0;
    }),
};
