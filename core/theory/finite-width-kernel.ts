import type { RandomStream } from "@/core/random/random-streams";
import type { WideNetwork } from "@/core/theory/ntk-kernel";
import type { InputRows } from "@/core/training/recipe";

/** One layer in NTK parametrisation: pre-activation = s_w / sqrt(fan-in) W a + s_b b, entries of W and b N(0, 1). */
interface Layer {
  readonly weights: Float64Array;
  readonly biases: Float64Array;
  readonly fanIn: number;
  readonly fanOut: number;
}

/**
 * The empirical neural tangent kernel of one network of finite width at its random start, sum over all parameters p of
 * df(x)/dp df(x')/dp, between all rows (row-major, symmetric). Jacot et al. (arXiv:1806.07572): as the width grows it
 * tends to the kernel of `gramKernel`, whatever the start; its distance is of the order 1 / sqrt(width). All
 * parameters are drawn from `stream`: about width^2 (depth - 1) deviates.
 */
export function finiteWidthKernel(
  rows: InputRows,
  network: WideNetwork,
  { width, stream }: { width: number; stream: RandomStream },
): Float64Array {
  const layers = drawLayers(rows.inputDimension, network, width, stream);
  const traces = Array.from({ length: rows.rowCount }, (_, row) => {
    const inputs = rows.inputs.subarray(row * rows.inputDimension, (row + 1) * rows.inputDimension);
    return traceRow(Float64Array.from(inputs), layers, network);
  });
  const kernel = new Float64Array(rows.rowCount ** 2);
  for (const [i, left] of traces.entries()) {
    for (const [j, right] of traces.entries()) kernel[i * rows.rowCount + j] = sumOverLayers(left, right);
  }
  return kernel;

  function sumOverLayers(left: RowTrace, right: RowTrace): number {
    let sum = 0;
    for (const [index, layer] of layers.entries()) {
      const slopes = dot(left.slopes[index] as Float64Array, right.slopes[index] as Float64Array);
      const inputs = dot(left.inputs[index] as Float64Array, right.inputs[index] as Float64Array);
      // A weight's derivative is s_w / sqrt(fan-in) slope input, a bias's is s_b slope.
      sum += slopes * ((network.weightVariance * inputs) / layer.fanIn + network.biasVariance);
    }
    return sum;
  }
}

function drawLayers(
  inputDimension: number,
  { depth }: WideNetwork,
  width: number,
  stream: RandomStream,
): Layer[] {
  return Array.from({ length: depth + 1 }, (_, index) => {
    const fanIn = index === 0 ? inputDimension : width;
    const fanOut = index === depth ? 1 : width;
    const weights = Float64Array.from({ length: fanIn * fanOut }, () => stream.normal());
    return { weights, biases: Float64Array.from({ length: fanOut }, () => stream.normal()), fanIn, fanOut };
  });
}

/** For each layer what goes into it, and the derivative of the output by its pre-activations. */
interface RowTrace {
  readonly inputs: readonly Float64Array[];
  readonly slopes: readonly Float64Array[];
}

function traceRow(row: Float64Array, layers: readonly Layer[], network: WideNetwork): RowTrace {
  const [weightScale, biasScale] = [Math.sqrt(network.weightVariance), Math.sqrt(network.biasVariance)];
  const inputs: Float64Array[] = [row];
  for (const layer of layers.slice(0, -1)) {
    const sums = forward(layer, inputs.at(-1) as Float64Array, weightScale / Math.sqrt(layer.fanIn));
    inputs.push(sums.map((sum, unit) => Math.max(0, sum + biasScale * (layer.biases[unit] as number))));
  }
  const slopes: Float64Array[] = [Float64Array.of(1)];
  for (let index = layers.length - 1; index > 0; index -= 1) {
    const layer = layers[index] as Layer;
    const active = inputs[index] as Float64Array;
    const scale = weightScale / Math.sqrt(layer.fanIn);
    slopes.unshift(backward(layer, slopes[0] as Float64Array, active, scale));
  }
  return { inputs, slopes };
}

/** `weights` holds one row of `fanIn` numbers per unit of the layer. */
function forward({ weights, fanIn, fanOut }: Layer, inputs: Float64Array, scale: number): Float64Array {
  return Float64Array.from({ length: fanOut }, (_, unit) => {
    let sum = 0;
    for (let input = 0; input < fanIn; input += 1) {
      sum += (weights[unit * fanIn + input] as number) * (inputs[input] as number);
    }
    return scale * sum;
  });
}

function backward(
  { weights, fanIn, fanOut }: Layer,
  slopes: Float64Array,
  active: Float64Array,
  scale: number,
): Float64Array {
  const before = new Float64Array(fanIn);
  for (let unit = 0; unit < fanOut; unit += 1) {
    const slope = scale * (slopes[unit] as number);
    for (let input = 0; input < fanIn; input += 1) {
      before[input] = (before[input] as number) + slope * (weights[unit * fanIn + input] as number);
    }
  }
  return before.map((slope, input) => ((active[input] as number) > 0 ? slope : 0));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] as number) * (b[index] as number);
  return sum;
}
