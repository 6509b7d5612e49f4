import type { RandomStream } from "@/core/random/random-streams";

/** A margin is violated from here on: less is rounding, which Adam never quite leaves. */
const smallestGap = 1e-10;

interface Layer {
  readonly fanIn: number;
  readonly fanOut: number;
  /** Into the flat array of parameters: fanOut rows of fanIn weights, then fanOut biases. */
  readonly weightOffset: number;
  readonly biasOffset: number;
}

/** A ReLU network with one output on the quadratic hinge loss, and its Adam state. */
export interface HingeNetwork {
  /** Loss and number of violated margins over all rows; keeps the gradient for the next `step`. */
  measure(inputs: Float64Array, labels: Float64Array): { unsatisfiedCount: number; loss: number };
  /** One Adam step (beta 0.9 and 0.999) along the gradient of the last `measure`. */
  step(learningRate: number): void;
  /** The parameters, layer by layer, shared: writing changes the network. */
  readonly parameters: Float64Array;
  /** The gradient of the last `measure`. */
  readonly gradient: Float64Array;
}

/** Everything that a network computes with; the arrays are written again for every row. */
interface Memory {
  readonly layers: readonly Layer[];
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
  /** What goes into each layer. */
  readonly values: readonly Float64Array[];
  /** Slopes of the loss by what comes out of each layer. */
  readonly slopes: readonly Float64Array[];
}

/** A network at an orthogonal start (rows or columns orthonormal, as the shape allows) without biases. */
export function createHingeNetwork(
  { inputDimension, width, depth }: { inputDimension: number; width: number; depth: number },
  stream: RandomStream,
): HingeNetwork {
  const { layers, length } = layersOf(inputDimension, width, depth);
  const parameters = new Float64Array(length);
  for (const { fanIn, fanOut, weightOffset } of layers) {
    parameters.set(orthogonalMatrix(fanOut, fanIn, stream), weightOffset);
  }
  const gradient = new Float64Array(length);
  const values = layers.map(({ fanIn }) => new Float64Array(fanIn));
  const slopes = layers.map(({ fanOut }) => new Float64Array(fanOut));
  const memory: Memory = { layers, parameters, gradient, values, slopes };
  return {
    parameters,
    gradient,
    measure(inputs, labels) {
      gradient.fill(0);
      let [unsatisfiedCount, loss] = [0, 0];
      for (const [row, label] of labels.entries()) {
        const start = row * inputDimension;
        const gap = 1 - label * forward(memory, inputs.subarray(start, start + inputDimension));
        if (gap <= smallestGap) continue;
        unsatisfiedCount += 1;
        loss += (gap * gap) / 2 / labels.length;
        backward(memory, (-label * gap) / labels.length);
      }
      return { unsatisfiedCount, loss };
    },
    step: adamStep(parameters, gradient),
  };
}

/** Where each layer's weights and biases lie among the `length` parameters. */
function layersOf(inputDimension: number, width: number, depth: number): { layers: Layer[]; length: number } {
  const layers: Layer[] = [];
  let length = 0;
  for (let index = 0; index <= depth; index += 1) {
    const fanIn = index === 0 ? inputDimension : width;
    const fanOut = index === depth ? 1 : width;
    layers.push({ fanIn, fanOut, weightOffset: length, biasOffset: length + fanIn * fanOut });
    length += fanIn * fanOut + fanOut;
  }
  return { layers, length };
}

/** Fills `values` from one row and gives the output. */
function forward({ layers, parameters, values }: Memory, row: Float64Array): number {
  values[0]?.set(row);
  let output = 0;
  for (const [index, { fanIn, fanOut, weightOffset, biasOffset }] of layers.entries()) {
    const own = values[index] as Float64Array;
    const next = values[index + 1];
    for (let unit = 0; unit < fanOut; unit += 1) {
      let sum = parameters[biasOffset + unit] as number;
      const start = weightOffset + unit * fanIn;
      for (let input = 0; input < fanIn; input += 1) {
        sum += (parameters[start + input] as number) * (own[input] as number);
      }
      if (next === undefined) output = sum;
      else next[unit] = sum > 0 ? sum : 0;
    }
  }
  return output;
}

/** Adds the gradient of the row that went forward last, `slope` being that of its loss by the output. */
function backward({ layers, parameters, gradient, values, slopes }: Memory, slope: number): void {
  (slopes.at(-1) as Float64Array)[0] = slope;
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    const { fanIn, fanOut, weightOffset, biasOffset } = layers[index] as Layer;
    const own = values[index] as Float64Array;
    const above = slopes[index] as Float64Array;
    const below = slopes[index - 1];
    below?.fill(0);
    for (let unit = 0; unit < fanOut; unit += 1) {
      const unitSlope = above[unit] as number;
      if (unitSlope === 0) continue;
      gradient[biasOffset + unit] = (gradient[biasOffset + unit] as number) + unitSlope;
      const start = weightOffset + unit * fanIn;
      for (let input = 0; input < fanIn; input += 1) {
        const value = own[input] as number;
        gradient[start + input] = (gradient[start + input] as number) + unitSlope * value;
        if (below === undefined || value === 0) continue;
        below[input] = (below[input] as number) + unitSlope * (parameters[start + input] as number);
      }
    }
  }
}

function adamStep(parameters: Float64Array, gradient: Float64Array): (learningRate: number) => void {
  const first = new Float64Array(parameters.length);
  const second = new Float64Array(parameters.length);
  let [firstLeft, secondLeft] = [1, 1];
  return (learningRate) => {
    firstLeft *= 0.9;
    secondLeft *= 0.999;
    for (let index = 0; index < parameters.length; index += 1) {
      const slope = gradient[index] as number;
      first[index] = 0.9 * (first[index] as number) + 0.1 * slope;
      second[index] = 0.999 * (second[index] as number) + 0.001 * slope * slope;
      const scale = Math.sqrt((second[index] as number) / (1 - secondLeft)) + 1e-8;
      const move = (first[index] as number) / (1 - firstLeft) / scale;
      parameters[index] = (parameters[index] as number) - learningRate * move;
    }
  };
}

/** The shorter side of a random normal matrix made orthonormal by Gram and Schmidt, row-major. */
function orthogonalMatrix(rowCount: number, columnCount: number, stream: RandomStream): Float64Array {
  const [count, length] = [Math.min(rowCount, columnCount), Math.max(rowCount, columnCount)];
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const vector = Float64Array.from({ length }, () => stream.normal());
    // Twice is enough for orthogonality to rounding.
    for (const other of [...vectors, ...vectors]) {
      const overlap = vector.reduce((sum, value, index) => sum + value * (other[index] as number), 0);
      for (const [index, value] of other.entries())
        vector[index] = (vector[index] as number) - overlap * value;
    }
    const norm = Math.hypot(...vector);
    vectors.push(vector.map((value) => value / norm));
  }
  return Float64Array.from({ length: rowCount * columnCount }, (_, place) => {
    const [row, column] = [Math.floor(place / columnCount), place % columnCount];
    const [which, index] = rowCount <= columnCount ? [row, column] : [column, row];
    return (vectors[which] as Float64Array)[index] as number;
  });
}
