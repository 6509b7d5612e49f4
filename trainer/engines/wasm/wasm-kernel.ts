import { createRandom } from "@/core/random/random-streams";
import { unpackBit } from "@/core/tasks/packed-bits";
import { labelsOfRows, targetsOf } from "@/core/training/evaluate-outputs";
import type { InputRows, Loss, TrainingRecipe, TrainingRows } from "@/core/training/recipe";
import type { NetworkKernel } from "@/trainer/engines/stepped-run";
import { type KernelExports, returnKernel } from "@/trainer/engines/wasm/kernel-instance";

/** Rows that are evaluated at once even when the batch is smaller. */
const smallestCapacity = 48;

/** Numbers of the losses in `assembly/network.ts`. */
const lossNumbers = { logistic: 0, softmax: 1, squared: 2 } satisfies Record<Loss, number>;

/**
 * The network in the memory of a WebAssembly instance: float32 with SIMD, every sum in a fixed order, so that a run is
 * bit-identical in every browser and in Node. Throws when the rows do not fit their arrays or the memory is too small.
 */
export function createWasmKernel(
  kernel: KernelExports,
  recipe: TrainingRecipe,
  training: TrainingRows,
  startWeights: Float32Array,
): NetworkKernel {
  const { design, batchSize, stepBudget } = recipe;
  const { inputDimension, rowCount } = training;
  if (training.inputs.length < rowCount * inputDimension) {
    throw new RangeError("fewer training inputs than rows");
  }
  const targets = targetsOrSigns(recipe.loss, training);
  const { buffer } = layOutNetwork(kernel, recipe, training);
  const stride = kernel.strideOfInputs();
  const capacity = kernel.capacityOfBatch();
  const batchInputs = new Float32Array(buffer, kernel.addressOfBatchInputs(), capacity * stride);
  const batchValues = new Float32Array(buffer, kernel.addressOfBatchValues(), capacity);
  const flatWeights = new Float32Array(buffer, kernel.addressOfFlatWeights(), kernel.lengthOfFlatWeights());
  if (startWeights.length !== flatWeights.length) throw new RangeError("weights of another network");
  copyTrainingRows(kernel, training, targets);
  flatWeights.set(startWeights);
  kernel.takeFlatWeights();

  return {
    order: new Uint32Array(buffer, kernel.addressOfSampleOrder(), rowCount),
    openSampleOrder(runSeed, replicaIndex, startPosition) {
      const { key, counter } = createRandom(runSeed).address("sample-order", replicaIndex);
      kernel.openSampleOrder(...key, ...counter, startPosition);
      return { position: kernel.positionInStream, nextEpoch: kernel.shuffleEpoch };
    },
    trainSteps(start, end, soFar) {
      const { learningRate } = design;
      kernel.beginTally(soFar.stepCount, soFar.lossSum);
      const stepCount = kernel.trainSteps(start, end, batchSize, learningRate, stepBudget);
      const isBroken = kernel.didBreak() !== 0;
      return { stepCount, isBroken, wrongCount: kernel.countOfWrongRows(), lossSum: kernel.sumOfLosses() };
    },
    valuesOf(inputs, evaluatedCount) {
      if (inputs.length < evaluatedCount * inputDimension) throw new RangeError("fewer inputs than rows");
      const values = new Float32Array(evaluatedCount);
      for (let start = 0; start < evaluatedCount; start += capacity) {
        const count = Math.min(capacity, evaluatedCount - start);
        copyRows(batchInputs, stride, inputs, inputDimension, start, count);
        kernel.computeBatchValues(count);
        values.set(batchValues.subarray(0, count), start);
      }
      return values;
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
  { design: { depth, width }, loss, batchSize }: TrainingRecipe,
  { rowCount, inputDimension }: InputRows,
): { buffer: ArrayBuffer } {
  const capacity = Math.max(batchSize, smallestCapacity);
  if (!kernel.layOut(inputDimension, depth, width, lossNumbers[loss], capacity, rowCount)) {
    throw new RangeError("the network and its rows do not fit into the engine's memory");
  }
  return { buffer: kernel.memory.buffer as ArrayBuffer };
}

/** What the rows should give: the targets of a regression, or labels as -1 and +1. */
function targetsOrSigns(loss: Loss, rows: TrainingRows): Float32Array {
  if (loss === "squared") {
    const targets = targetsOf(rows);
    if (targets.length < rows.rowCount) throw new RangeError("fewer training targets than rows");
    return targets.subarray(0, rows.rowCount);
  }
  const labels = labelsOfRows(rows);
  if (labels.length * 8 < rows.rowCount) throw new RangeError("fewer training labels than rows");
  return Float32Array.from({ length: rows.rowCount }, (_, row) => (unpackBit(labels, row) === 1 ? 1 : -1));
}

function copyTrainingRows(
  kernel: KernelExports,
  { inputs, rowCount, inputDimension }: InputRows,
  targets: Float32Array,
): void {
  const { buffer } = kernel.memory;
  const stride = kernel.strideOfInputs();
  const target = new Float32Array(buffer, kernel.addressOfTrainingInputs(), rowCount * stride);
  copyRows(target, stride, inputs, inputDimension, 0, rowCount);
  new Float32Array(buffer, kernel.addressOfTrainingTargets(), rowCount).set(targets);
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
  let from = start * inputDimension;
  if (stride === inputDimension) {
    target.set(inputs.subarray(from, from + count * inputDimension));
    return;
  }
  // Rows are short: number by number is several times faster than a view of each.
  for (let row = 0; row < count; row += 1) {
    const end = from + inputDimension;
    for (let to = row * stride; from < end; to += 1, from += 1) target[to] = inputs[from] as number;
  }
}
