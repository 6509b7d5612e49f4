import { tileRows, tileVectors } from "@/trainer/engines/webgpu/tiling";

/**
 * Workgroup memory of the tiled kernels: two tiles, 9 KiB of the 16 that every device has. A row has a vector more than
 * it needs, so that invocations which read the same vector of different rows do not wait for each other.
 */
export const tileMemory = /* wgsl */ `
const tileRows = ${tileRows}u;
const tileVectors = ${tileVectors}u;
const tileStride = tileVectors + 1u;
var<workgroup> leftTile: array<vec4f, tileRows * tileStride>;
var<workgroup> rightTile: array<vec4f, tileRows * tileStride>;
var<workgroup> sharedRows: u32;

// The same number for all invocations, so that all of them meet at the barriers.
fn agreedRows(rows: u32, invocation: u32) -> u32 {
  if (invocation == 0u) { sharedRows = rows; }
  return workgroupUniformLoad(&sharedRows);
}
`;

interface TilePiece {
  /** Expression of the element at `tileRow`, `tileVector`. */
  value: string;
  /** Condition without which the element is zero. */
  isInside: string;
}

/** Fills both tiles, four vectors of each per invocation, and waits until all are there. */
export function fillTiles(left: TilePiece, right: TilePiece): string {
  return /* wgsl */ `
    for (var load = invocation; load < tileRows * tileVectors; load += workgroupSize) {
      let tileRow = load / tileVectors;
      let tileVector = load % tileVectors;
      var leftValue = vec4f(0.0);
      var rightValue = vec4f(0.0);
      if (${left.isInside}) { leftValue = ${left.value}; }
      if (${right.isInside}) { rightValue = ${right.value}; }
      leftTile[tileRow * tileStride + tileVector] = leftValue;
      rightTile[tileRow * tileStride + tileVector] = rightValue;
    }
    workgroupBarrier();
`;
}

/** Where the four rows by four units of an invocation lie in the block of its workgroup. */
export const placeInBlock = /* wgsl */ `
  let line = invocation / tileVectors;
  let column = invocation % tileVectors;
`;
