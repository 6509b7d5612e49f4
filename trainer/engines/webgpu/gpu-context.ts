import { DeviceGuard } from "@/trainer/engines/webgpu/device-guard";
import { bufferUsage, computeStage } from "@/trainer/engines/webgpu/gpu-flags";
import type { Tiling } from "@/trainer/engines/webgpu/tiling";

/** Types of the bindings of one kernel group, in the order of their numbers. */
export type BindingTypes = readonly GPUBufferBindingType[];

const compiledLimit = 100;

/** A device with what all runs on it share: how products are tiled, compiled kernels,
 * layouts, and the errors that end them. */
export class GpuContext {
  readonly device: GPUDevice;
  readonly guard: DeviceGuard;
  readonly tiling: Tiling;
  readonly #compiled = new Map<string, Promise<GPUComputePipeline>>();
  readonly #layouts = new Map<string, GPUBindGroupLayout>();

  constructor(device: GPUDevice, tiling: Tiling, onDeviceLost: () => void) {
    this.device = device;
    this.tiling = tiling;
    this.guard = new DeviceGuard(device, onDeviceLost);
  }

  layoutOf(types: BindingTypes): GPUBindGroupLayout {
    const key = types.join();
    const known = this.#layouts.get(key);
    if (known) return known;
    const entries = types.map((type, binding) => ({ binding, visibility: computeStage, buffer: { type } }));
    const layout = this.device.createBindGroupLayout({ entries });
    this.#layouts.set(key, layout);
    return layout;
  }

  bind(types: BindingTypes, buffers: readonly GPUBuffer[]): GPUBindGroup {
    const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
    return this.device.createBindGroup({ layout: this.layoutOf(types), entries });
  }

  /** Compiles a kernel with bindings of these types, and keeps it. */
  compile(code: string, types: BindingTypes): Promise<GPUComputePipeline> {
    const known = this.#compiled.get(code);
    if (known) return known;
    if (this.#compiled.size >= compiledLimit) this.#compiled.clear();
    const compiling = this.guard.attempt(() => {
      const layout = this.device.createPipelineLayout({ bindGroupLayouts: [this.layoutOf(types)] });
      const module = this.device.createShaderModule({ code });
      return this.device.createComputePipelineAsync({ layout, compute: { module, entryPoint: "main" } });
    });
    this.#compiled.set(code, compiling);
    compiling.catch(() => this.#compiled.delete(code));
    return compiling;
  }

  /** A buffer with this content or, given a number, of so many zero bytes. */
  createBuffer(label: string, usage: number, content: number | ArrayBufferView<ArrayBuffer>): GPUBuffer {
    const size = typeof content === "number" ? content : content.byteLength;
    const buffer = this.device.createBuffer({
      label,
      size: 4 * Math.ceil(size / 4),
      usage: usage | bufferUsage.copyTarget | (usage & bufferUsage.mapRead ? 0 : bufferUsage.copySource),
    });
    if (typeof content !== "number") {
      this.device.queue.writeBuffer(buffer, 0, content.buffer, content.byteOffset, content.byteLength);
    }
    return buffer;
  }
}
