import type { Design, DesignGrid } from "./design";

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

/**
 * Number of trained weights and biases of a design with `inputDimension` inputs and one output; with the two logits of
 * a softmax there are `width` + 1 more, which no budget charges.
 */
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
