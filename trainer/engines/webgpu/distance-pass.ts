import { distanceShader, partialCount } from "@/trainer/engines/webgpu/distance-shader";
import type { BindingTypes, GpuContext } from "@/trainer/engines/webgpu/gpu-context";
import { bufferUsage } from "@/trainer/engines/webgpu/gpu-flags";
import { readFloats } from "@/trainer/engines/webgpu/gpu-network";
import type { NetworkGeometry } from "@/trainer/engines/webgpu/network-geometry";

const bindingTypes: BindingTypes = ["read-only-storage", "read-only-storage", "storage"];

/** Measures how far weights are from others that are kept on the GPU. */
export interface DistancePass {
  /** Keeps the weights as they will be after what is submitted by now. */
  keepWeights(): void;
  /** Squared distance from the kept weights by replica and layer, from the input on. */
  fromKept(): Promise<number[][]>;
  /** The same from the initial weights. */
  fromStart(): Promise<number[][]>;
  destroy(): void;
}

export function compileDistanceKernel(context: GpuContext, geometry: NetworkGeometry) {
  return context.compile(distanceShader(geometry), bindingTypes);
}

/** `start` holds the padded initial weights of all replicas. */
export async function createDistancePass(
  context: GpuContext,
  geometry: NetworkGeometry,
  weights: GPUBuffer,
  start: Float32Array<ArrayBuffer>,
): Promise<DistancePass> {
  const { depth, replicaCount } = geometry;
  const { storage } = bufferUsage;
  const pipeline = await compileDistanceKernel(context, geometry);
  const [first, kept, sums] = await context.guard.attempt(
    () =>
      [
        context.createBuffer("initial weights", storage, start),
        context.createBuffer("kept weights", storage, weights.size),
        context.createBuffer("distances", storage, 4 * partialCount * (depth + 1) * replicaCount),
      ] as const,
  );

  async function squaredDistances(others: GPUBuffer): Promise<number[][]> {
    const encoder = context.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, context.bind(bindingTypes, [weights, others, sums]));
    pass.dispatchWorkgroups(depth + 1, 1, replicaCount);
    pass.end();
    context.device.queue.submit([encoder.finish()]);
    const partials = await readFloats(context, sums, sums.size);
    const sumOf = (from: number) =>
      partials.subarray(from, from + partialCount).reduce((sum, part) => sum + part, 0);
    return Array.from({ length: replicaCount }, (_, replica) =>
      Array.from({ length: depth + 1 }, (_, layer) => sumOf((replica * (depth + 1) + layer) * partialCount)),
    );
  }

  return {
    keepWeights() {
      const encoder = context.device.createCommandEncoder();
      encoder.copyBufferToBuffer(weights, 0, kept, 0, weights.size);
      context.device.queue.submit([encoder.finish()]);
    },
    fromKept: () => squaredDistances(kept),
    fromStart: () => squaredDistances(first),
    destroy() {
      for (const buffer of [first, kept, sums]) buffer.destroy();
    },
  };
}
