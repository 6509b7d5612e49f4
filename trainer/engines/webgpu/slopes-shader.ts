import { type DirectTile, range } from "@/trainer/engines/webgpu/direct-tile";

/**
 * Slopes of a hidden layer from those of the layer above, number `layer`: a tile in registers. A unit whose ReLU gives
 * 0 has none.
 */
export function slopesShader(tile: DirectTile): string {
  return /* wgsl */ `
@compute @workgroup_size(workgroupSize)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) invocation: u32,
  @builtin(num_workgroups) workgroupCount: vec3u,
) {
  let replica = group.z;
  let layer = layerOf(workgroupCount, tileGroups);
  let tile = tileOf(group.x, invocation);
  let row = ${tile.rows}u * tile.line;
  let column = ${tile.vectors}u * tile.column;
  if (row >= rowsOfStep(replica) || column >= widthVectors) { return; }
  let above = hiddenStart(replica, layer) + row * widthVectors;
  var weight = replica * weightVectors + hiddenWeightStart + (layer - 1u) * hiddenLayerVectors
    + 4u * column * widthVectors;
  let place = hiddenStart(replica, layer - 1u) + row * widthVectors + column;
  ${slopeSums(tile)}
}

fn put(place: u32, slope: vec4f) {
  slopes[place] = select(vec4f(0.0), slope, activations[place] > vec4f(0.0));
}
`;
}

function slopeSums({ rows, vectors }: DirectTile): string {
  const lines: string[] = [];
  for (const r of range(rows)) for (const v of range(vectors)) lines.push(`var sum${r}v${v} = vec4f(0.0);`);
  lines.push("for (var index = 0u; index < widthVectors; index++) {");
  for (const r of range(rows)) lines.push(`let slope${r} = slopes[above + ${r}u * widthVectors + index];`);
  for (const v of range(vectors)) {
    for (const c of range(4))
      lines.push(`let weight${c}v${v} = weights[weight + ${4 * v + c}u * widthVectors];`);
    for (const r of range(rows)) {
      const dots = range(4).map((c) => `dot(slope${r}, weight${c}v${v})`);
      lines.push(`sum${r}v${v} += vec4f(${dots.join(", ")});`);
    }
  }
  lines.push("weight += 1u;", "}");
  for (const v of range(vectors)) {
    lines.push(v === 0 ? "{" : `if (column + ${v}u < widthVectors) {`);
    for (const r of range(rows)) lines.push(`put(place + ${r}u * widthVectors + ${v}u, sum${r}v${v});`);
    lines.push("}");
  }
  return lines.join("\n  ");
}
