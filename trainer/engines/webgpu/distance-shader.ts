import type { NetworkGeometry } from "@/trainer/engines/webgpu/network-geometry";
import { networkConstants } from "@/trainer/engines/webgpu/shader-prelude";

/** Partial sums of a layer; the host adds them in float64. */
export const partialCount = 64;

/** Squared distance of the weights from others, by replica and layer, in `partialCount` partial sums each. */
export function distanceShader(geometry: NetworkGeometry): string {
  const { layerStarts, weightVectors } = geometry;
  const bounds = [...layerStarts, weightVectors];
  return /* wgsl */ `
${networkConstants(geometry, geometry.tile)}
const bounds = array<u32, ${bounds.length}>(${bounds.map((bound) => `${bound}u`).join(", ")});

@group(0) @binding(0) var<storage, read> weights: array<vec4f>;
@group(0) @binding(1) var<storage, read> others: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> sums: array<f32>;

@compute @workgroup_size(${partialCount})
fn main(@builtin(local_invocation_id) local: vec3u, @builtin(workgroup_id) group: vec3u) {
  let layer = group.x;
  let replica = group.z;
  var layerBounds = bounds;
  var sum = 0.0;
  for (var index = layerBounds[layer] + local.x; index < layerBounds[layer + 1u]; index += ${partialCount}u) {
    let difference = weights[replica * weightVectors + index] - others[replica * weightVectors + index];
    sum += dot(difference, difference);
  }
  sums[(replica * (depth + 1u) + layer) * ${partialCount}u + local.x] = sum;
}
`;
}
