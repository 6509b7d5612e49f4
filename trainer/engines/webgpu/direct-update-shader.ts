import { type DirectTile, range } from "@/trainer/engines/webgpu/direct-tile";
import type { NetworkGeometry } from "@/trainer/engines/webgpu/network-geometry";

type Vectors = "inputVectors" | "widthVectors";

/**
 * The sums of a tile of weights over the batch, and their change; `inputPlace` is where the tile's inputs lie in a
 * row. A tile may reach beyond the layer: what it computes there is some number that is not kept.
 */
function tileSums(source: "inputs" | "activations", vectors: Vectors, inputPlace: string, tile: DirectTile) {
  const inputs = range(tile.inputVectors);
  const columns = range(tile.vectors);
  const sums = inputs.flatMap((input) =>
    range(4).flatMap((part) =>
      columns.map((column) => ({ input, part, column, name: `sum${input}p${part}v${column}` })),
    ),
  );
  return [
    ...sums.map(({ name }) => `var ${name} = vec4f(0.0);`),
    "for (var row = 0u; row < rows; row++) {",
    `let inputPlace = ${inputPlace};`,
    "let slopePlace = slopeStart + row * widthVectors;",
    ...inputs.map((input) => `let input${input} = ${source}[inputPlace + ${input}u];`),
    ...columns.map((column) => `let slope${column} = slopes[slopePlace + ${column}u];`),
    ...sums.map(({ input, part, column, name }) => `${name} += input${input}[${part}] * slope${column};`),
    "}",
    ...sums.map(({ input, part, column, name }) => {
      const place = `weight + ${4 * input + part}u * widthVectors + ${column}u`;
      const isInside = `line + ${input}u < ${vectors} && column + ${column}u < widthVectors`;
      return `if (${isInside}) { changeWeight(replica, ${place}, scale * ${name}); }`;
    }),
  ].join("\n  ");
}

/** Where the tile of an invocation lies. The biases are a line of tiles after all weights, and done here. */
function tilePlace(vectors: Vectors, weightStart: string, layer: string, tile: DirectTile): string {
  return /* wgsl */ `
  let column = ${tile.vectors}u * tile.column;
  let line = ${tile.inputVectors}u * tile.line;
  const lineCount = (${vectors} + ${tile.inputVectors - 1}u) / ${tile.inputVectors}u;
  if (tile.line > lineCount || column >= widthVectors) { return; }
  let weightStart = ${weightStart};
  let slopeStart = hiddenStart(replica, ${layer}) + column;
  if (tile.line == lineCount) {
    let biases = weightStart + 4u * ${vectors} * widthVectors + column;
    for (var vector = 0u; vector < min(${tile.vectors}u, widthVectors - column); vector++) {
      var sum = vec4f(0.0);
      for (var row = 0u; row < rows; row++) { sum += slopes[slopeStart + row * widthVectors + vector]; }
      changeWeight(replica, biases + vector, scale * sum);
    }
    return;
  }
  let weight = weightStart + 4u * line * widthVectors + column;
`;
}

/** Gradient and SGD step of a tile of the first layer's weights, or of its biases. */
export function updateFirst({ tile }: NetworkGeometry): string {
  return /* wgsl */ `
fn updateFirst(replica: u32, rows: u32, scale: f32, tile: Tile) {
  ${tilePlace("inputVectors", "replica * weightVectors", "0u", tile)}
  let order = orderStart(replica, progress.replicas[replica].stepPosition);
  ${tileSums("inputs", "inputVectors", "orders[order + row] * inputVectors + line", tile)}
}
`;
}

/** Gradient and SGD step of a tile of the weights of another hidden layer, or of its biases. */
export function updateHidden({ tile }: NetworkGeometry): string {
  const weightStart = "replica * weightVectors + hiddenWeightStart + (layer - 1u) * hiddenLayerVectors";
  return /* wgsl */ `
fn updateHidden(replica: u32, rows: u32, scale: f32, layer: u32, tile: Tile) {
  ${tilePlace("widthVectors", weightStart, "layer", tile)}
  let inputStart = hiddenStart(replica, layer - 1u) + line;
  ${tileSums("activations", "widthVectors", "inputStart + row * widthVectors", tile)}
}
`;
}
