import { smallTile } from "@/trainer/engines/webgpu/direct-tile";
import type { BindingTypes, GpuContext } from "@/trainer/engines/webgpu/gpu-context";
import { bufferUsage } from "@/trainer/engines/webgpu/gpu-flags";
import { readFloats } from "@/trainer/engines/webgpu/gpu-network";
import { type NetworkGeometry, tileGroupsOf } from "@/trainer/engines/webgpu/network-geometry";
import {
  firstValuesShader,
  hiddenValuesShader,
  outputValuesShader,
  valuesPrelude,
} from "@/trainer/engines/webgpu/values-shader";

const bindingTypes: BindingTypes = [
  "read-only-storage",
  "storage",
  "read-only-storage",
  "read-only-storage",
  "storage",
  "uniform",
];
/** Bounds on one block: multiply-adds of a submit, and bytes of its activations. */
const blockWork = 2 ** 28;
const blockBytes = 2 ** 25;

/** Computes the values of trained networks on many rows. */
export interface ValuesPass {
  /** The value of each of the chosen replicas on the first rows of padded `inputs`. */
  values(inputs: GPUBuffer, rowCount: number, chosen: readonly number[]): Promise<Float32Array[]>;
  destroy(): void;
}

export async function createValuesPass(
  context: GpuContext,
  geometry: NetworkGeometry,
  weights: GPUBuffer,
): Promise<ValuesPass> {
  const blockRows = rowsOfBlock(geometry);
  const { widthVectors, replicaCount } = geometry;
  const launch = valuesLaunch(await compileValuesKernels(context, geometry), geometry);
  const { uniform, storage } = bufferUsage;
  const [activations, block] = await context.guard.attempt(
    () =>
      [
        context.createBuffer(
          "values' activations",
          storage,
          Math.max(16, 32 * replicaCount * blockRows * widthVectors),
        ),
        context.createBuffer("block", uniform, 16),
      ] as const,
  );
  const { device } = context;

  function submitBlock(group: GPUBindGroup, firstRow: number, rowCount: number, replicas: number): void {
    const rows = Math.min(blockRows, rowCount - firstRow);
    const tileGroups = tileGroupsOf(Math.ceil(rows / smallTile.rows), geometry, smallTile);
    device.queue.writeBuffer(block, 0, Uint32Array.of(firstRow, rows, rowCount, tileGroups));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setBindGroup(0, group);
    launch(pass, rows, tileGroups, replicas);
    pass.end();
    device.queue.submit([encoder.finish()]);
  }

  return {
    async values(inputs, rowCount, chosen) {
      const buffers = await context.guard.attempt(() => [
        context.createBuffer("chosen replicas", storage, Uint32Array.from(chosen)),
        context.createBuffer("values", storage, 4 * chosen.length * rowCount),
      ]);
      try {
        const [list, values] = buffers as [GPUBuffer, GPUBuffer];
        const group = context.bind(bindingTypes, [weights, activations, inputs, list, values, block]);
        for (let row = 0; row < rowCount; row += blockRows) submitBlock(group, row, rowCount, chosen.length);
        const all = await readFloats(context, values, values.size);
        return chosen.map((_, entry) => all.slice(entry * rowCount, (entry + 1) * rowCount));
      } finally {
        for (const buffer of buffers) buffer.destroy();
      }
    },
    destroy() {
      activations.destroy();
      block.destroy();
    },
  };
}

/** The kernels of a values pass: of the first layer, of the other hidden layers and of the output. */
export async function compileValuesKernels(context: GpuContext, geometry: NetworkGeometry) {
  const { depth, loss } = geometry;
  const prelude = valuesPrelude(geometry, rowsOfBlock(geometry));
  const compile = (shader: string) => context.compile(prelude + shader, bindingTypes);
  const [first, hidden, output] = await Promise.all([
    depth > 0 ? compile(firstValuesShader()) : null,
    depth > 1 ? compile(hiddenValuesShader()) : null,
    compile(outputValuesShader(loss, depth)),
  ]);
  return { first, hidden, output };
}

type ValuesKernels = Awaited<ReturnType<typeof compileValuesKernels>>;

function valuesLaunch({ first, hidden, output }: ValuesKernels, { depth, workgroupSize }: NetworkGeometry) {
  return (pass: GPUComputePassEncoder, rows: number, tileGroups: number, replicas: number) => {
    for (let layer = 0; layer < depth; layer += 1) {
      const pipeline = layer === 0 ? first : hidden;
      if (pipeline) pass.setPipeline(pipeline);
      // See `layerOf` in the kernels.
      pass.dispatchWorkgroups(tileGroups + layer, 1, replicas);
    }
    pass.setPipeline(output);
    pass.dispatchWorkgroups(Math.ceil(rows / workgroupSize), 1, replicas);
  };
}

function rowsOfBlock({ replicaCount, weightVectors, widthVectors }: NetworkGeometry): number {
  const byWork = blockWork / (4 * replicaCount * weightVectors);
  const byMemory = blockBytes / (32 * replicaCount * Math.max(1, widthVectors));
  const rows = Math.min(2048, Math.max(64, Math.min(byWork, byMemory)));
  return smallTile.rows * Math.floor(rows / smallTile.rows);
}
