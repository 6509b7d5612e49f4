import { describe, expect, it } from "vitest";
import { largeTile } from "@/trainer/engines/webgpu/direct-tile";
import { networkGeometry } from "@/trainer/engines/webgpu/network-geometry";
import { updateWorkgroups } from "@/trainer/engines/webgpu/update-shader";

function geometryOf([D, L, H, B]: readonly [number, number, number, number], tiling: "never" | "wide") {
  const recipe = {
    design: { depth: L, width: H, learningRate: 0.1 },
    loss: "softmax",
    batchSize: B,
    stepBudget: 100,
  } as const;
  return networkGeometry({ recipe, inputDimension: D, rowCount: 5000, replicaCount: 1, tiling });
}

describe("the tile of an invocation", () => {
  it("is four by four on a GPU, whatever the layer", () => {
    for (const size of [
      [100, 3, 100, 50],
      [1, 1, 1, 1],
    ] as const) {
      const { tile, workgroupSize } = geometryOf(size, "wide");
      expect(tile).toEqual({ rows: 4, vectors: 1, inputVectors: 1 });
      expect(workgroupSize).toBe(64);
    }
  });

  it.each([
    { batchSize: 50, rows: 13 },
    { batchSize: 64, rows: 13 },
    { batchSize: 20, rows: 10 },
    { batchSize: 14, rows: 7 },
    { batchSize: 1, rows: 1 },
  ])("shares a batch of $batchSize rows out evenly in software: $rows", ({ batchSize, rows }) => {
    expect(largeTile(batchSize, 25)).toEqual({ rows, vectors: 2, inputVectors: 2 });
  });

  it("has no more units than the layer in software", () => {
    expect(largeTile(50, 1).vectors).toBe(1);
    expect(largeTile(50, 0).vectors).toBe(1);
  });
});

describe("the workgroups of a launch", () => {
  it.each([
    [100, 3, 100, 50],
    [500, 3, 500, 50],
    [1, 64, 256, 50],
    [1000, 2, 1000, 50],
    [1000, 2, 1200, 50],
    [20_000, 1, 50, 50],
    [10, 1, 2048, 5000],
  ] as const)("are no more in software than a launch can have: D=%i L=%i H=%i B=%i", (...size) => {
    const geometry = geometryOf(size, "never");

    expect(updateWorkgroups(geometry)).toBeLessThan(65_535);
    expect(geometry.tileGroups + geometry.depth).toBeLessThan(65_535);
    // The values of 2048 rows, the largest block.
    expect((2048 / 4) * Math.ceil(geometry.widthVectors / geometry.workgroupSize)).toBeLessThan(65_535);
  });

  it("have a tile for every row and unit in software", () => {
    for (const size of [
      [7, 2, 9, 50],
      [100, 3, 100, 64],
      [5, 1, 1, 1],
    ] as const) {
      const { tile, tileGroups, workgroupSize, batchRows, widthVectors } = geometryOf(size, "never");
      const tiles = (batchRows / tile.rows) * Math.ceil(widthVectors / tile.vectors);
      expect(batchRows).toBeGreaterThanOrEqual(size[3]);
      expect(tileGroups).toBe(Math.ceil(tiles / workgroupSize));
    }
  });
});
