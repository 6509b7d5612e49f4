import { initialWeights } from "@/core/training/initial-weights";
import { createSteppedRun } from "@/trainer/engines/stepped-run";
import { borrowKernel, returnKernel } from "@/trainer/engines/wasm/kernel-instance";
import { createWasmKernel } from "@/trainer/engines/wasm/wasm-kernel";
import type { RunSpec, TrainingEngine } from "@/trainer/training-engine";

/**
 * WebAssembly SIMD on one thread, in browsers, workers and Node. The same run gives the same bits everywhere. Starting
 * a run rejects where SIMD is missing or forbidden by the page's policy, or when the memory is too small.
 */
export const wasmEngine: TrainingEngine = {
  id: "wasm",
  async createRun(spec, checkpoint) {
    const exports = await borrowKernel();
    try {
      const weights = checkpoint?.weights ?? startWeights(spec);
      const kernel = createWasmKernel(exports, spec.recipe, spec.training, weights);
      return createSteppedRun(kernel, spec, checkpoint);
    } catch (error) {
      returnKernel(exports);
      throw error;
    }
  },
};

/** True where the engine can run: WebAssembly with SIMD that the page's policy allows. */
export async function isWasmAvailable(): Promise<boolean> {
  try {
    returnKernel(await borrowKernel());
    return true;
  } catch {
    return false;
  }
}

function startWeights({ recipe, training, runSeed, replicaIndex }: RunSpec): Float32Array {
  return initialWeights(recipe, training.inputDimension, runSeed, replicaIndex);
}
