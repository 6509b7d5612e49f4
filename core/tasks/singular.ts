import { exponential } from "@/core/numerics/exponential";
import { cosine } from "@/core/numerics/sine";
import type { RandomStream } from "@/core/random/random-streams";
import { drawAngle } from "@/core/tasks/plane-picture";
import type { RuleOf } from "@/core/tasks/rule";
import type { FunctionFamily } from "@/core/tasks/task-family";
import type { TaskOf } from "@/core/tasks/task-spec";

/** Octaves of a rough wave: it is rough down to a scale of 2^-8, finer than the distance of any samples used here. */
const octaveCount = 9;
const boundaryAmplitude = 0.25;
const innerAmplitude = 0.5;

/**
 * Two pieces of [0,1]^D that meet at a rough hypersurface, after the class of Imaizumi and Fukumizu (JMLR 23(111),
 * 2022); our own function:
 *
 *   f(x) = (jump/2) sgn(x_a - h(x without x_a)) + B W_beta(u x)
 *   h    = 1/2 + A * mean over the other coordinates t of W_alpha(t)
 *   W_s(t) = sum_j 2^(-s j) cos(2 pi 2^j t + phase_j) / sum_j 2^(-s j),  j = 0 .. 8
 *
 * so that h is Hoelder-alpha and the inner part Hoelder-beta for non-integer exponents. The axis a, the phases and the
 * unit vector u are drawn. Both pieces share the inner wave: with jump = 0 nothing is left but the smooth part, which
 * is the control. `boundaryPhases` has 9 phases for each of the D - 1 other coordinates, in index order.
 */
export const singularFamily: FunctionFamily<TaskOf<"singular">, RuleOf<"singular">> = {
  kind: "regression",
  inputs: "unit-cube",
  example: { task: { family: "singular", alpha: 1.5, beta: 1.5, jump: 1, noise: 0.1 }, inputDimension: 3 },
  hypothesis: () => "singular",
  refusal: (_, inputDimension) =>
    inputDimension < 2 || inputDimension > 100
      ? `singular needs 2 to 100 inputs, got ${inputDimension}`
      : null,
  deal: ({ alpha, beta, jump }, stream, inputDimension) => ({
    family: "singular",
    alpha,
    beta,
    jump,
    axis: stream.integerBelow(inputDimension),
    boundaryPhases: Array.from({ length: octaveCount * (inputDimension - 1) }, () => drawAngle(stream)),
    innerPhases: Array.from({ length: octaveCount }, () => drawAngle(stream)),
    direction: drawDirection(stream, inputDimension),
  }),
  rowValue(rule, inputDimension) {
    const boundaryWave = roughWave(rule.alpha, rule.boundaryPhases);
    const innerWave = roughWave(rule.beta, rule.innerPhases);
    return (inputs, offset) => {
      let waveSum = 0;
      let projection = 0;
      for (let index = 0, other = 0; index < inputDimension; index += 1) {
        const value = inputs[offset + index] as number;
        projection += (rule.direction[index] as number) * value;
        if (index === rule.axis) continue;
        waveSum += boundaryWave(value, other);
        other += 1;
      }
      const boundary = 0.5 + (boundaryAmplitude * waveSum) / (inputDimension - 1);
      const side = (inputs[offset + rule.axis] as number) >= boundary ? 0.5 : -0.5;
      return rule.jump * side + innerAmplitude * innerWave(projection, 0);
    };
  },
};

/** W_s with the phases number 9 `block` and on. */
function roughWave(smoothness: number, phases: readonly number[]): (t: number, block: number) => number {
  const weights = Array.from({ length: octaveCount }, (_, octave) =>
    exponential(-smoothness * octave * Math.LN2),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return (t, block) => {
    let sum = 0;
    for (let octave = 0; octave < octaveCount; octave += 1) {
      const phase = phases[block * octaveCount + octave] as number;
      sum += (weights[octave] as number) * cosine(2 * Math.PI * (1 << octave) * t + phase);
    }
    return sum / total;
  };
}

/** A uniformly random unit vector. */
function drawDirection(stream: RandomStream, inputDimension: number): number[] {
  const normals = Array.from({ length: inputDimension }, () => stream.normal());
  const length = Math.sqrt(normals.reduce((sum, value) => sum + value * value, 0));
  return normals.map((value) => value / length);
}
