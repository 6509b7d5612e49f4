import type { InputRows } from "@/core/training/recipe";
import type { WeightLayout } from "@/core/training/weight-layout";

/** One fully connected layer. Layers of a pruned network differ in width, which `WeightLayout` cannot say. */
export interface DenseLayer {
  readonly fanIn: number;
  readonly fanOut: number;
  /** Row-major, `fanIn` x `fanOut`. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/** Values of rows, row-major, `rowCount` x `width`. */
export interface LayerValues {
  readonly values: Float64Array;
  readonly rowCount: number;
  readonly width: number;
}

/** The layers of a network's flat weights. */
export function denseLayers(weights: ArrayLike<number>, { layers }: WeightLayout): DenseLayer[] {
  const flat = Float64Array.from(weights);
  return layers.map(({ fanIn, fanOut, weightOffset, biasOffset }) => ({
    fanIn,
    fanOut,
    weights: flat.slice(weightOffset, biasOffset),
    biases: flat.slice(biasOffset, biasOffset + fanOut),
  }));
}

/** Outputs of every layer for all rows: ReLU values of the hidden ones, then plain values of the last one. */
export function layerValues(layers: readonly DenseLayer[], rows: InputRows): LayerValues[] {
  const { rowCount, inputDimension } = rows;
  let before: LayerValues = {
    values: Float64Array.from(rows.inputs.subarray(0, rowCount * inputDimension)),
    rowCount,
    width: inputDimension,
  };
  return layers.map((layer, index) => {
    const values = multiplyLayer(before, layer);
    if (index < layers.length - 1) {
      for (const [place, value] of values.entries()) values[place] = Math.max(0, value);
    }
    before = { values, rowCount, width: layer.fanOut };
    return before;
  });
}

/** The network's value f for each row: its only output, or the second logit minus the first. */
export function networkValues(layers: readonly DenseLayer[], rows: InputRows): Float64Array {
  const { values, width, rowCount } = layerValues(layers, rows).at(-1) as LayerValues;
  if (width === 1) return values;
  return Float64Array.from(
    { length: rowCount },
    (_, row) => (values[row * width + 1] as number) - (values[row * width] as number),
  );
}

/** Number of weights and biases. */
export function denseParameterCount(layers: readonly DenseLayer[]): number {
  return layers.reduce((sum, { weights, biases }) => sum + weights.length + biases.length, 0);
}

function multiplyLayer({ values, rowCount, width }: LayerValues, layer: DenseLayer): Float64Array {
  const { fanOut, weights, biases } = layer;
  const outputs = new Float64Array(rowCount * fanOut);
  for (let row = 0; row < rowCount; row += 1) {
    const own = outputs.subarray(row * fanOut, (row + 1) * fanOut);
    own.set(biases);
    for (let input = 0; input < width; input += 1) {
      const value = values[row * width + input] as number;
      if (value === 0) continue;
      const start = input * fanOut;
      for (let output = 0; output < fanOut; output += 1) {
        own[output] = (own[output] as number) + value * (weights[start + output] as number);
      }
    }
  }
  return outputs;
}
