/**
 * Rows of vectors and vectors in a row of the pieces of a matrix that a tiled kernel keeps in workgroup memory: 32 by
 * 32 numbers. Its 64 invocations have four by four results each, a block of 32 by 32.
 */
export const tileRows = 32;
export const tileVectors = 8;

/**
 * Where products go through workgroup memory: nowhere, in layers of at least one tile, or everywhere (for tests). On a
 * GPU it spares reads of the same numbers; a processor that imitates a GPU has caches anyway, and its barriers are slow.
 */
export type Tiling = "never" | "wide" | "always";

/** How the products of a layer are computed: with operands from memory, or from tiles in workgroup memory. */
export type ProductKernel = "direct" | "tiled";

/** The kernels of the first hidden layer and of the other ones. */
export interface ProductKernels {
  first: ProductKernel;
  hidden: ProductKernel;
}

/** The tiling of an engine on an adapter that is a GPU or only imitates one. */
export function tilingOf(isSoftware: boolean): Tiling {
  return isSoftware ? "never" : "wide";
}

interface ProductSizes {
  /** Rows of a batch in fours. */
  batchTiles: number;
  /** Inputs and units in fours. */
  inputVectors: number;
  widthVectors: number;
}

/** A product is tiled where batch, inputs and units of the layer each fill a tile, so that its numbers are used again. */
export function productKernels(tiling: Tiling, sizes: ProductSizes): ProductKernels {
  const { batchTiles, inputVectors, widthVectors } = sizes;
  const kernelOf = (fanInVectors: number): ProductKernel => {
    if (tiling !== "wide") return tiling === "always" ? "tiled" : "direct";
    return Math.min(4 * batchTiles, 4 * fanInVectors, 4 * widthVectors) >= tileRows ? "tiled" : "direct";
  };
  return { first: kernelOf(inputVectors), hidden: kernelOf(widthVectors) };
}
