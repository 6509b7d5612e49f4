import { type Loss, outputCountOf, type TrainingRecipe } from "@/core/training/recipe";
import {
  type ProductKernels,
  productKernels,
  type Tiling,
  tileVectors,
} from "@/trainer/engines/webgpu/tiling";

/** Most steps of one submit: so many entries per replica does the log have that a readback carries. */
export const logLength = 512;
/** Submits that may be on their way to the GPU at once. */
export const submitLimit = 2;
/** Invocations of a workgroup in all kernels. */
export const workgroupSize = 64;
/** Bytes of one replica's state in the progress buffer, see `replicaState`. */
export const stateBytes = 64;

/**
 * Sizes and places of a population on the GPU. Every row is padded with zeros to whole vectors of four numbers; what
 * is zero there stays zero, so padding needs no care in the kernels.
 */
export interface NetworkGeometry {
  loss: Loss;
  depth: number;
  width: number;
  inputDimension: number;
  outputCount: 1 | 2;
  replicaCount: number;
  rowCount: number;
  /** At most `rowCount`. */
  batchSize: number;
  stepBudget: number;
  /** Rows of a batch rounded up to tiles of four. */
  batchRows: number;
  /** Which kernels compute the products with the weights. */
  products: ProductKernels;
  /** Tiles side by side in a workgroup's block: a power of two. */
  blockColumns: number;
  /** Workgroups of a kernel that works on one hidden layer, for one replica. */
  tileGroups: number;
  /** Vectors of an input row, of a hidden row, and of the row that the output layer reads. */
  inputVectors: number;
  widthVectors: number;
  lastVectors: number;
  /** Where the layers' weights start, in vectors; the output layer is the last. */
  layerStarts: readonly number[];
  /** Vectors of all weights of one replica. */
  weightVectors: number;
  /** Sample orders of a replica that are on the GPU at once, a ring: enough for the epochs that submits may reach. */
  orderSlots: number;
}

export interface PopulationSize {
  recipe: TrainingRecipe;
  inputDimension: number;
  rowCount: number;
  replicaCount: number;
  tiling: Tiling;
}

export function networkGeometry(size: PopulationSize): NetworkGeometry {
  const { recipe, inputDimension, rowCount, replicaCount, tiling } = size;
  const { loss, stepBudget } = recipe;
  const { depth, width } = recipe.design;
  const batchSize = Math.min(recipe.batchSize, rowCount);
  const outputCount = outputCountOf(loss);
  const inputVectors = Math.ceil(inputDimension / 4);
  const widthVectors = Math.ceil(width / 4);
  const lastVectors = depth === 0 ? inputVectors : widthVectors;
  const layerStarts: number[] = [];
  let weightVectors = 0;
  for (let layer = 0; layer < depth; layer += 1) {
    layerStarts.push(weightVectors);
    // Four rows of weights for each vector of inputs, then the biases.
    weightVectors += (4 * (layer === 0 ? inputVectors : widthVectors) + 1) * widthVectors;
  }
  layerStarts.push(weightVectors);
  weightVectors += outputCount * lastVectors + 1;
  const stepsPerEpoch = Math.ceil(rowCount / batchSize);
  const batchTiles = Math.ceil(batchSize / 4);
  const products = productKernels(tiling, { batchTiles, inputVectors, widthVectors });
  const blockColumns = Object.values(products).includes("tiled") ? tileVectors : narrowColumns(widthVectors);
  return {
    loss,
    depth,
    width,
    inputDimension,
    outputCount,
    replicaCount,
    rowCount,
    batchSize,
    // The step counters of the GPU have 32 bits.
    stepBudget: Math.min(stepBudget, 2 ** 32 - 1),
    batchRows: 4 * batchTiles,
    products,
    blockColumns,
    tileGroups: tileGroupsOf(batchTiles, { widthVectors, blockColumns }),
    inputVectors,
    widthVectors,
    lastVectors,
    layerStarts,
    weightVectors,
    orderSlots: Math.ceil((submitLimit * logLength) / stepsPerEpoch) + 2,
  };
}

/**
 * Workgroups that give every tile of four lines by four units of a layer an invocation. A workgroup has a block of
 * them that is about as high as it is wide, so that its invocations read the same numbers from the cache.
 */
export function tileGroupsOf(
  lineTiles: number,
  { widthVectors, blockColumns }: Pick<NetworkGeometry, "widthVectors" | "blockColumns">,
): number {
  return Math.ceil(lineTiles / (workgroupSize / blockColumns)) * Math.ceil(widthVectors / blockColumns);
}

/** Columns of a block without workgroup memory: no more than there are tiles. */
function narrowColumns(widthVectors: number): number {
  return [1, 2, 4].find((columns) => columns >= widthVectors) ?? tileVectors;
}

/** Bytes of the large buffers, by the names that refusals use. */
export function bufferSizes(geometry: NetworkGeometry) {
  const { replicaCount, rowCount, batchRows, depth, widthVectors, inputVectors } = geometry;
  const hiddenBytes = 16 * replicaCount * Math.max(1, depth) * batchRows * Math.max(1, widthVectors);
  return {
    weights: 16 * replicaCount * geometry.weightVectors,
    activations: hiddenBytes,
    slopes: hiddenBytes,
    inputs: 16 * rowCount * inputVectors,
    targets: 4 * rowCount,
    orders: 4 * replicaCount * geometry.orderSlots * rowCount,
    progress: stateBytes * replicaCount + 8 * logLength * replicaCount,
    "row results": 8 * replicaCount * batchRows,
  };
}
