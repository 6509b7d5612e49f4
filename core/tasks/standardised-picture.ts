import type { RowValue } from "@/core/tasks/task-family";

const side = 64;

/**
 * A function of the plane shifted and scaled to mean 0 and standard deviation 1/2 on [-1, 1]^2, so that pictures of
 * one deck have the same chance level and their targets the same spread. Both are sums over the centres of 64 x 64
 * cells in a fixed order: bit-identical everywhere, and within about 1 % of the integrals for functions with edges.
 */
export function standardisedPicture(valueAt: RowValue): RowValue {
  const values = new Float64Array(side * side);
  const point = new Float32Array(2);
  for (let cell = 0; cell < values.length; cell += 1) {
    point[0] = ((cell % side) + 0.5) / (side / 2) - 1;
    point[1] = (Math.floor(cell / side) + 0.5) / (side / 2) - 1;
    values[cell] = valueAt(point, 0);
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const scale = 1 / (2 * Math.sqrt(variance));
  return (inputs, offset) => scale * (valueAt(inputs, offset) - mean);
}
