import type { FigureSeries, PlotPanel } from "@/core/figures/figure";
import { niceLogDomain } from "@/core/figures/nice-domain";
import type { Deck } from "@/core/tasks/deck";
import type { Preset } from "@/core/tasks/preset";
import { initialWeights } from "@/core/training/initial-weights";
import type { Output } from "@/lab/command-line";
import { fitNetwork } from "@/lab/fit-network";
import { createInstance, experimentOf } from "@/lab/instance";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";

interface Displaced {
  readonly deck: Deck;
  readonly preset: Preset;
  readonly width: number;
}

/**
 * How far training moves the weights at every rate of the grid, |w - w0| / |w0| over all of them: trained now, one run
 * each on the bank's first instance, since the bank keeps no weights. One panel per depth, all with one y axis.
 */
export async function displacementPanels(
  { deck, preset, width }: Displaced,
  output: Output,
): Promise<PlotPanel[]> {
  const { depths, learningRates } = deck.designGrid;
  const experiment = experimentOf(deck, preset);
  const instance = createInstance(experiment, 0);
  const series: FigureSeries[] = [];
  for (const depth of depths) {
    const points: { x: number; y: number }[] = [];
    for (const learningRate of learningRates) {
      const design = { depth, width, learningRate };
      const network = await fitNetwork(wasmEngine, experiment, instance, design);
      output.say(
        `weights of depth ${depth}, rate ${learningRate}: ${network === null ? "diverged" : "trained"}`,
      );
      if (network === null) continue;
      const start = initialWeights({ design, loss: deck.loss }, deck.inputDimension, instance.runSeed, 0);
      points.push({ x: learningRate, y: relativeDistance(await network.readWeights(), start) });
      network.dispose();
    }
    series.push({
      name: "one run",
      status: "measured",
      citations: ["geiger-2019.lazy-feature"],
      points,
      numbers: "trained for this figure on the wasm engine, instance 0 of the lab seed",
    });
  }
  const domain = niceLogDomain(series.flatMap(({ points }) => points.map(({ y }) => y)));
  return depths.map((depth, index) => ({
    kind: "plot",
    title: depth === 1 ? "1 hidden layer" : `${depth} hidden layers`,
    note: "how far the weights moved; near 0 is lazy",
    x: {
      label: "learning rate",
      unit: "none",
      kind: "log",
      domain: [Math.min(...learningRates) / 1.3, Math.max(...learningRates) * 1.3],
      ticks: learningRates,
    },
    y: { label: "|w - w0| / |w0|", unit: "none", kind: "log", domain },
    chance: null,
    series: [series[index] as FigureSeries],
    directions: [],
    region: null,
  }));
}

function relativeDistance(weights: Float32Array, start: Float32Array): number {
  let [moved, size] = [0, 0];
  for (const [index, value] of start.entries()) {
    moved += ((weights[index] as number) - value) ** 2;
    size += value ** 2;
  }
  return Math.sqrt(moved / size);
}
