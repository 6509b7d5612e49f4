/**
 * Slopes of a hidden layer from those of the layer above, number `layer`: four rows by four units in registers. A unit
 * whose ReLU gives 0 has none.
 */
export const slopesShader = /* wgsl */ `
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
  let above = hiddenStart(replica, layer) + row * widthVectors;
  var weight = replica * weightVectors + hiddenWeightStart + (layer - 1u) * hiddenLayerVectors
    + 4u * column * widthVectors;
  var sum0 = vec4f(0.0);
  var sum1 = vec4f(0.0);
  var sum2 = vec4f(0.0);
  var sum3 = vec4f(0.0);
  for (var index = 0u; index < widthVectors; index++) {
    let slope0 = slopes[above + index];
    let slope1 = slopes[above + widthVectors + index];
    let slope2 = slopes[above + 2u * widthVectors + index];
    let slope3 = slopes[above + 3u * widthVectors + index];
    let weight0 = weights[weight];
    let weight1 = weights[weight + widthVectors];
    let weight2 = weights[weight + 2u * widthVectors];
    let weight3 = weights[weight + 3u * widthVectors];
    sum0 += vec4f(dot(slope0, weight0), dot(slope0, weight1), dot(slope0, weight2), dot(slope0, weight3));
    sum1 += vec4f(dot(slope1, weight0), dot(slope1, weight1), dot(slope1, weight2), dot(slope1, weight3));
    sum2 += vec4f(dot(slope2, weight0), dot(slope2, weight1), dot(slope2, weight2), dot(slope2, weight3));
    sum3 += vec4f(dot(slope3, weight0), dot(slope3, weight1), dot(slope3, weight2), dot(slope3, weight3));
    weight += 1u;
  }
  let place = hiddenStart(replica, layer - 1u) + row * widthVectors + column;
  put(place, sum0);
  put(place + widthVectors, sum1);
  put(place + 2u * widthVectors, sum2);
  put(place + 3u * widthVectors, sum3);
}

fn put(place: u32, slope: vec4f) {
  slopes[place] = select(vec4f(0.0), slope, activations[place] > vec4f(0.0));
}
`;
