import { initialWeights } from "@/core/training/initial-weights";
import { weightLayout } from "@/core/training/weight-layout";
import type { TfjsBackendName } from "@/trainer/engine-choice";
import { createSteppedRun } from "@/trainer/engines/stepped-run";
import { enterTfjsBackend, openTfjsBackend, type TfjsOptions } from "@/trainer/engines/tfjs/tfjs-backend";
import { createTfjsKernel } from "@/trainer/engines/tfjs/tfjs-kernel";
import type { TrainingEngine } from "@/trainer/training-engine";

/**
 * TensorFlow.js on one of its backends, in browsers and workers; cpu and wasm in Node too. Slower than the wasm engine
 * on the shapes of the game, but written by others: an independent check. Rejects when the backend does not run here.
 */
export async function createTfjsEngine(
  backend: TfjsBackendName,
  options: TfjsOptions,
): Promise<TrainingEngine> {
  await openTfjsBackend(backend, options);
  return {
    id: "tfjs",
    backend,
    async createRun(spec, checkpoint) {
      const { recipe, training, runSeed, replicaIndex } = spec;
      const { inputDimension } = training;
      const weights = checkpoint?.weights ?? initialWeights(recipe, inputDimension, runSeed, replicaIndex);
      const layout = weightLayout(recipe, inputDimension);
      const kernel = createTfjsKernel(layout, weights, recipe, training, () => enterTfjsBackend(backend));
      return createSteppedRun(kernel, spec, checkpoint);
    },
  };
}
