import type { RuleOf } from "@/core/tasks/rule";
import type { FunctionFamily } from "@/core/tasks/task-family";
import type { TaskOf } from "@/core/tasks/task-spec";

const mostWeights = 20_000;

/**
 * Teacher and student: f(x) = sum_m v_m relu(w_m x / sqrt(D)) / sqrt(M) with M hidden units and standard normal
 * weights and inputs; the student learns f + noise. `hiddenWeights` holds the w_m one after another.
 */
export const teacherStudentFamily: FunctionFamily<TaskOf<"teacher-student">, RuleOf<"teacher-student">> = {
  kind: "regression",
  inputs: "normal",
  example: { task: { family: "teacher-student", hiddenCount: 3, noise: 0.1 }, inputDimension: 8 },
  hypothesis: () => "teacher-student",
  refusal: ({ hiddenCount }, inputDimension) =>
    hiddenCount * inputDimension > mostWeights
      ? `teacher-student allows at most ${mostWeights} products of hidden units and inputs, got ` +
        `${hiddenCount} hidden units and ${inputDimension} inputs`
      : null,
  deal: ({ hiddenCount }, stream, inputDimension) => ({
    family: "teacher-student",
    hiddenWeights: Array.from({ length: hiddenCount * inputDimension }, () => stream.normal()),
    outputWeights: Array.from({ length: hiddenCount }, () => stream.normal()),
  }),
  rowValue({ hiddenWeights, outputWeights }, inputDimension) {
    const weights = Float64Array.from(hiddenWeights);
    const inputScale = Math.sqrt(inputDimension);
    const outputScale = Math.sqrt(outputWeights.length);
    return (inputs, offset) => {
      let value = 0;
      for (const [unit, outputWeight] of outputWeights.entries()) {
        let sum = 0;
        for (let index = 0; index < inputDimension; index += 1) {
          sum += (weights[unit * inputDimension + index] as number) * (inputs[offset + index] as number);
        }
        value += outputWeight * Math.max(0, sum / inputScale);
      }
      return value / outputScale;
    };
  },
};
