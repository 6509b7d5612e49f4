import { type Loss, outputCountOf, type TrainingRecipe } from "@/core/training/recipe";
import { type DirectTile, largeTile, smallTile } from "@/trainer/engines/webgpu/direct-tile";
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
/** Invocations of a workgroup on a GPU, and on a processor that imitates one: as many as it computes at once. */
const usualGroup = 64;
const softwareGroup = 4;
/** Larger networks, in vectors, would need more of such small workgroups than a launch can have. */
const mostLargeTileWeights = 2 ** 18;
const mostLargeTileWidth = 2 ** 8;
/** Vectors of slopes that an invocation of the output kernel writes on a GPU. */
const usualSlopeChunk = 8;
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
  /** Invocations of a workgroup in all kernels. */
  workgroupSize: number;
  /** What invocations without workgroup memory have in registers. */
  tile: DirectTile;
  /** Rows of a batch rounded up to tiles. */
  batchRows: number;
  /** Which kernels compute the products with the weights. */
  products: ProductKernels;
  /** Tiles side by side in a workgroup's block, or null where tiles are counted one after another. */
  blockColumns: number | null;
  /** Vectors of slopes that one invocation of the output kernel writes; each computes its row's value anew. */
  slopeChunk: number;
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
  const isLarge =
    tiling === "never" && weightVectors <= mostLargeTileWeights && widthVectors <= mostLargeTileWidth;
  const tile = isLarge ? largeTile(batchSize, widthVectors) : smallTile;
  const workgroupSize = isLarge ? softwareGroup : usualGroup;
  const blockColumns = isLarge ? null : columnsOfBlock(products, widthVectors);
  const lines = Math.ceil(batchSize / tile.rows);
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
    batchRows: tile.rows * lines,
    tile,
    workgroupSize,
    slopeChunk: isLarge ? Math.max(1, widthVectors) : usualSlopeChunk,
    products,
    blockColumns,
    tileGroups: tileGroupsOf(lines, { widthVectors, blockColumns, workgroupSize }, tile),
    inputVectors,
    widthVectors,
    lastVectors,
    layerStarts,
    weightVectors,
    orderSlots: Math.ceil((submitLimit * logLength) / stepsPerEpoch) + 2,
  };
}

/**
 * Workgroups that give every tile of a layer an invocation. On a GPU a workgroup has a block of tiles that is about as
 * high as it is wide, so that its invocations read the same numbers from the cache; in software it has the next tiles.
 */
export function tileGroupsOf(
  lineTiles: number,
  {
    widthVectors,
    blockColumns,
    workgroupSize,
  }: Pick<NetworkGeometry, "widthVectors" | "blockColumns" | "workgroupSize">,
  { vectors }: DirectTile,
): number {
  const columns = Math.ceil(widthVectors / vectors);
  if (blockColumns === null) return Math.ceil((lineTiles * columns) / workgroupSize);
  return Math.ceil(lineTiles / (workgroupSize / blockColumns)) * Math.ceil(columns / blockColumns);
}

/** Columns of a block: without workgroup memory no more than there are tiles. */
function columnsOfBlock(products: ProductKernels, widthVectors: number): number {
  if (Object.values(products).includes("tiled")) return tileVectors;
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
