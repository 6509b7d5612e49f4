import { describe, expect, it } from "vitest";
import { floatBytes, readFloats } from "@/core/tasks/float-bytes";

describe("floatBytes", () => {
  it("writes the least significant byte first", () => {
    // 1.5 is 0x3fc00000 in IEEE 754.
    expect([...floatBytes(Float32Array.of(1.5))]).toEqual([0x00, 0x00, 0xc0, 0x3f]);
  });
});

describe("readFloats", () => {
  it("gives back what was written, also from the middle of a buffer", () => {
    const values = Float32Array.of(0, -2.75, Math.fround(0.1), Number.NaN, Number.POSITIVE_INFINITY);
    const shifted = new Uint8Array(values.length * 4 + 3);
    shifted.set(floatBytes(values), 3);
    expect(readFloats(shifted.subarray(3))).toEqual(values);
  });

  it("leaves out bytes that make no number", () => {
    expect(readFloats(new Uint8Array(7))).toEqual(new Float32Array(1));
  });
});
