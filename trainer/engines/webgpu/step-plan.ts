import type { DirectTile } from "@/trainer/engines/webgpu/direct-tile";
import { firstLayerShader, hiddenLayerShader } from "@/trainer/engines/webgpu/forward-shader";
import type { BindingTypes, GpuContext } from "@/trainer/engines/webgpu/gpu-context";
import type { NetworkGeometry } from "@/trainer/engines/webgpu/network-geometry";
import { outputInvocations, outputShader } from "@/trainer/engines/webgpu/output-shader";
import { trainingPrelude } from "@/trainer/engines/webgpu/shader-prelude";
import { slopesShader } from "@/trainer/engines/webgpu/slopes-shader";
import {
  tiledFirstLayerShader,
  tiledHiddenLayerShader,
  tiledSlopesShader,
} from "@/trainer/engines/webgpu/tiled-layer-shaders";
import type { ProductKernel } from "@/trainer/engines/webgpu/tiling";
import { updateShader, updateWorkgroups } from "@/trainer/engines/webgpu/update-shader";

/** Bindings of all kernels of a step, see `trainingPrelude`. */
export const trainingBindings: BindingTypes = [
  "storage",
  "storage",
  "storage",
  "read-only-storage",
  "read-only-storage",
  "read-only-storage",
  "storage",
  "storage",
];

const shaders = {
  direct: { first: firstLayerShader, hidden: hiddenLayerShader, slopes: slopesShader },
  tiled: {
    first: () => tiledFirstLayerShader,
    hidden: () => tiledHiddenLayerShader,
    slopes: () => tiledSlopesShader,
  },
} as const satisfies Record<ProductKernel, Record<string, (tile: DirectTile) => string>>;

/** One kernel launch. */
export interface Dispatch {
  pipeline: GPUComputePipeline;
  workgroups: number;
}

/**
 * The launches of one training step: forward through the hidden layers, values and losses, slopes backwards, and one
 * update of all weights: 2 depth + 1, or 2 for a linear model.
 */
export async function stepPlan(context: GpuContext, geometry: NetworkGeometry): Promise<Dispatch[]> {
  const { depth, tileGroups, products, tile, workgroupSize } = geometry;
  const prelude = trainingPrelude(geometry);
  const compile = (shader: string) => context.compile(prelude + shader, trainingBindings);
  const [first, hidden, output, slopes, update] = await Promise.all([
    depth > 0 ? compile(shaders[products.first].first(tile)) : null,
    depth > 1 ? compile(shaders[products.hidden].hidden(tile)) : null,
    compile(outputShader(geometry)),
    depth > 1 ? compile(shaders[products.hidden].slopes(tile)) : null,
    compile(updateShader(geometry)),
  ]);
  const plan: Dispatch[] = [];
  const add = (pipeline: GPUComputePipeline | null, workgroups: number) => {
    if (pipeline) plan.push({ pipeline, workgroups });
  };
  add(first, tileGroups);
  // See `layerOf` in the kernels.
  for (let layer = 1; layer < depth; layer += 1) add(hidden, tileGroups + layer);
  add(output, Math.ceil(outputInvocations(geometry) / workgroupSize));
  for (let layer = depth - 1; layer > 0; layer -= 1) add(slopes, tileGroups + layer);
  add(update, updateWorkgroups(geometry));
  return plan;
}

/** Writes steps into a pass whose bindings are set. */
export function encodeSteps(
  pass: GPUComputePassEncoder,
  plan: readonly Dispatch[],
  stepCount: number,
  replicaCount: number,
): void {
  let current: GPUComputePipeline | null = null;
  for (let step = 0; step < stepCount; step += 1) {
    for (const { pipeline, workgroups } of plan) {
      if (pipeline !== current) pass.setPipeline(pipeline);
      current = pipeline;
      pass.dispatchWorkgroups(workgroups, 1, replicaCount);
    }
  }
}
