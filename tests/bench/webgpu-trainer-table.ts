import type { TrainerTable } from "@/tests/bench/bench-trainer";
import { engineTrainer, populationTrainer } from "@/tests/bench/engine-trainer";
import { populationSize, populationTrainerName } from "@/tests/bench/population-size";
import { createWebgpuEngine } from "@/trainer/engines/webgpu/webgpu-engine";
import type { TrainingEngine } from "@/trainer/training-engine";

let opening: Promise<TrainingEngine> | null = null;

/** One engine for all runs of this place. */
function webgpuEngine(): Promise<TrainingEngine> {
  opening ??= createWebgpuEngine({
    gpu: navigator.gpu,
    now: () => performance.now(),
    onDeviceLost: () => {},
  });
  return opening;
}

/** Our WebGPU engine, alone and with replicas that train together. */
export function webgpuTrainerTable(): TrainerTable {
  return {
    webgpu: engineTrainer(webgpuEngine),
    [populationTrainerName]: populationTrainer(webgpuEngine, populationSize),
  };
}
