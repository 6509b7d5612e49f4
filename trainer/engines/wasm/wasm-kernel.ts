import type { LabelledRows, TrainingRecipe } from "@/core/training/recipe";
import type { NetworkKernel } from "@/trainer/engines/stepped-run";
import { type KernelExports, returnKernel } from "@/trainer/engines/wasm/kernel-instance";

/** Rows that are evaluated at once even when the batch is smaller. */
const smallestCapacity = 48;

/**
 * The network in the memory of a WebAssembly instance: float32 with SIMD, every sum in a fixed order, so that a run is
 * bit-identical in every browser and in Node. Throws when the rows do not fit their arrays or the memory is too small.
 */
export function createWasmKernel(
  kernel: KernelExports,
  recipe: TrainingRecipe,
  training: LabelledRows,
  startWeights: Float32Array,
): NetworkKernel {
  const { design, batchSize } = recipe;
  const { inputDimension, rowCount } = training;
  const { buffer } = layOutNetwork(kernel, recipe, training);
  const stride = kernel.strideOfInputs();
  const capacity = kernel.capacityOfBatch();
  const batchInputs = new Float32Array(buffer, kernel.addressOfBatchInputs(), capacity * stride);
  const batchLogits = new Float32Array(buffer, kernel.addressOfBatchLogits(), capacity);
  const flatWeights = new Float32Array(buffer, kernel.addressOfFlatWeights(), kernel.lengthOfFlatWeights());
  if (startWeights.length !== flatWeights.length) throw new RangeError("weights of another network");
  copyTrainingRows(kernel, training);
  flatWeights.set(startWeights);
  kernel.takeFlatWeights();

  return {
    order: new Uint32Array(buffer, kernel.addressOfSampleOrder(), rowCount),
    trainSteps(start, end) {
      const wrongCount = kernel.trainSteps(start, end, batchSize, design.learningRate);
      return { stepCount: kernel.countOfStepsDone(), wrongCount: wrongCount < 0 ? Number.NaN : wrongCount };
    },
    logitsOf(inputs, evaluatedCount) {
      if (inputs.length < evaluatedCount * inputDimension) throw new RangeError("fewer inputs than rows");
      const logits = new Float32Array(evaluatedCount);
      for (let start = 0; start < evaluatedCount; start += capacity) {
        const count = Math.min(capacity, evaluatedCount - start);
        copyRows(batchInputs, stride, inputs, inputDimension, start, count);
        kernel.computeBatchLogits(count);
        logits.set(batchLogits.subarray(0, count), start);
      }
      return logits;
    },
    weights() {
      kernel.giveFlatWeights();
      return flatWeights.slice();
    },
    dispose: () => returnKernel(kernel),
  };
}

/** Lays the network out; the memory's buffer is the same until the next layout. */
function layOutNetwork(
  kernel: KernelExports,
  { design, batchSize }: TrainingRecipe,
  { inputs, labels, rowCount, inputDimension }: LabelledRows,
): { buffer: ArrayBuffer } {
  if (inputs.length < rowCount * inputDimension) throw new RangeError("fewer training inputs than rows");
  if (labels.length * 8 < rowCount) throw new RangeError("fewer training labels than rows");
  const capacity = Math.max(batchSize, smallestCapacity);
  if (!kernel.layOut(inputDimension, design.depth, design.width, capacity, rowCount)) {
    throw new RangeError("the network and its rows do not fit into the engine's memory");
  }
  return { buffer: kernel.memory.buffer as ArrayBuffer };
}

function copyTrainingRows(kernel: KernelExports, { inputs, labels, rowCount, inputDimension }: LabelledRows) {
  const { buffer } = kernel.memory;
  const stride = kernel.strideOfInputs();
  const target = new Float32Array(buffer, kernel.addressOfTrainingInputs(), rowCount * stride);
  copyRows(target, stride, inputs, inputDimension, 0, rowCount);
  const byteCount = Math.ceil(rowCount / 8);
  new Uint8Array(buffer, kernel.addressOfTrainingLabels(), byteCount).set(labels.subarray(0, byteCount));
}

/** Copies `count` rows from row `start` on to the first rows of `target`, `stride` numbers apart. */
function copyRows(
  target: Float32Array,
  stride: number,
  inputs: Float32Array,
  inputDimension: number,
  start: number,
  count: number,
): void {
  const from = start * inputDimension;
  if (stride === inputDimension) {
    target.set(inputs.subarray(from, from + count * inputDimension));
    return;
  }
  for (let row = 0; row < count; row += 1) {
    const at = from + row * inputDimension;
    target.set(inputs.subarray(at, at + inputDimension), row * stride);
  }
}
