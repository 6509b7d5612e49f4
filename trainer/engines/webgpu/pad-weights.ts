import { weightLayout } from "@/core/training/weight-layout";
import type { NetworkGeometry } from "@/trainer/engines/webgpu/network-geometry";

/** Flat weights in the order of `weightLayout`, as the kernels want them: hidden layers padded, output weights by output. */
export function padWeights(flat: Float32Array, geometry: NetworkGeometry): Float32Array<ArrayBuffer> {
  const padded = new Float32Array(4 * geometry.weightVectors);
  forEachRun(geometry, (from, to, length, stride) => {
    for (let index = 0; index < length; index += 1) {
      padded[to + index] = flat[from + index * stride] as number;
    }
  });
  return padded;
}

/** The inverse of `padWeights`. */
export function unpadWeights(padded: Float32Array, geometry: NetworkGeometry, length: number): Float32Array {
  const flat = new Float32Array(length);
  forEachRun(geometry, (from, to, count, stride) => {
    for (let index = 0; index < count; index += 1) {
      flat[from + index * stride] = padded[to + index] as number;
    }
  });
  return flat;
}

/** Visits runs of numbers that lie `stride` apart in flat weights and side by side in padded ones. */
function forEachRun(
  geometry: NetworkGeometry,
  visit: (flatStart: number, paddedStart: number, length: number, stride: number) => void,
): void {
  const { inputDimension, inputVectors, widthVectors, lastVectors, depth, layerStarts } = geometry;
  const { layers } = weightLayout(
    { design: { ...geometry, learningRate: 0 }, loss: geometry.loss },
    inputDimension,
  );
  for (const [index, { fanIn, fanOut, weightOffset, biasOffset }] of layers.entries()) {
    const start = 4 * (layerStarts[index] as number);
    if (index === depth) {
      for (let output = 0; output < fanOut; output += 1) {
        visit(weightOffset + output, start + 4 * lastVectors * output, fanIn, fanOut);
      }
      visit(biasOffset, start + 4 * lastVectors * fanOut, fanOut, 1);
      continue;
    }
    for (let input = 0; input < fanIn; input += 1) {
      visit(weightOffset + input * fanOut, start + 4 * widthVectors * input, fanOut, 1);
    }
    const biasRow = 4 * (index === 0 ? inputVectors : widthVectors);
    visit(biasOffset, start + 4 * widthVectors * biasRow, fanOut, 1);
  }
}
