import { drawAngle, pictureRows, refuseUnlessPlane, turnedPicture } from "@/core/tasks/plane-picture";
import type { RuleOf } from "@/core/tasks/rule";
import type { FunctionFamily } from "@/core/tasks/task-family";
import type { TaskOf } from "@/core/tasks/task-spec";
import { uniformDeviate } from "@/core/tasks/uniform-deviate";

const cellsPerUnit = 1.6;

/** f = 1 on the white and 0 on the black fields of a board with side 1/1.6 on [-1, 1]^2, turned and shifted at random. */
export const checkerFamily: FunctionFamily<TaskOf<"checker">, RuleOf<"checker">> = {
  kind: "regression",
  inputs: "symmetric-cube",
  example: { task: { family: "checker", noise: 0.1 }, inputDimension: 2 },
  hypothesis: () => "checker",
  refusal: (_, inputDimension) => refuseUnlessPlane("checker", inputDimension),
  deal: (_, stream) => ({
    family: "checker",
    angle: drawAngle(stream),
    shiftX: uniformDeviate(stream, 0, 2),
    shiftY: uniformDeviate(stream, 0, 2),
  }),
  rowValue: ({ angle, shiftX, shiftY }) =>
    pictureRows(
      turnedPicture(angle, (x, y) => {
        const column = Math.floor(cellsPerUnit * x + shiftX);
        const row = Math.floor(cellsPerUnit * y + shiftY);
        return (column + row) % 2 === 0 ? 1 : 0;
      }),
    ),
};
