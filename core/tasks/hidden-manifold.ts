import { hyperbolicTangent } from "@/core/numerics/exponential";
import type { RandomStream } from "@/core/random/random-streams";
import type { RuleOf } from "@/core/tasks/rule";
import type { SampledFamily } from "@/core/tasks/task-family";
import type { TaskOf } from "@/core/tasks/task-spec";

type ManifoldRule = RuleOf<"hidden-manifold">;

const teacherUnitCount = 2;
const mostFeatures = 20_000;

/**
 * Hidden manifold model (Goldt, Mezard, Krzakala, Zdeborova, arXiv:1909.11500): x = tanh(F c / sqrt(d)) with a fixed
 * random D x d matrix F and d standard normal coefficients c; a teacher with two hidden units labels the coefficients,
 * y = sgn(sum_m v_m tanh(w_m c / sqrt(d))), v_m = +-1. Odd in c, so the classes are exactly balanced. The inputs lie
 * on a manifold that belongs to the secret, so they are sent. `features` is F row by row.
 */
export const hiddenManifoldFamily: SampledFamily<TaskOf<"hidden-manifold">, ManifoldRule> = {
  kind: "classification",
  inputs: "sent",
  example: { task: { family: "hidden-manifold", latentDimension: 4 }, inputDimension: 12 },
  hypothesis: () => "hidden-manifold",
  refusal: ({ latentDimension }, inputDimension) =>
    inputDimension < latentDimension || inputDimension * latentDimension > mostFeatures
      ? `hidden-manifold needs at least as many inputs as latent dimensions (${latentDimension}) and at most ` +
        `${mostFeatures} products of the two, got ${inputDimension} inputs`
      : null,
  deal: ({ latentDimension }, stream, inputDimension) => ({
    family: "hidden-manifold",
    latentDimension,
    features: normals(stream, inputDimension * latentDimension),
    teacherWeights: normals(stream, teacherUnitCount * latentDimension),
    teacherSigns: Array.from({ length: teacherUnitCount }, () => (stream.uint32() >= 2 ** 31 ? 1 : -1)),
  }),
  rowSampler(rule, inputDimension) {
    const features = Float64Array.from(rule.features);
    const teacherWeights = Float64Array.from(rule.teacherWeights);
    const coefficients = new Float64Array(rule.latentDimension);
    return (stream, inputs, offset) => {
      for (let index = 0; index < coefficients.length; index += 1) coefficients[index] = stream.normal();
      for (let row = 0; row < inputDimension; row += 1) {
        inputs[offset + row] = hyperbolicTangent(scaledProduct(features, row, coefficients));
      }
      return rule.teacherSigns.reduce(
        (sum, sign, unit) =>
          sum + sign * hyperbolicTangent(scaledProduct(teacherWeights, unit, coefficients)),
        0,
      );
    };
  },
};

function normals(stream: RandomStream, count: number): number[] {
  return Array.from({ length: count }, () => stream.normal());
}

/** Row `row` of a matrix times the coefficients, over the root of their number. */
function scaledProduct(matrix: Float64Array, row: number, coefficients: Float64Array): number {
  const size = coefficients.length;
  let sum = 0;
  for (let index = 0; index < size; index += 1) {
    sum += (matrix[row * size + index] as number) * (coefficients[index] as number);
  }
  return sum / Math.sqrt(size);
}
