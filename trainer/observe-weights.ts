import type { WeightLayout } from "@/core/training/weight-layout";

/** |w - w0| / |w0| of each layer, weights and biases together. Layers that start at zero do not exist. */
export function layerDisplacements(start: Float32Array, now: Float32Array, layout: WeightLayout): number[] {
  return layout.layers.map(({ weightOffset, biasOffset, fanOut }) => {
    const end = biasOffset + fanOut;
    let changeSquare = 0;
    let startSquare = 0;
    for (let index = weightOffset; index < end; index += 1) {
      const from = start[index] as number;
      const change = (now[index] as number) - from;
      changeSquare += change * change;
      startSquare += from * from;
    }
    return Math.sqrt(changeSquare / startSquare);
  });
}

/** Euclidean distance of two arrays of one length. */
export function distance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) {
    const difference = (a[index] as number) - (b[index] as number);
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}
