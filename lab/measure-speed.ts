import type { Deck } from "@/core/tasks/deck";
import type { Preset } from "@/core/tasks/preset";
import { flopsPerRow } from "@/core/training/training-flops";
import { createInstance, experimentOf } from "@/lab/instance";
import { runTrial } from "@/lab/run-trial";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";

/** A preset with its deck: all that the lab needs to train it. */
export interface Measurable {
  readonly deck: Deck;
  readonly preset: Preset;
}

const timedSteps = 300;
const warmUpSteps = 20;

/** Operations per second of one thread, from a short run of the widest design of middle depth, warmed up before. */
export async function measureSpeed({ deck, preset }: Measurable): Promise<number> {
  const experiment = { ...experimentOf(deck, preset), testSampleCount: 1, validationSampleCount: 1 };
  const { depths, widths } = deck.designGrid;
  const depth = depths[Math.floor(depths.length / 2)] as number;
  const design = { depth, width: Math.max(...widths), learningRate: 0.01 };
  const instance = createInstance(experiment, 0);
  await runTrial(wasmEngine, { ...experiment, stepBudget: warmUpSteps }, instance, design);
  const startedAt = performance.now();
  await runTrial(wasmEngine, { ...experiment, stepBudget: timedSteps }, instance, design);
  const rows = timedSteps * deck.batchSize;
  return (rows * flopsPerRow(design, deck.inputDimension)) / ((performance.now() - startedAt) / 1000);
}
