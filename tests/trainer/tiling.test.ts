import { describe, expect, it } from "vitest";
import { productKernels, type Tiling, tilingOf } from "@/trainer/engines/webgpu/tiling";

/** Kernels at numbers of a batch, inputs and units. */
function kernelsAt(tiling: Tiling, [B, D, H]: readonly [number, number, number]): string {
  const [batchTiles, inputVectors, widthVectors] = [B, D, H].map((size) => Math.ceil(size / 4)) as [
    number,
    number,
    number,
  ];
  const { first, hidden } = productKernels(tiling, { batchTiles, inputVectors, widthVectors });
  return `${first} ${hidden}`;
}

describe("productKernels", () => {
  it.each([
    { sizes: [50, 100, 100], expected: "tiled tiled" },
    { sizes: [32, 32, 32], expected: "tiled tiled" },
    // Padding to fours fills the tile.
    { sizes: [29, 29, 29], expected: "tiled tiled" },
    { sizes: [28, 100, 100], expected: "direct direct" },
    { sizes: [50, 28, 100], expected: "direct tiled" },
    { sizes: [50, 100, 28], expected: "direct direct" },
    { sizes: [1, 1, 1], expected: "direct direct" },
  ] as const)("tiles on a GPU where batch, inputs and units fill a tile: $sizes", ({ sizes, expected }) => {
    expect(kernelsAt(tilingOf(false), sizes)).toBe(expected);
  });

  it("tiles nothing where the processor imitates the GPU", () => {
    expect(kernelsAt(tilingOf(true), [50, 500, 500])).toBe("direct direct");
  });

  it("tiles everything on demand", () => {
    expect(kernelsAt("always", [1, 1, 1])).toBe("tiled tiled");
  });
});
