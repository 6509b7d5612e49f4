import { describe, expect, it } from "vitest";
import { readSentInputs, sentInputsBytes } from "@/core/tasks/sent-inputs";

const sizes = { inputDimension: 2, trainingSampleCount: 3, validationSampleCount: 2, testSampleCount: 1 };
const rows = {
  training: Float32Array.of(1.5, -2, 0.1, 4, 5, 6),
  validation: Float32Array.of(7, 8, 9, -0),
  test: Float32Array.of(1e-30, 3e38),
};

describe("sent inputs", () => {
  it("come back bit by bit, split by split", () => {
    const read = readSentInputs(sentInputsBytes(rows), sizes);
    expect(read).toEqual(rows);
    expect(Object.is(read?.validation[3], -0)).toBe(true);
  });

  it("are little-endian float32 in the order training, validation, test", () => {
    const bytes = sentInputsBytes(rows);
    expect(bytes).toHaveLength(4 * 2 * 6);
    expect([...bytes.subarray(0, 4)]).toEqual([0, 0, 0xc0, 0x3f]);
    expect([...bytes.subarray(24, 28)]).toEqual([0, 0, 0xe0, 0x40]);
  });

  it("are refused when rows are missing or too many, or a number is none", () => {
    const bytes = sentInputsBytes(rows);
    expect(readSentInputs(bytes.subarray(4), sizes)).toBeNull();
    expect(readSentInputs(bytes.subarray(1), sizes)).toBeNull();
    expect(readSentInputs(new Uint8Array(bytes.length + 4), sizes)).toBeNull();
    expect(readSentInputs(new Uint8Array(), sizes)).toBeNull();
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(readSentInputs(sentInputsBytes({ ...rows, test: Float32Array.of(1, value) }), sizes)).toBeNull();
    }
  });
});
