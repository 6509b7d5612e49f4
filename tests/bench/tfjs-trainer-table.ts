import * as tf from "@tensorflow/tfjs";
import type { TrainerTable } from "@/tests/bench/bench-trainer";
import { engineTrainer } from "@/tests/bench/engine-trainer";
import { minimiseTrainer, modelFitTrainer } from "@/tests/bench/tfjs-trainers";
import type { TfjsBackendName } from "@/trainer/engine-choice";
import { createTfjsEngine } from "@/trainer/engines/tfjs/tfjs-engine";

/** Our engine on one backend of TensorFlow.js, and two ways in which others would train on it. */
export function tfjsTrainerTable(backend: TfjsBackendName, wasmFolder: string): TrainerTable {
  const engine = () => createTfjsEngine(backend, { wasmFolder, onDeviceLost: () => {} });
  tf.enableProdMode();
  async function enterBackend(): Promise<void> {
    // Loads it, too: the package as a whole brings the backends cpu and webgl only.
    await engine();
    if (tf.getBackend() !== backend) await tf.setBackend(backend);
    if (tf.getBackend() !== backend) throw new Error(`tfjs stays on ${tf.getBackend()}`);
  }
  return {
    [`tfjs-${backend}`]: engineTrainer(engine),
    [`tfjs-${backend} model.fit`]: modelFitTrainer(enterBackend),
    [`tfjs-${backend} minimise`]: minimiseTrainer(enterBackend),
  };
}
