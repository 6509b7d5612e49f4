import type { Loss } from "@/core/training/recipe";
import type { NetworkGeometry } from "@/trainer/engines/webgpu/network-geometry";

/** Loss and slope of one row: f is the network's value, y its target or its label as -1 or +1. */
const rowResultOf: Record<"classification" | "regression", string> = {
  classification: /* wgsl */ `
// log(1 + u) for 0 <= u <= 1, exact to float32: twice the series of the inverse hyperbolic tangent of u / (2 + u).
fn logOnePlus(u: f32) -> f32 {
  let z = u / (2.0 + u);
  let square = z * z;
  let tail = 1.0 / 7.0 + square * (1.0 / 9.0 + square * (1.0 / 11.0 + square * (1.0 / 13.0)));
  return 2.0 * z * (1.0 + square * (1.0 / 3.0 + square * (0.2 + square * tail)));
}

fn resultOf(value: f32, label: f32) -> vec2f {
  let margin = label * value;
  let decay = exp(-abs(margin));
  let loss = max(0.0, -margin) + logOnePlus(decay);
  let slope = -label * select(1.0, decay, margin >= 0.0) / (1.0 + decay);
  let isWrong = (value >= 0.0) != (label > 0.0);
  return vec2f(select(loss, -loss, isWrong), slope);
}
`,
  regression: /* wgsl */ `
fn resultOf(value: f32, expected: f32) -> vec2f {
  let distance = value - expected;
  // A finite output may have a square that is not.
  return vec2f(0.5 * min(distance * distance, 1e30), distance);
}
`,
};

/** The network's value and the weights whose sum with a row it is; two logits give their difference. */
export function outputFunctions(loss: Loss, source: "inputs" | "activations"): string {
  const isSoftmax = loss === "softmax";
  const second = isSoftmax ? "weights[weightStart + lastVectors + index]" : "vec4f(0.0)";
  return /* wgsl */ `
// The value, and the two outputs of which it is the difference.
fn outputsOf(weightStart: u32, x: u32) -> vec3f {
  var first = vec4f(0.0);
  var second = vec4f(0.0);
  for (var index = 0u; index < lastVectors; index++) {
    let input = ${source}[x + index];
    first += input * weights[weightStart + index];
    second += input * ${second};
  }
  let bias = weights[weightStart + ${isSoftmax ? "2u" : "1u"} * lastVectors];
  let one = dot(first, vec4f(1.0)) + bias.x;
  let two = dot(second, vec4f(1.0)) + bias.y;
  return vec3f(${isSoftmax ? "two - one" : "one"}, one, two);
}

// Slope of the value by the inputs of the output layer.
fn outputWeight(weightStart: u32, index: u32) -> vec4f {
  return ${isSoftmax ? `${second} - weights[weightStart + index]` : "weights[weightStart + index]"};
}
`;
}

/** Values, losses and their slopes, down to the slopes of the last hidden layer. */
export function outputShader({ loss, depth, slopeChunk }: NetworkGeometry): string {
  const source = depth === 0 ? "inputs" : "activations";
  return /* wgsl */ `
${rowResultOf[loss === "squared" ? "regression" : "classification"]}
${outputFunctions(loss, source)}
const chunkVectors = ${slopeChunk}u;
const chunks = ${chunkCount(depth, "widthVectors")};

@compute @workgroup_size(workgroupSize)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let replica = id.z;
  let row = id.x / chunks;
  let chunk = id.x % chunks;
  let rows = rowsOfStep(replica);
  let position = progress.replicas[replica].position;
  if (id.x == 0u) {
    progress.replicas[replica].stepPosition = position;
    progress.replicas[replica].stepRows = rows;
  }
  if (row >= rows) { return; }
  let sample = orders[orderStart(replica, position) + row];
  let x = ${depth === 0 ? "sample * inputVectors" : "hiddenStart(replica, depth - 1u) + row * widthVectors"};
  let weightStart = replica * weightVectors + outputWeightStart;
  let outputs = outputsOf(weightStart, x);
  let result = resultOf(outputs.x, targets[sample]);
  if (chunk == 0u) {
    rowResults[replica * batchRows + row] = result;
    if (isBroken(outputs.xyzz)) {
      atomicStore(&progress.replicas[replica].hasBrokenOutput, 1u);
    }
  }
${depth === 0 ? "" : lastSlopes}
}
`;
}

const lastSlopes = /* wgsl */ `
  for (var index = chunk * chunkVectors; index < min(widthVectors, (chunk + 1u) * chunkVectors); index++) {
    let slope = result.y * outputWeight(weightStart, index);
    slopes[x + index] = select(vec4f(0.0), slope, activations[x + index] > vec4f(0.0));
  }
`;

function chunkCount(depth: number, vectors: string): string {
  return depth === 0 ? "1u" : `(${vectors} + chunkVectors - 1u) / chunkVectors`;
}

/** Invocations of the output kernel for one replica. */
export function outputInvocations({ depth, widthVectors, batchSize, slopeChunk }: NetworkGeometry): number {
  return batchSize * (depth === 0 ? 1 : Math.ceil(widthVectors / slopeChunk));
}
