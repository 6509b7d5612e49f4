import type { Loss } from "@/core/training/recipe";
import { range, smallTile } from "@/trainer/engines/webgpu/direct-tile";
import { forwardTile, reluFunction, rowStarts } from "@/trainer/engines/webgpu/forward-shader";
import type { NetworkGeometry } from "@/trainer/engines/webgpu/network-geometry";
import { outputFunctions } from "@/trainer/engines/webgpu/output-shader";
import { networkConstants } from "@/trainer/engines/webgpu/shader-prelude";

/** What the kernels share that compute the network's values on many rows, a block of rows at a time. */
export function valuesPrelude(geometry: NetworkGeometry, blockRows: number): string {
  return /* wgsl */ `
${networkConstants(geometry, smallTile)}
const blockRows = ${blockRows}u;

struct Block { firstRow: u32, rows: u32, allRows: u32, tileGroups: u32 }

@group(0) @binding(0) var<storage, read> weights: array<vec4f>;
// Two halves that the layers fill in turns.
@group(0) @binding(1) var<storage, read_write> activations: array<vec4f>;
@group(0) @binding(2) var<storage, read> inputs: array<vec4f>;
// Numbers of the replicas that are asked for.
@group(0) @binding(3) var<storage, read> chosen: array<u32>;
@group(0) @binding(4) var<storage, read_write> values: array<f32>;
@group(0) @binding(5) var<uniform> block: Block;

fn halfStart(entry: u32, layer: u32) -> u32 {
  return (2u * entry + layer % 2u) * blockRows * widthVectors;
}
`;
}

export function firstValuesShader(): string {
  const starts = range(smallTile.rows)
    .map((r) => `let x${r} = (block.firstRow + min(row + ${r}u, last)) * inputVectors;`)
    .join("\n  ");
  return /* wgsl */ `
${reluFunction}
@compute @workgroup_size(workgroupSize)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) invocation: u32) {
  let tile = tileOf(group.x, invocation);
  let row = ${smallTile.rows}u * tile.line;
  let column = tile.column;
  if (row >= block.rows || column >= widthVectors) { return; }
  let last = block.rows - 1u;
  ${starts}
  let weightStart = chosen[group.z] * weightVectors;
  let place = halfStart(group.z, 0u) + row * widthVectors + column;
  ${forwardTile("inputs", "inputVectors", smallTile)}
}
`;
}

export function hiddenValuesShader(): string {
  return /* wgsl */ `
${reluFunction}
@compute @workgroup_size(workgroupSize)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) invocation: u32,
  @builtin(num_workgroups) workgroupCount: vec3u,
) {
  let layer = layerOf(workgroupCount, block.tileGroups);
  let tile = tileOf(group.x, invocation);
  let row = ${smallTile.rows}u * tile.line;
  let column = tile.column;
  if (row >= block.rows || column >= widthVectors) { return; }
  let x0 = halfStart(group.z, layer - 1u) + row * widthVectors;
  ${rowStarts(smallTile)}
  let weightStart = chosen[group.z] * weightVectors + hiddenWeightStart + (layer - 1u) * hiddenLayerVectors;
  let place = halfStart(group.z, layer) + row * widthVectors + column;
  ${forwardTile("activations", "widthVectors", smallTile)}
}
`;
}

export function outputValuesShader(loss: Loss, depth: number): string {
  return /* wgsl */ `
${outputFunctions(loss, depth === 0 ? "inputs" : "activations")}
@compute @workgroup_size(workgroupSize)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.x;
  if (row >= block.rows) { return; }
  let x = ${depth === 0 ? "(block.firstRow + row) * inputVectors" : "halfStart(id.z, depth - 1u) + row * widthVectors"};
  let outputs = outputsOf(chosen[id.z] * weightVectors + outputWeightStart, x);
  values[id.z * block.allRows + block.firstRow + row] = outputs.x;
}
`;
}
