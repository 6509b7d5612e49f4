import type { Design } from "@/core/training/design";
import { outputCountOf, type TrainingRecipe } from "@/core/training/recipe";

/** Where one layer lies in the flat array: `fanIn` x `fanOut` weights row-major, then `fanOut` biases. */
export interface LayerLayout {
  fanIn: number;
  fanOut: number;
  weightOffset: number;
  biasOffset: number;
}

export interface WeightLayout {
  /** Hidden layers from the input on, then the output layer. */
  layers: readonly LayerLayout[];
  /** Length of the flat array; equals `parameterCount`. */
  length: number;
}

/** The one order in which weights are stored, sent and checkpointed: layer by layer, weights before biases. */
export function weightLayout(
  { design, loss }: { design: Design; loss: TrainingRecipe["loss"] },
  inputDimension: number,
): WeightLayout {
  const layers: LayerLayout[] = [];
  let length = 0;
  for (let layer = 0; layer <= design.depth; layer += 1) {
    const fanIn = layer === 0 ? inputDimension : design.width;
    const fanOut = layer === design.depth ? outputCountOf(loss) : design.width;
    const biasOffset = length + fanIn * fanOut;
    layers.push({ fanIn, fanOut, weightOffset: length, biasOffset });
    length = biasOffset + fanOut;
  }
  return { layers, length };
}
