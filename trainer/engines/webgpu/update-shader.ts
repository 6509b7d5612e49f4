import { exactCheckThreshold } from "@/core/training/recipe";
import { updateFirst, updateHidden } from "@/trainer/engines/webgpu/direct-update-shader";
import { type NetworkGeometry, tileGroupsOf } from "@/trainer/engines/webgpu/network-geometry";
import { tileMemory } from "@/trainer/engines/webgpu/tile-shader";
import { tiledUpdateFirst, tiledUpdateHidden } from "@/trainer/engines/webgpu/tiled-update-shader";

/**
 * Gradient and SGD step of all layers at once, so that no gradient is ever stored: an invocation has four by four
 * weights (or four biases) of one layer and sums over the batch. One workgroup more keeps the books of the step.
 */
export function updateShader(geometry: NetworkGeometry): string {
  const { depth, loss, stepBudget, rowCount } = geometry;
  const isRegression = loss === "squared";
  const checkLimit = Math.floor(exactCheckThreshold * rowCount);
  return /* wgsl */ `
// Workgroups of the first layer, of each other hidden layer, and of all weights.
const firstGroups = ${firstGroups(geometry)}u;
const layerGroups = ${layerGroups(geometry)}u;
const hiddenGroups = firstGroups + ${Math.max(0, depth - 1)}u * layerGroups;
const weightGroups = ${weightGroups(geometry)}u;

@compute @workgroup_size(workgroupSize)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) invocation: u32,
) {
  let replica = group.z;
  let isStepBroken = atomicLoad(&progress.replicas[replica].hasBrokenOutput) != 0u;
  if (group.x == weightGroups) {
    if (invocation == 0u) { closeStep(replica, progress.replicas[replica].stepRows, isStepBroken); }
    return;
  }
  let rows = ${rowsOfUpdate(geometry)};
  if (rows == 0u) { return; }
  let scale = learningRate(replica) / f32(rows);
  ${shareTiles(geometry)}
}

fn learningRate(replica: u32) -> f32 {
  let start = progress.replicas[replica].learningRate;
  ${isRegression ? decayingRate(stepBudget) : "return start;"}
}

fn changeWeight(replica: u32, index: u32, change: vec4f) {
  let moved = weights[index] - change;
  weights[index] = moved;
  if (isBroken(moved)) {
    atomicStore(&progress.replicas[replica].hasBrokenWeight, 1u);
  }
}
${updateFunctions(geometry)}
${updateOutput(geometry)}

fn closeStep(replica: u32, rows: u32, isStepBroken: bool) {
  if (rows == 0u) { return; }
  var position = progress.replicas[replica].stepPosition;
  var lossSum = 0.0;
  var wrongCount = 0u;
  for (var row = 0u; row < rows; row++) {
    let loss = rowResults[replica * batchRows + row].x;
    lossSum += abs(loss);
    wrongCount += select(0u, 1u, loss < 0.0);
  }
  progress.log[replica * logLength + position.step % logLength] = vec2f(lossSum, f32(wrongCount));
  position.step += 1u;
  position.place += rows;
  position.wrongInEpoch += wrongCount;
  if (isStepBroken) {
    progress.replicas[replica].isHalted = 1u;
  } else if (position.place == rowCount) {
    if (${isRegression ? "false" : `position.wrongInEpoch <= ${checkLimit}u`}) {
      progress.replicas[replica].isHalted = 1u;
    } else {
      position.place = 0u;
      position.wrongInEpoch = 0u;
      position.slot = (position.slot + 1u) % orderSlots;
    }
  }
  progress.replicas[replica].position = position;
}
`;
}

/** Workgroups of the update kernel for one replica. */
export function updateWorkgroups(geometry: NetworkGeometry): number {
  return weightGroups(geometry) + 1;
}

function weightGroups(geometry: NetworkGeometry): number {
  const { depth, lastVectors, workgroupSize } = geometry;
  const outputGroups = Math.ceil((lastVectors + 1) / workgroupSize);
  return firstGroups(geometry) + Math.max(0, depth - 1) * layerGroups(geometry) + outputGroups;
}

// The biases are one line of tiles more.
function updateLines(
  { inputVectors, widthVectors, tile }: NetworkGeometry,
  layer: "first" | "hidden",
): number {
  return Math.ceil((layer === "first" ? inputVectors : widthVectors) / tile.inputVectors) + 1;
}

