import { z } from "zod/mini";

/**
 * What a team chooses: a fully connected ReLU network with `depth` hidden layers of `width` units each,
 * trained by plain SGD at a constant `learningRate`.
 */
export const DesignSchema = z.strictObject({
  depth: z.int().check(z.minimum(1), z.maximum(16)),
  width: z.int().check(z.minimum(1), z.maximum(4096)),
  learningRate: z.number().check(z.positive(), z.maximum(100)),
});
export type Design = z.infer<typeof DesignSchema>;

/** The values that each knob may take, ascending. In sessions a design must lie on its deck's grid. */
export const DesignGridSchema = z.strictObject({
  depths: z.array(z.int()).check(z.minLength(1)),
  widths: z.array(z.int()).check(z.minLength(1)),
  learningRates: z.array(z.number()).check(z.minLength(1)),
});
export type DesignGrid = z.infer<typeof DesignGridSchema>;

/** True when every knob of `design` stands on a value of `grid`. */
export function isOnGrid(design: Design, grid: DesignGrid): boolean {
  return (
    grid.depths.includes(design.depth) &&
    grid.widths.includes(design.width) &&
    grid.learningRates.includes(design.learningRate)
  );
}

/** The design of an untouched draft: depth 2, the middle width, learning rate 0.1 (or the nearest grid values). */
export function defaultDesign(grid: DesignGrid): Design {
  return {
    depth: nearest(grid.depths, 2),
    width: grid.widths[Math.floor(grid.widths.length / 2)] as number,
    learningRate: nearest(grid.learningRates, 0.1),
  };
}

/** Number of trained weights and biases of a design with `inputDimension` inputs and one output. */
export function parameterCount(design: Design, inputDimension: number): number {
  const { depth, width } = design;
  const inputLayer = (inputDimension + 1) * width;
  const hiddenLayers = (depth - 1) * (width + 1) * width;
  const outputLayer = width + 1;
  return inputLayer + hiddenLayers + outputLayer;
}

function nearest(values: readonly number[], target: number): number {
  return values.reduce((best, value) => (Math.abs(value - target) < Math.abs(best - target) ? value : best));
}
