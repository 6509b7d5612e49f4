import { type DirectTile, range } from "@/trainer/engines/webgpu/direct-tile";

/**
 * Sums of one tile of a hidden layer in registers: bias + inputs * weights, then ReLU. `source` is the array of the
 * tile's rows, which start at x0, x1 and so on. The last tile of a row may reach beyond the layer: what it computes
 * there is some number that is not kept.
 */
export function forwardTile(
  source: "inputs" | "activations",
  vectors: "inputVectors" | "widthVectors",
  { rows, vectors: columns }: DirectTile,
): string {
  const lines: string[] = ["var weight = weightStart + column;"];
  for (const v of range(columns)) {
    lines.push(`let bias${v} = weights[weight + 4u * ${vectors} * widthVectors + ${v}u];`);
  }
  for (const r of range(rows)) for (const v of range(columns)) lines.push(`var sum${r}v${v} = bias${v};`);
  lines.push(`for (var index = 0u; index < ${vectors}; index++) {`);
  for (const r of range(rows)) lines.push(`let input${r} = ${source}[x${r} + index];`);
  for (const v of range(columns)) {
    for (const c of range(4)) {
      lines.push(`let weight${c}v${v} = weights[weight + ${c}u * widthVectors + ${v}u];`);
    }
    for (const r of range(rows)) {
      const products = [..."xyzw"].map((part, c) => `input${r}.${part} * weight${c}v${v}`);
      lines.push(`sum${r}v${v} += ${products.join(" + ")};`);
    }
  }
  lines.push("weight += 4u * widthVectors;", "}");
  for (const v of range(columns)) {
    lines.push(v === 0 ? "{" : `if (column + ${v}u < widthVectors) {`);
    for (const r of range(rows)) {
      lines.push(`activations[place + ${r}u * widthVectors + ${v}u] = relu(sum${r}v${v});`);
    }
    lines.push("}");
  }
  return lines.join("\n  ");
}

/** ReLU that hands a NaN on, so that the output shows it. */
export const reluFunction = /* wgsl */ `
fn relu(value: vec4f) -> vec4f {
  return select(value, vec4f(0.0), value < vec4f(0.0));
}
`;

/** Where the rows of a tile start that lie one after another. */
export function rowStarts(tile: DirectTile): string {
  return range(tile.rows)
    .slice(1)
    .map((r) => `let x${r} = x${r - 1} + widthVectors;`)
    .join("\n  ");
}

/** The first hidden layer reads the rows of the batch where they lie. */
export function firstLayerShader(tile: DirectTile): string {
  // Rows of the last tile beyond the batch repeat its last row; nothing reads what they give.
  const starts = range(tile.rows)
    .map((r) => `let x${r} = orders[order + ${r === 0 ? "row" : `min(row + ${r}u, last)`}] * inputVectors;`)
    .join("\n  ");
  return /* wgsl */ `
${reluFunction}
@compute @workgroup_size(workgroupSize)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) invocation: u32) {
  let replica = group.z;
  let tile = tileOf(group.x, invocation);
  let row = ${tile.rows}u * tile.line;
  let column = ${tile.vectors}u * tile.column;
  let rows = rowsOfStep(replica);
  if (row >= rows || column >= widthVectors) { return; }
  let last = rows - 1u;
  let order = orderStart(replica, progress.replicas[replica].position);
  ${starts}
  let weightStart = replica * weightVectors;
  let place = hiddenStart(replica, 0u) + row * widthVectors + column;
  ${forwardTile("inputs", "inputVectors", tile)}
}
`;
}

export function hiddenLayerShader(tile: DirectTile): string {
  return /* wgsl */ `
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
  let row = ${tile.rows}u * tile.line;
  let column = ${tile.vectors}u * tile.column;
  if (row >= rowsOfStep(replica) || column >= widthVectors) { return; }
  let x0 = hiddenStart(replica, layer - 1u) + row * widthVectors;
  ${rowStarts(tile)}
  let weightStart = replica * weightVectors + hiddenWeightStart + (layer - 1u) * hiddenLayerVectors;
  let place = hiddenStart(replica, layer) + row * widthVectors + column;
  ${forwardTile("activations", "widthVectors", tile)}
}
`;
}
