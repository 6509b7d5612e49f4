/**
 * Sums of one tile of a hidden layer, four rows by four units in registers: bias + inputs * weights, then ReLU.
 * `source` is the array of the four rows, which start at x0 .. x3.
 */
export function forwardTile(
  source: "inputs" | "activations",
  vectors: "inputVectors" | "widthVectors",
): string {
  return /* wgsl */ `
  var weight = weightStart + column;
  let bias = weights[weight + 4u * ${vectors} * widthVectors];
  var sum0 = bias;
  var sum1 = bias;
  var sum2 = bias;
  var sum3 = bias;
  for (var index = 0u; index < ${vectors}; index++) {
    let input0 = ${source}[x0 + index];
    let input1 = ${source}[x1 + index];
    let input2 = ${source}[x2 + index];
    let input3 = ${source}[x3 + index];
    let weight0 = weights[weight];
    let weight1 = weights[weight + widthVectors];
    let weight2 = weights[weight + 2u * widthVectors];
    let weight3 = weights[weight + 3u * widthVectors];
    sum0 += input0.x * weight0 + input0.y * weight1 + input0.z * weight2 + input0.w * weight3;
    sum1 += input1.x * weight0 + input1.y * weight1 + input1.z * weight2 + input1.w * weight3;
    sum2 += input2.x * weight0 + input2.y * weight1 + input2.z * weight2 + input2.w * weight3;
    sum3 += input3.x * weight0 + input3.y * weight1 + input3.z * weight2 + input3.w * weight3;
    weight += 4u * widthVectors;
  }
  activations[place] = relu(sum0);
  activations[place + widthVectors] = relu(sum1);
  activations[place + 2u * widthVectors] = relu(sum2);
  activations[place + 3u * widthVectors] = relu(sum3);
`;
}

/** ReLU that hands a NaN on, so that the output shows it. */
export const reluFunction = /* wgsl */ `
fn relu(value: vec4f) -> vec4f {
  return select(value, vec4f(0.0), value < vec4f(0.0));
}
`;

/** The first hidden layer reads the rows of the batch where they lie. */
export const firstLayerShader = /* wgsl */ `
${reluFunction}
@compute @workgroup_size(workgroupSize)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) invocation: u32) {
  let replica = group.z;
  let tile = tileOf(group.x, invocation);
  let row = 4u * tile.line;
  let column = tile.column;
  let rows = rowsOfStep(replica);
  if (row >= rows || column >= widthVectors) { return; }
  // Rows of the last tile beyond the batch repeat its last row; nothing reads what they give.
  let last = rows - 1u;
  let order = orderStart(replica, progress.replicas[replica].position);
  let x0 = orders[order + row] * inputVectors;
  let x1 = orders[order + min(row + 1u, last)] * inputVectors;
  let x2 = orders[order + min(row + 2u, last)] * inputVectors;
  let x3 = orders[order + min(row + 3u, last)] * inputVectors;
  let weightStart = replica * weightVectors;
  let place = hiddenStart(replica, 0u) + row * widthVectors + column;
${forwardTile("inputs", "inputVectors")}
}
`;

export const hiddenLayerShader = /* wgsl */ `
${reluFunction}
@compute @workgroup_size(workgroupSize)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) invocation: u32,
  @builtin(num_workgroups) workgroupCount: vec3u,
) {
  let replica = group.z;
  let layer = layerOf(workgroupCount, tileGroups);
  let tile = tileOf(group.x, invocation);
  let row = 4u * tile.line;
  let column = tile.column;
  if (row >= rowsOfStep(replica) || column >= widthVectors) { return; }
  let x0 = hiddenStart(replica, layer - 1u) + row * widthVectors;
  let x1 = x0 + widthVectors;
  let x2 = x1 + widthVectors;
  let x3 = x2 + widthVectors;
  let weightStart = replica * weightVectors + hiddenWeightStart + (layer - 1u) * hiddenLayerVectors;
  let place = hiddenStart(replica, layer) + row * widthVectors + column;
${forwardTile("activations", "widthVectors")}
}
`;
