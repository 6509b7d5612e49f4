import { GpuContext } from "@/trainer/engines/webgpu/gpu-context";
import { createGpuPopulation } from "@/trainer/engines/webgpu/gpu-population";
import { type Tiling, tilingOf } from "@/trainer/engines/webgpu/tiling";
import { isSoftwareAdapter } from "@/trainer/probe-device";
import type { TrainingEngine, TrainingPopulation, TrainingRun } from "@/trainer/training-engine";

export interface WebgpuEngineOptions {
  gpu: GPU;
  /** Milliseconds on any clock that never goes back; paces the submits, and decides no result. */
  now: () => number;
  /** Called once when the device is lost or given up. Runs of the engine then reject, and a new engine is needed. */
  onDeviceLost: () => void;
  /** For tests; otherwise the adapter decides. */
  tiling?: Tiling;
}

/** A buffer may not be larger, even where the adapter allows more. */
const largestBuffer = 2 ** 30;

/**
 * Trains with kernels of our own on a GPU device of its own: many steps per submit, replicas side by side. Rejects
 * where there is no adapter. Runs reject when the device is lost or refuses a command, and when a network does not fit.
 */
export async function createWebgpuEngine({
  gpu,
  now,
  onDeviceLost,
  tiling,
}: WebgpuEngineOptions): Promise<WebgpuEngine> {
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) throw new Error("no GPU that pages may use");
  const device = await adapter.requestDevice({ requiredLimits: limitsOf(adapter) });
  const context = new GpuContext(device, tiling ?? tilingOf(isSoftwareAdapter(adapter)), onDeviceLost);
  return {
    id: "webgpu",
    device,
    async createRun(spec, checkpoint) {
      const { runSeed, replicaIndex, recipe } = spec;
      const replica = { runSeed, replicaIndex, learningRate: recipe.design.learningRate };
      const population = await createGpuPopulation(
        context,
        { ...spec, replicas: [replica] },
        [checkpoint ?? null],
        now,
      );
      return onlyRunOf(population);
    },
    createPopulation: (spec, checkpoints = []) => createGpuPopulation(context, spec, checkpoints, now),
  };
}

/** The engine with its device, for tests and for those who share it. */
export interface WebgpuEngine extends TrainingEngine {
  readonly device: GPUDevice;
  createPopulation: NonNullable<TrainingEngine["createPopulation"]>;
}

// Sizes only: everything else is within the limits that every WebGPU device has.
function limitsOf({ limits }: GPUAdapter): Record<string, number> {
  return {
    maxBufferSize: Math.min(limits.maxBufferSize, largestBuffer),
    maxStorageBufferBindingSize: Math.min(limits.maxStorageBufferBindingSize, largestBuffer),
  };
}

function onlyRunOf(population: TrainingPopulation): TrainingRun {
  const only = async <Value>(values: Promise<Value[]>) => (await values)[0] as Value;
  return {
    advance: (stepCount, options) => only(population.advance(stepCount, options)),
    evaluate: (split, rowCount) => only(population.evaluate(split, rowCount)),
    valuesOf: (inputs, rowCount) => only(population.valuesOf(inputs, rowCount)),
    observe: () => only(population.observe()),
    readWeights: () => only(population.readWeights()),
    checkpoint: () => only(population.checkpoint()),
    dispose: () => population.dispose(),
  };
}
