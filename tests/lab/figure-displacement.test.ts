import { describe, expect, it } from "vitest";
import { PresetIdSchema } from "@/core/tasks/deck";
import { findDeck } from "@/core/tasks/decks";
import { findPreset } from "@/core/tasks/presets";
import { initialWeights } from "@/core/training/initial-weights";
import { weightLayout } from "@/core/training/weight-layout";
import { displacementPanels } from "@/lab/figure-displacement";
import { createInstance, experimentOf } from "@/lab/instance";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";

describe("displacementPanels", () => {
  const preset = findPreset(PresetIdSchema.parse("warm-up-2-local"));
  const whole = preset && findDeck(preset.deckId);
  if (!preset || !whole) throw new Error("the preset exists");
  const learningRates = [0.01, 0.1];
  const deck = { ...whole, stepBudget: 200, designGrid: { depths: [2], widths: [5], learningRates } };

  it("draws what the engine itself observes of its weights, layer by layer", async () => {
    const said: string[] = [];
    const output = { print: () => {}, say: (line: string) => said.push(line) };
    const [panel] = await displacementPanels({ deck, preset, width: 5 }, output);
    const points = panel?.series[0]?.points ?? [];

    expect(said).toHaveLength(2);
    expect(points.map(({ x }) => x)).toEqual(learningRates);
    for (const { x, y } of points) {
      expect(y).toBeCloseTo(await observed({ depth: 2, width: 5, learningRate: x }), 5);
    }
    expect(points[1]?.y).toBeGreaterThan(2 * (points[0]?.y as number));
  });

  /** From |w - w0| / |w0| of every layer. */
  async function observed(design: { depth: number; width: number; learningRate: number }): Promise<number> {
    if (!preset) throw new Error("the preset exists");
    const { loss, batchSize, stepBudget } = deck;
    const { training, runSeed } = createInstance(experimentOf(deck, preset), 0);
    const recipe = { design, loss, batchSize, stepBudget };
    const run = await wasmEngine.createRun({ recipe, training, validation: null, runSeed, replicaIndex: 0 });
    await run.advance(stepBudget);
    const { displacement } = await run.observe();
    run.dispose();
    const start = initialWeights({ design, loss }, deck.inputDimension, runSeed, 0);
    const sizes = weightLayout({ design, loss }, deck.inputDimension).layers.map(
      ({ weightOffset, biasOffset, fanOut }) =>
        start.subarray(weightOffset, biasOffset + fanOut).reduce((sum, value) => sum + value ** 2, 0),
    );
    const moved = displacement.reduce((sum, share, layer) => sum + share ** 2 * (sizes[layer] as number), 0);
    return Math.sqrt(moved / sizes.reduce((sum, size) => sum + size, 0));
  }
});
