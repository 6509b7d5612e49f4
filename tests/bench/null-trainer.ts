import { benchSpec } from "@/tests/bench/bench-shapes";
import type { TrainerTable } from "@/tests/bench/bench-trainer";
import { createNullRun } from "@/tests/fixtures/webgpu-null-run";

/**
 * Our WebGPU engine on a device that computes nothing: all that takes time is its JavaScript and Dawn's checks of its
 * commands.
 */
export function nullTrainerTable(): TrainerTable {
  return {
    async webgpu(shape, learningRate) {
      const spec = benchSpec(shape, learningRate);
      const run = await createNullRun({ ...spec, replicas: [{ ...spec, learningRate }] });
      return {
        async train(stepCount) {
          await run.advance(stepCount);
          const [refusal] = run.refusals;
          if (refusal) throw new Error(refusal);
        },
        loss: async () => Number.NaN,
        dispose: () => run.dispose(),
      };
    },
  };
}
