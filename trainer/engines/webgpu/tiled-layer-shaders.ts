import { reluFunction } from "@/trainer/engines/webgpu/forward-shader";
import { fillTiles, placeInBlock, tileMemory } from "@/trainer/engines/webgpu/tile-shader";

// The kernels of forward-shader.ts and slopes-shader.ts once more, with operands in workgroup memory. No invocation
// may return before the last barrier, so those beyond the layer compute zeros and store nothing.

/** The block of a workgroup that works on one hidden layer; whole workgroups beyond the batch return. */
const blockStart = /* wgsl */ `
  let rows = agreedRows(rowsOfStep(replica), invocation);
  let firstRow = tileRows * (group.x / columnBlocks);
  if (firstRow >= rows) { return; }
  let firstColumn = tileVectors * (group.x % columnBlocks);
  ${placeInBlock}
  let row = firstRow + 4u * line;
  let unit = firstColumn + column;
`;

function forwardSums(value: string, vectors: "inputVectors" | "widthVectors"): string {
  return /* wgsl */ `
  // Beyond the layer it is some other number, which is not used.
  let bias = weights[weightStart + 4u * ${vectors} * widthVectors + unit];
  var sum0 = bias;
  var sum1 = bias;
  var sum2 = bias;
  var sum3 = bias;
  for (var slice = 0u; slice < ${vectors}; slice += tileVectors) {
    ${fillTiles(
      { value, isInside: `firstRow + tileRow < rows && slice + tileVector < ${vectors}` },
      {
        value: "weights[weightStart + (4u * slice + tileRow) * widthVectors + firstColumn + tileVector]",
        isInside: `4u * slice + tileRow < 4u * ${vectors} && firstColumn + tileVector < widthVectors`,
      },
    )}
    for (var index = 0u; index < min(tileVectors, ${vectors} - slice); index++) {
      let input0 = leftTile[4u * line * tileStride + index];
      let input1 = leftTile[(4u * line + 1u) * tileStride + index];
      let input2 = leftTile[(4u * line + 2u) * tileStride + index];
      let input3 = leftTile[(4u * line + 3u) * tileStride + index];
      let weight0 = rightTile[4u * index * tileStride + column];
      let weight1 = rightTile[(4u * index + 1u) * tileStride + column];
      let weight2 = rightTile[(4u * index + 2u) * tileStride + column];
      let weight3 = rightTile[(4u * index + 3u) * tileStride + column];
      sum0 += input0.x * weight0 + input0.y * weight1 + input0.z * weight2 + input0.w * weight3;
      sum1 += input1.x * weight0 + input1.y * weight1 + input1.z * weight2 + input1.w * weight3;
      sum2 += input2.x * weight0 + input2.y * weight1 + input2.z * weight2 + input2.w * weight3;
      sum3 += input3.x * weight0 + input3.y * weight1 + input3.z * weight2 + input3.w * weight3;
    }
    workgroupBarrier();
  }
  if (row < rows && unit < widthVectors) {
    activations[place] = relu(sum0);
    activations[place + widthVectors] = relu(sum1);
    activations[place + 2u * widthVectors] = relu(sum2);
    activations[place + 3u * widthVectors] = relu(sum3);
  }
`;
}

export const tiledFirstLayerShader = /* wgsl */ `
${tileMemory}
${reluFunction}
@compute @workgroup_size(workgroupSize)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) invocation: u32) {
  let replica = group.z;
  ${blockStart}
  let order = orderStart(replica, progress.replicas[replica].position);
  let weightStart = replica * weightVectors;
  let place = hiddenStart(replica, 0u) + row * widthVectors + unit;
${forwardSums("inputs[orders[order + firstRow + tileRow] * inputVectors + slice + tileVector]", "inputVectors")}
}
`;

const mainOfHiddenLayer = /* wgsl */ `
@compute @workgroup_size(workgroupSize)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) invocation: u32,
  @builtin(num_workgroups) workgroupCount: vec3u,
) {
  let replica = group.z;
  let layer = layerOf(workgroupCount, tileGroups);
  ${blockStart}
  let weightStart = replica * weightVectors + hiddenWeightStart + (layer - 1u) * hiddenLayerVectors;
`;

export const tiledHiddenLayerShader = /* wgsl */ `
${tileMemory}
${reluFunction}
${mainOfHiddenLayer}
  let below = hiddenStart(replica, layer - 1u);
  let place = hiddenStart(replica, layer) + row * widthVectors + unit;
${forwardSums("activations[below + (firstRow + tileRow) * widthVectors + slice + tileVector]", "widthVectors")}
}
`;

export const tiledSlopesShader = /* wgsl */ `
${tileMemory}
${mainOfHiddenLayer}
  let above = hiddenStart(replica, layer);
  var sum0 = vec4f(0.0);
  var sum1 = vec4f(0.0);
  var sum2 = vec4f(0.0);
  var sum3 = vec4f(0.0);
  for (var slice = 0u; slice < widthVectors; slice += tileVectors) {
    ${fillTiles(
      {
        value: "slopes[above + (firstRow + tileRow) * widthVectors + slice + tileVector]",
        isInside: "firstRow + tileRow < rows && slice + tileVector < widthVectors",
      },
      {
        value: "weights[weightStart + (4u * firstColumn + tileRow) * widthVectors + slice + tileVector]",
        isInside: "4u * firstColumn + tileRow < 4u * widthVectors && slice + tileVector < widthVectors",
      },
    )}
    for (var index = 0u; index < min(tileVectors, widthVectors - slice); index++) {
      let slope0 = leftTile[4u * line * tileStride + index];
      let slope1 = leftTile[(4u * line + 1u) * tileStride + index];
      let slope2 = leftTile[(4u * line + 2u) * tileStride + index];
      let slope3 = leftTile[(4u * line + 3u) * tileStride + index];
      let weight0 = rightTile[4u * column * tileStride + index];
      let weight1 = rightTile[(4u * column + 1u) * tileStride + index];
      let weight2 = rightTile[(4u * column + 2u) * tileStride + index];
      let weight3 = rightTile[(4u * column + 3u) * tileStride + index];
      sum0 += vec4f(dot(slope0, weight0), dot(slope0, weight1), dot(slope0, weight2), dot(slope0, weight3));
      sum1 += vec4f(dot(slope1, weight0), dot(slope1, weight1), dot(slope1, weight2), dot(slope1, weight3));
      sum2 += vec4f(dot(slope2, weight0), dot(slope2, weight1), dot(slope2, weight2), dot(slope2, weight3));
      sum3 += vec4f(dot(slope3, weight0), dot(slope3, weight1), dot(slope3, weight2), dot(slope3, weight3));
    }
    workgroupBarrier();
  }
  if (row < rows && unit < widthVectors) {
    let place = hiddenStart(replica, layer - 1u) + row * widthVectors + unit;
    put(place, sum0);
    put(place + widthVectors, sum1);
    put(place + 2u * widthVectors, sum2);
    put(place + 3u * widthVectors, sum3);
  }
}

fn put(place: u32, slope: vec4f) {
  slopes[place] = select(vec4f(0.0), slope, activations[place] > vec4f(0.0));
}
`;
