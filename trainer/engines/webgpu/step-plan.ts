import { firstLayerShader, hiddenLayerShader } from "@/trainer/engines/webgpu/forward-shader";
import type { BindingTypes, GpuContext } from "@/trainer/engines/webgpu/gpu-context";
import { type NetworkGeometry, workgroupSize } from "@/trainer/engines/webgpu/network-geometry";
import { outputInvocations, outputShader } from "@/trainer/engines/webgpu/output-shader";
import { trainingPrelude } from "@/trainer/engines/webgpu/shader-prelude";
import { slopesShader } from "@/trainer/engines/webgpu/slopes-shader";
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

/** One kernel launch. */
export interface Dispatch {
  pipeline: GPUComputePipeline;
  /** Group 1; null keeps what is set. */
  stage: GPUBindGroup | null;
  workgroups: number;
}

/**
 * The launches of one training step: forward through the hidden layers, values and losses, slopes backwards, and one
 * update of all weights: 2 depth + 1, or 2 for a linear model.
 */
export async function stepPlan(context: GpuContext, geometry: NetworkGeometry): Promise<Dispatch[]> {
  const { depth, widthVectors, batchRows } = geometry;
  const prelude = trainingPrelude(geometry);
  const compile = (shader: string) => context.compile(prelude + shader, trainingBindings);
  const [first, hidden, output, slopes, update] = await Promise.all([
    depth > 0 ? compile(firstLayerShader) : null,
    depth > 1 ? compile(hiddenLayerShader) : null,
    compile(outputShader(geometry)),
    depth > 1 ? compile(slopesShader) : null,
    compile(updateShader(geometry)),
  ]);
  const tileGroups = Math.ceil(((batchRows / 4) * widthVectors) / workgroupSize);
  const plan: Dispatch[] = [];
  const add = (pipeline: GPUComputePipeline | null, layer: number | null, workgroups: number) => {
    if (pipeline) plan.push({ pipeline, stage: layer === null ? null : context.stage(layer), workgroups });
  };
  add(first, null, tileGroups);
  for (let layer = 1; layer < depth; layer += 1) add(hidden, layer, tileGroups);
  add(output, null, Math.ceil(outputInvocations(geometry) / workgroupSize));
  for (let layer = depth - 1; layer > 0; layer -= 1) {
    // The layer that was set last on the way up is the first on the way down.
    add(slopes, layer === depth - 1 ? null : layer, tileGroups);
  }
  add(update, null, updateWorkgroups(geometry));
  return plan;
}

/** Writes steps into a pass. Group 0 is set. */
export function encodeSteps(
  pass: GPUComputePassEncoder,
  plan: readonly Dispatch[],
  stepCount: number,
  replicaCount: number,
): void {
  let current: GPUComputePipeline | null = null;
  for (let step = 0; step < stepCount; step += 1) {
    for (const { pipeline, stage, workgroups } of plan) {
      if (pipeline !== current) pass.setPipeline(pipeline);
      current = pipeline;
      if (stage) pass.setBindGroup(1, stage);
      pass.dispatchWorkgroups(workgroups, 1, replicaCount);
    }
  }
}
