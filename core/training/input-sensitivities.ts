import type { InputRows, TrainingRecipe } from "@/core/training/recipe";
import { type LayerLayout, weightLayout } from "@/core/training/weight-layout";

/**
 * How much the network's value f depends on each input: the root mean square of df/dx_i over the first `rowCount` rows
 * (default all), divided by the root of the sum of their squares over i. So the squares add up to 1, whatever the scale
 * of f, which in classification only says how sure the network is: runs can be compared. All 0 where f is constant on
 * the rows. `weights` are in the order of `weightLayout`; computed in float64 by plain backpropagation.
 */
export function inputSensitivities(
  weights: ArrayLike<number>,
  recipe: Pick<TrainingRecipe, "design" | "loss">,
  { inputs, inputDimension, rowCount: allRows }: InputRows,
  rowCount = allRows,
): number[] {
  const { layers } = weightLayout(recipe, inputDimension);
  const squares = new Float64Array(inputDimension);
  for (let row = 0; row < rowCount; row += 1) {
    const x = Float64Array.from(inputs.subarray(row * inputDimension, (row + 1) * inputDimension));
    const slopes = inputSlopes(weights, layers, x);
    for (const [input, slope] of slopes.entries()) squares[input] = (squares[input] as number) + slope ** 2;
  }
  const norm = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
  return Array.from(squares, (square) => (norm > 0 ? Math.sqrt(square) / norm : 0));
}

/** Gradient of f at one point by its inputs. */
function inputSlopes(
  weights: ArrayLike<number>,
  layers: readonly LayerLayout[],
  point: Float64Array,
): Float64Array {
  const activations = [point];
  for (const layer of layers.slice(0, -1)) {
    activations.push(hiddenLayer(weights, layer, activations.at(-1) as Float64Array));
  }
  const outputCount = layers.at(-1)?.fanOut ?? 1;
  // f is the output, or the second logit minus the first.
  let slopes: Float64Array = outputCount === 1 ? Float64Array.of(1) : Float64Array.of(-1, 1);
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    slopes = slopesBefore(weights, layers[index] as LayerLayout, slopes);
    if (index === 0) break;
    const below = activations[index] as Float64Array;
    for (const [unit, value] of below.entries()) if (value <= 0) slopes[unit] = 0;
  }
  return slopes;
}

function hiddenLayer(
  weights: ArrayLike<number>,
  { fanOut, weightOffset, biasOffset }: LayerLayout,
  inputs: Float64Array,
): Float64Array {
  const sums = new Float64Array(fanOut);
  for (let unit = 0; unit < fanOut; unit += 1) sums[unit] = weights[biasOffset + unit] as number;
  for (const [input, value] of inputs.entries()) {
    const from = weightOffset + input * fanOut;
    for (let unit = 0; unit < fanOut; unit += 1) {
      sums[unit] = (sums[unit] as number) + value * (weights[from + unit] as number);
    }
  }
  return sums.map((sum) => Math.max(0, sum));
}

function slopesBefore(
  weights: ArrayLike<number>,
  { fanIn, fanOut, weightOffset }: LayerLayout,
  slopes: Float64Array,
): Float64Array {
  const before = new Float64Array(fanIn);
  for (let input = 0; input < fanIn; input += 1) {
    const from = weightOffset + input * fanOut;
    let sum = 0;
    for (let unit = 0; unit < fanOut; unit += 1) {
      sum += (weights[from + unit] as number) * (slopes[unit] as number);
    }
    before[input] = sum;
  }
  return before;
}
