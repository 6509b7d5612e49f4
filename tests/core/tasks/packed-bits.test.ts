import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countDifferentBits,
  decodeBase64,
  encodeBase64,
  packBits,
  unpackBit,
} from "@/core/tasks/packed-bits";

const bitArrays = fc.array(fc.boolean(), { maxLength: 200 });

describe("packed bits", () => {
  it("puts bit i into byte i >> 3, least significant first", () => {
    expect([...packBits([1, 0, 0, 0, 0, 0, 0, 0, 1, 1])]).toEqual([1, 3]);
  });

  it("gives back every bit", () => {
    fc.assert(
      fc.property(bitArrays, (bits) => {
        const packed = packBits(bits);
        expect(bits.map((_, index) => unpackBit(packed, index) === 1)).toEqual(bits);
      }),
    );
  });

  it("counts the places where two rows of bits differ", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 200 }), (pairs) => {
        const a = packBits(pairs.map(([bit]) => bit));
        const b = packBits(pairs.map(([, bit]) => bit));
        expect(countDifferentBits(a, b, pairs.length)).toBe(pairs.filter(([x, y]) => x !== y).length);
      }),
    );
  });
});

describe("base64", () => {
  it("writes what Node's own encoder writes and reads it back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = encodeBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString("base64"));
        expect(decodeBase64(text)).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  it("refuses every text that the encoder would not write", () => {
    for (const text of [
      "A",
      "AAA",
      "A===",
      "====",
      "AB==",
      "AAB=",
      "AA=A",
      "AAA\n",
      "AA-_",
      "AAAA=",
      "é123",
    ]) {
      expect(decodeBase64(text), text).toBeNull();
    }
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const bytes = decodeBase64(text);
        if (bytes) expect(encodeBase64(bytes)).toBe(text);
      }),
    );
  });
});
