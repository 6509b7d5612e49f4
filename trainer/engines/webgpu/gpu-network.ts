import type { TrainingRows } from "@/core/training/recipe";
import type { GpuContext } from "@/trainer/engines/webgpu/gpu-context";
import { bufferUsage, mapModeRead } from "@/trainer/engines/webgpu/gpu-flags";
import {
  bufferSizes,
  type NetworkGeometry,
  stateBytes,
  submitLimit,
} from "@/trainer/engines/webgpu/network-geometry";
import { expectedValues, paddedInputs } from "@/trainer/engines/webgpu/padded-inputs";
import {
  type Progress,
  type ReplicaState,
  readProgress,
  replicaWords,
} from "@/trainer/engines/webgpu/progress";
import { type Dispatch, encodeSteps, stepPlan, trainingBindings } from "@/trainer/engines/webgpu/step-plan";

/** What trains a population; the rest of the engine says when. Calls keep their order on the GPU. */
export interface StepQueue {
  /** Puts sample orders into the ring of a replica from `slot` on, one after another. */
  writeOrders(replica: number, slot: number, orders: Uint32Array<ArrayBuffer>): void;
  writeState(replica: number, state: ReplicaState): void;
  /** Starts so many steps of all replicas that may go on, at most `logLength`, and answers when they are done. */
  submitSteps(stepCount: number): Promise<Progress>;
}

/** The buffers of a population and the launches that work on them. */
export class GpuNetwork implements StepQueue {
  readonly geometry: NetworkGeometry;
  readonly weights: GPUBuffer;
  readonly trainingInputs: GPUBuffer;
  readonly #context: GpuContext;
  readonly #plan: readonly Dispatch[];
  readonly #orders: GPUBuffer;
  readonly #progress: GPUBuffer;
  readonly #reports: GPUBuffer[] = [];
  readonly #group: GPUBindGroup;
  readonly #buffers: readonly GPUBuffer[];

  /** Use `createGpuNetwork`. */
  constructor(context: GpuContext, geometry: NetworkGeometry, plan: readonly Dispatch[], rows: TrainingRows) {
    this.#context = context;
    this.#plan = plan;
    this.geometry = geometry;
    const sizes = bufferSizes(geometry);
    const { storage, mapRead } = bufferUsage;
    const inputs = paddedInputs(rows.inputs, rows.rowCount, rows.inputDimension);
    this.weights = context.createBuffer("weights", storage, sizes.weights);
    this.trainingInputs = context.createBuffer("inputs", storage, inputs);
    this.#orders = context.createBuffer("orders", storage, sizes.orders);
    this.#progress = context.createBuffer("progress", storage, sizes.progress);
    const bindings = [
      this.weights,
      context.createBuffer("activations", storage, sizes.activations),
      context.createBuffer("slopes", storage, sizes.slopes),
      this.trainingInputs,
      context.createBuffer("targets", storage, expectedValues(rows, geometry.loss)),
      this.#orders,
      this.#progress,
      context.createBuffer("row results", storage, sizes["row results"]),
    ];
    for (let count = 0; count < submitLimit; count += 1) {
      this.#reports.push(context.createBuffer("report", mapRead, sizes.progress));
    }
    this.#group = context.bind(trainingBindings, bindings);
    this.#buffers = [...bindings, ...this.#reports];
  }

  writeOrders(replica: number, slot: number, orders: Uint32Array<ArrayBuffer>): void {
    const { orderSlots, rowCount } = this.geometry;
    const { queue } = this.#context.device;
    queue.writeBuffer(this.#orders, 4 * (replica * orderSlots + slot) * rowCount, orders);
  }

  writeState(replica: number, state: ReplicaState): void {
    this.#context.device.queue.writeBuffer(this.#progress, stateBytes * replica, replicaWords(state));
  }

  /** Padded weights of one replica. */
  writeWeights(replica: number, padded: Float32Array<ArrayBuffer>): void {
    this.#context.device.queue.writeBuffer(this.weights, replica * padded.byteLength, padded);
  }

  async submitSteps(stepCount: number): Promise<Progress> {
    const { device, guard } = this.#context;
    guard.check();
    // There are as many as submits at once.
    const report = this.#reports.pop();
    if (!report) throw new Error("more submits at once than reports");
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setBindGroup(0, this.#group);
    encodeSteps(pass, this.#plan, stepCount, this.geometry.replicaCount);
    pass.end();
    encoder.copyBufferToBuffer(this.#progress, 0, report, 0, report.size);
    device.queue.submit([encoder.finish()]);
    await guard.wait(report.mapAsync(mapModeRead));
    const progress = readProgress(report.getMappedRange().slice(0), this.geometry);
    report.unmap();
    this.#reports.push(report);
    return progress;
  }

  /** Padded weights of all replicas, one after another. */
  async readWeights(): Promise<Float32Array> {
    return readFloats(this.#context, this.weights, this.weights.size);
  }

  destroy(): void {
    for (const buffer of this.#buffers) buffer.destroy();
  }
}

/** Compiles the kernels and fills the buffers of a population, without weights and states. */
export async function createGpuNetwork(
  context: GpuContext,
  geometry: NetworkGeometry,
  rows: TrainingRows,
): Promise<GpuNetwork> {
  const plan = await stepPlan(context, geometry);
  return context.guard.attempt(() => new GpuNetwork(context, geometry, plan, rows));
}

/** Copies the first bytes of a buffer to the host. */
export async function readFloats(
  { device, guard }: GpuContext,
  source: GPUBuffer,
  byteCount: number,
): Promise<Float32Array> {
  const staging = device.createBuffer({
    size: byteCount,
    usage: bufferUsage.mapRead | bufferUsage.copyTarget,
  });
  try {
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(source, 0, staging, 0, byteCount);
    device.queue.submit([encoder.finish()]);
    await guard.wait(staging.mapAsync(mapModeRead));
    return new Float32Array(staging.getMappedRange().slice(0));
  } finally {
    staging.destroy();
  }
}
