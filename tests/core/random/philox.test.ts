import { describe, expect, it } from "vitest";
import { type PhiloxCounter, type PhiloxKey, philox4x32 } from "@/core/random/philox";

// Random123 1.14, tests/kat_vectors, lines "philox4x32 10".
const knownAnswers: { counter: PhiloxCounter; key: PhiloxKey; words: number[] }[] = [
  {
    counter: [0, 0, 0, 0],
    key: [0, 0],
    words: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  },
  {
    counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    key: [0xffffffff, 0xffffffff],
    words: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0],
    words: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  },
];

describe("philox4x32", () => {
  it.each(knownAnswers)(
    "gives the known answer of Random123 for counter $counter",
    ({ counter, key, words }) => {
      const output = new Uint32Array(4);

      philox4x32(counter, key, output);

      expect([...output]).toEqual(words);
    },
  );
});
