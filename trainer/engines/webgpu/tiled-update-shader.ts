import { fillTiles, placeInBlock } from "@/trainer/engines/webgpu/tile-shader";

/**
 * Gradient and SGD step of a block of weights of one layer: 32 inputs by 32 units. The biases lie below the weights of
 * the last inputs, as the weights of one input more that is always one. All invocations must come here together.
 */
function tiledBlock(inputValue: string, vectors: "inputVectors" | "widthVectors"): string {
  const line = "firstLine + tileVector";
  return /* wgsl */ `
  let firstLine = tileVectors * (block / columnBlocks);
  let firstColumn = tileVectors * (block % columnBlocks);
  ${placeInBlock}
  var sum0 = vec4f(0.0);
  var sum1 = vec4f(0.0);
  var sum2 = vec4f(0.0);
  var sum3 = vec4f(0.0);
  for (var slice = 0u; slice < rows; slice += tileRows) {
    ${fillTiles(
      {
        value: `select(${inputValue}, vec4f(1.0, 0.0, 0.0, 0.0), ${line} == ${vectors})`,
        isInside: `slice + tileRow < rows && ${line} <= ${vectors}`,
      },
      {
        value: "slopes[slopeStart + (slice + tileRow) * widthVectors + firstColumn + tileVector]",
        isInside: "slice + tileRow < rows && firstColumn + tileVector < widthVectors",
      },
    )}
    for (var row = 0u; row < min(tileRows, rows - slice); row++) {
      let input = leftTile[row * tileStride + line];
      let slope = rightTile[row * tileStride + column];
      sum0 += input.x * slope;
      sum1 += input.y * slope;
      sum2 += input.z * slope;
      sum3 += input.w * slope;
    }
    workgroupBarrier();
  }
  if (firstLine + line > ${vectors} || firstColumn + column >= widthVectors) { return; }
  let weight = weightStart + 4u * (firstLine + line) * widthVectors + firstColumn + column;
  changeWeight(replica, weight, scale * sum0);
  if (firstLine + line == ${vectors}) { return; }
  changeWeight(replica, weight + widthVectors, scale * sum1);
  changeWeight(replica, weight + 2u * widthVectors, scale * sum2);
  changeWeight(replica, weight + 3u * widthVectors, scale * sum3);
`;
}

export const tiledUpdateFirst = /* wgsl */ `
fn updateFirst(replica: u32, rows: u32, scale: f32, block: u32, invocation: u32) {
  let weightStart = replica * weightVectors;
  let slopeStart = hiddenStart(replica, 0u);
  let order = orderStart(replica, progress.replicas[replica].stepPosition);
  ${tiledBlock("inputs[orders[order + slice + tileRow] * inputVectors + firstLine + tileVector]", "inputVectors")}
}
`;

export const tiledUpdateHidden = /* wgsl */ `
fn updateHidden(replica: u32, rows: u32, scale: f32, layer: u32, block: u32, invocation: u32) {
  let weightStart = replica * weightVectors + hiddenWeightStart + (layer - 1u) * hiddenLayerVectors;
  let slopeStart = hiddenStart(replica, layer);
  let inputStart = hiddenStart(replica, layer - 1u);
  ${tiledBlock("activations[inputStart + (slice + tileRow) * widthVectors + firstLine + tileVector]", "widthVectors")}
}
`;
