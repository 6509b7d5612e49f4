import { initialWeights } from "@/core/training/initial-weights";
import { weightLayout } from "@/core/training/weight-layout";
import { createJavascriptKernel } from "@/trainer/engines/javascript/javascript-kernel";
import { createSteppedRun } from "@/trainer/engines/stepped-run";
import type { TrainingEngine } from "@/trainer/training-engine";

/** Plain typed arrays on one thread: runs wherever JavaScript does, in browsers, workers and Node. */
export const javascriptEngine: TrainingEngine = {
  id: "javascript",
  async createRun(spec, checkpoint) {
    const { recipe, training, runSeed, replicaIndex } = spec;
    const { inputDimension } = training;
    const weights = checkpoint?.weights ?? initialWeights(recipe, inputDimension, runSeed, replicaIndex);
    const kernel = createJavascriptKernel(weightLayout(recipe, inputDimension), weights, recipe, training);
    return createSteppedRun(kernel, spec, checkpoint);
  },
};
