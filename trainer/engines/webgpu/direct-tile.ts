/** What an invocation has in registers, of the kernels that read their operands from memory. */
export interface DirectTile {
  /** Rows of a batch. */
  rows: number;
  /** Vectors of units. */
  vectors: number;
  /** Vectors of inputs whose weights the update kernel changes. */
  inputVectors: number;
}

/** Four by four numbers: GPUs want many invocations more than they want large tiles. */
export const smallTile: DirectTile = { rows: 4, vectors: 1, inputVectors: 1 };

// Larger ones hardly train faster, and compile longer.
const mostRows = 13;
const mostVectors = 2;

/**
 * The tile of the kernels of a training step in software. A processor that imitates a GPU pays for a read as for some
 * ten products, so its tiles are large; and it has few cores to share them out among.
 */
export function largeTile(batchSize: number, widthVectors: number): DirectTile {
  return {
    rows: evenPart(batchSize, mostRows),
    vectors: evenPart(Math.max(1, widthVectors), mostVectors),
    inputVectors: mostVectors,
  };
}

/** The smallest part of a whole of which it takes no more than of the largest part. */
function evenPart(whole: number, largest: number): number {
  return Math.ceil(whole / Math.ceil(whole / largest));
}

/** The numbers from 0 up to `count`, without it: of the registers that kernels name one by one. */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