function firstGroups(geometry: NetworkGeometry): number {
  return geometry.depth === 0 ? 0 : tileGroupsOf(updateLines(geometry, "first"), geometry, geometry.tile);
}

function layerGroups(geometry: NetworkGeometry): number {
  return geometry.depth < 2 ? 1 : tileGroupsOf(updateLines(geometry, "hidden"), geometry, geometry.tile);
}

function tiledLayers({ depth, products }: NetworkGeometry): { first: boolean; hidden: boolean } {
  return { first: depth > 0 && products.first === "tiled", hidden: depth > 1 && products.hidden === "tiled" };
}

/** Rows of the step, or 0 when there is nothing to change; invocations with tiles have to agree on it. */
function rowsOfUpdate(geometry: NetworkGeometry): string {
  const rows = "select(progress.replicas[replica].stepRows, 0u, isStepBroken)";
  const isTiled = Object.values(tiledLayers(geometry)).includes(true);
  return isTiled ? `agreedRows(${rows}, invocation)` : rows;
}

function updateFunctions(geometry: NetworkGeometry): string {
  const { depth } = geometry;
  const tiled = tiledLayers(geometry);
  return [
    tiled.first || tiled.hidden ? tileMemory : "",
    depth > 0 ? (tiled.first ? tiledUpdateFirst : updateFirst(geometry)) : "",
    depth > 1 ? (tiled.hidden ? tiledUpdateHidden : updateHidden(geometry)) : "",
  ].join("");
}

function shareTiles(geometry: NetworkGeometry): string {
  const { depth } = geometry;
  const tiled = tiledLayers(geometry);
  const placeOf = (isTiled: boolean, block: string) =>
    isTiled ? `${block}, invocation` : `tileOf(${block}, invocation)`;
  const first = `if (group.x < firstGroups) {
    updateFirst(replica, rows, scale, ${placeOf(tiled.first, "group.x")});
    return;
  }`;
  const hidden = `if (group.x < hiddenGroups) {
    let layer = 1u + (group.x - firstGroups) / layerGroups;
    let block = (group.x - firstGroups) % layerGroups;
    updateHidden(replica, rows, scale, layer, ${placeOf(tiled.hidden, "block")});
    return;
  }`;
  return `${depth > 0 ? first : ""}
  ${depth > 1 ? hidden : ""}
  updateOutput(replica, rows, scale, (group.x - hiddenGroups) * workgroupSize + invocation);`;
}

// As `learningRateAt`: constant for the first half of the budget, then linearly down.
function decayingRate(stepBudget: number): string {
  return /* wgsl */ `
  let left = f32(${stepBudget}u - progress.replicas[replica].stepPosition.step);
  return start * min(1.0, left / ${f32Literal(stepBudget / 2)});`;
}

function f32Literal(value: number): string {
  const text = String(Math.fround(value));
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Four weights of each output by one invocation; the slopes of two logits are opposite. */
function updateOutput({ depth, loss }: NetworkGeometry): string {
  const input =
    depth === 0
      ? "inputs[orders[order + row] * inputVectors + line]"
      : "activations[inputStart + row * widthVectors]";
  const start =
    depth === 0
      ? "let order = orderStart(replica, progress.replicas[replica].stepPosition);"
      : "let inputStart = hiddenStart(replica, depth - 1u) + line;";
  const change =
    loss === "softmax"
      ? `changeWeight(replica, weight, -scale * sum);
  changeWeight(replica, weight + lastVectors, scale * sum);`
      : "changeWeight(replica, weight, scale * sum);";
  const biasChange = loss === "softmax" ? "vec4f(-sum, sum, 0.0, 0.0)" : "vec4f(sum, 0.0, 0.0, 0.0)";
  const biasLine = loss === "softmax" ? "2u * lastVectors" : "lastVectors";
  return /* wgsl */ `
fn updateOutput(replica: u32, rows: u32, scale: f32, line: u32) {
  let start = replica * weightVectors + outputWeightStart;
  if (line > lastVectors) { return; }
  if (line == lastVectors) {
    var sum = 0.0;
    for (var row = 0u; row < rows; row++) { sum += rowResults[replica * batchRows + row].y; }
    changeWeight(replica, start + ${biasLine}, scale * ${biasChange});
    return;
  }
  ${start}
  let weight = start + line;
  var sum = vec4f(0.0);
  for (var row = 0u; row < rows; row++) {
    sum += rowResults[replica * batchRows + row].y * ${input};
  }
  ${change}
}
`;
}
