import type { DirectTile } from "@/trainer/engines/webgpu/direct-tile";
import { logLength, type NetworkGeometry } from "@/trainer/engines/webgpu/network-geometry";

/**
 * What all kernels of a training step share. The kernels of one step run one after another and hand on their results
 * in memory; within one kernel no invocation reads what another writes. Hence two copies of a replica's position:
 * the update kernel moves `position`, which all others read, and reads `stepPosition`, which the output kernel copies.
 */
export function trainingPrelude(geometry: NetworkGeometry): string {
  const { batchSize, batchRows, tileGroups, rowCount, orderSlots, replicaCount } = geometry;
  return /* wgsl */ `
${networkConstants(geometry, geometry.tile)}
const batchSize = ${batchSize}u;
const batchRows = ${batchRows}u;
const tileGroups = ${tileGroups}u;
const rowCount = ${rowCount}u;
const orderSlots = ${orderSlots}u;
const logLength = ${logLength}u;

struct Position {
  step: u32,
  // Rows of the current epoch that are used up, and how many of them were wrong.
  place: u32,
  wrongInEpoch: u32,
  // Where the current epoch's order lies in the ring.
  slot: u32,
}
struct Replica {
  position: Position,
  stepPosition: Position,
  // Rows of the step that the update kernel is to finish; 0 where the replica stands still.
  stepRows: u32,
  // Set by the host: the replica stops there.
  lastStep: u32,
  // Set at an epoch's end that needs the host's exact look, and after a broken output.
  isHalted: u32,
  learningRate: f32,
  hasBrokenOutput: atomic<u32>,
  hasBrokenWeight: atomic<u32>,
  padding: vec2u,
}
struct Progress {
  replicas: array<Replica, ${replicaCount}>,
  // Loss sum and count of wrong rows of each step.
  log: array<vec2f, ${replicaCount * logLength}>,
}

@group(0) @binding(0) var<storage, read_write> weights: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> activations: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> slopes: array<vec4f>;
@group(0) @binding(3) var<storage, read> inputs: array<vec4f>;
@group(0) @binding(4) var<storage, read> targets: array<f32>;
@group(0) @binding(5) var<storage, read> orders: array<u32>;
@group(0) @binding(6) var<storage, read_write> progress: Progress;
// Loss of a row, negative where its sign is wrong, and the loss's slope by the network's value.
@group(0) @binding(7) var<storage, read_write> rowResults: array<vec2f>;

fn rowsOfStep(replica: u32) -> u32 {
  let halted = progress.replicas[replica].isHalted | atomicLoad(&progress.replicas[replica].hasBrokenWeight);
  if (halted != 0u || progress.replicas[replica].position.step >= progress.replicas[replica].lastStep) {
    return 0u;
  }
  return min(batchSize, rowCount - progress.replicas[replica].position.place);
}

fn orderStart(replica: u32, position: Position) -> u32 {
  return (replica * orderSlots + position.slot) * rowCount + position.place;
}

fn hiddenStart(replica: u32, layer: u32) -> u32 {
  return (replica * depth + layer) * batchRows * widthVectors;
}
`;
}

/** Sizes of the network, for all kernels. */
export function networkConstants(geometry: NetworkGeometry, tile: DirectTile): string {
  const { depth, inputVectors, widthVectors, lastVectors, weightVectors, layerStarts, workgroupSize } =
    geometry;
  const hiddenStart = depth > 1 ? layerStarts[1] : 0;
  return /* wgsl */ `
const workgroupSize = ${workgroupSize}u;
const depth = ${depth}u;
const inputVectors = ${inputVectors}u;
const widthVectors = ${widthVectors}u;
const lastVectors = ${lastVectors}u;
const weightVectors = ${weightVectors}u;
// Hidden layers after the first, one after another.
const hiddenWeightStart = ${hiddenStart}u;
const hiddenLayerVectors = ${(4 * widthVectors + 1) * widthVectors}u;
const outputWeightStart = ${layerStarts[depth]}u;

struct Tile { line: u32, column: u32 }

// The tile of an invocation, see tileGroupsOf; its column may lie beyond the layer, as its line may.
${geometry.blockColumns === null ? tilesInARow(geometry, tile) : tilesInBlocks(geometry.blockColumns)}

// Of kernels that work on one layer: as many workgroups more as the layer's number say which it is. They have nothing
// to do, and it spares every launch a change of bindings, which costs the host more than the launch itself.
fn layerOf(workgroupCount: vec3u, tileGroups: u32) -> u32 {
  return workgroupCount.x - tileGroups;
}

// Compilers may assume that no number is infinite or NaN; the bits tell.
fn isBroken(value: vec4f) -> bool {
  return any((bitcast<vec4u>(value) & vec4u(0x7f800000u)) == vec4u(0x7f800000u));
}
`;
}

function tilesInARow({ widthVectors }: NetworkGeometry, { vectors }: DirectTile): string {
  return /* wgsl */ `
const columnTiles = ${Math.max(1, Math.ceil(widthVectors / vectors))}u;
fn tileOf(group: u32, invocation: u32) -> Tile {
  let number = group * workgroupSize + invocation;
  return Tile(number / columnTiles, number % columnTiles);
}`;
}

// Only tiles of one vector lie in blocks.
function tilesInBlocks(blockColumns: number): string {
  return /* wgsl */ `
const blockColumns = ${blockColumns}u;
const columnBlocks = (widthVectors + blockColumns - 1u) / blockColumns;
fn tileOf(group: u32, invocation: u32) -> Tile {
  let line = (group / columnBlocks) * (workgroupSize / blockColumns) + invocation / blockColumns;
  return Tile(line, (group % columnBlocks) * blockColumns + invocation % blockColumns);
}`;
}
