import type { WeightLayout } from "@/core/training/weight-layout";

/** |w - w0| / |w0| of each layer, weights and biases together. Layers that start at zero do not exist. */
export function layerDisplacements(start: Float32Array, now: Float32Array, layout: WeightLayout): number[] {
  return layout.layers.map(({ weightOffset, biasOffset, fanOut }) => {
    const end = biasOffset + fanOut;
    const zero = new Float32Array(end - weightOffset);
    const from = start.subarray(weightOffset, end);
    return distance(from, now.subarray(weightOffset, end)) / distance(from, zero);
  });
}

/** Euclidean distance of two arrays of one length. */
export function distance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) {
    sum += ((a[index] as number) - (b[index] as number)) ** 2;
  }
  return Math.sqrt(sum);
}
