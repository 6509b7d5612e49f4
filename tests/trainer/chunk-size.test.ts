import { describe, expect, it } from "vitest";
import { createChunkSize } from "@/trainer/chunk-size";

describe("createChunkSize", () => {
  it("begins with one step and comes to chunks that take about as long as wanted", () => {
    const chunk = createChunkSize(30);
    expect(chunk.stepCount()).toBe(1);
    const sizes: number[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      sizes.push(chunk.stepCount());
      chunk.note(chunk.stepCount(), 0.1 * chunk.stepCount());
    }

    expect(sizes.slice(0, 5)).toEqual([1, 2, 4, 8, 16]);
    expect(sizes.at(-1)).toBe(300);
  });

  it("takes one step after a sleep of an hour and grows again", () => {
    const chunk = createChunkSize(30);
    for (let turn = 0; turn < 12; turn += 1) chunk.note(chunk.stepCount(), 0.1 * chunk.stepCount());
    chunk.note(300, 3_600_000);
    expect(chunk.stepCount()).toBe(1);

    chunk.note(1, 0.1);
    expect(chunk.stepCount()).toBe(2);
  });

  it("only doubles while the clock stands still or runs backwards", () => {
    const chunk = createChunkSize(30);
    chunk.note(1, 0);
    chunk.note(2, -3_600_000);
    expect(chunk.stepCount()).toBe(4);
    for (let turn = 0; turn < 100; turn += 1) chunk.note(chunk.stepCount(), 0);
    expect(chunk.stepCount()).toBeLessThanOrEqual(100_000);
  });
});
