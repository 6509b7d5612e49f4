import { inverseNormal } from "@/core/numerics/inverse-normal";
import { type PhiloxCounter, type PhiloxKey, philox4x32 } from "@/core/random/philox";
import type { Seed } from "@/core/random/seed";

/** What a stream is for. The numbers go into the counter: they are fixed for ever, new streams get new numbers. */
const streamNumbers = {
  "training-inputs": 1,
  "validation-inputs": 2,
  "test-inputs": 3,
  rule: 4,
  "initial-weights": 5,
  "sample-order": 6,
  "training-secrets": 7,
  "validation-secrets": 8,
  "test-secrets": 9,
  "target-noise": 10,
  "clue-points": 11,
  "clue-secrets": 12,
  bots: 13,
  resampling: 14,
} as const;
export type StreamName = keyof typeof streamNumbers;

/** The words of one (seed, stream, row), read one after another. Equal arguments give equal words everywhere. */
export interface RandomStream {
  /** Number of 32-bit words read so far, including those skipped by `startPosition`. */
  position(): number;
  /** Uniform in 0 .. 2^32 - 1. */
  uint32(): number;
  /** Uniform in 0 .. bound - 1 without bias, for 1 <= bound <= 2^32. */
  integerBelow(bound: number): number;
  /** Standard normal deviate, rounded to float32; one word each. */
  normal(): number;
  /** Fisher-Yates shuffle in place: every order equally likely. */
  shuffle(values: Uint32Array): void;
}

/** All random numbers of one seed. */
export interface Random {
  /**
   * The words of `name` in `row` (0 <= row < 2^32), at most 2^26 of them. `startPosition` continues where another
   * reader of the same stream stopped.
   */
  stream(name: StreamName, row: number, startPosition?: number): RandomStream;
  /** What `philox4x32` makes a stream's first four words of; the counter's last word counts up from there. */
  address(name: StreamName, row: number): { key: PhiloxKey; counter: PhiloxCounter };
}

/**
 * Opens the streams of a 128-bit seed: its first 64 bits are the Philox key, the other 64 bits sit in the counter
 * beside row (32 bits), stream (8 bits) and column (24 bits, four words each).
 */
export function createRandom(seed: Seed): Random {
  const key: PhiloxKey = [seedWord(seed, 0), seedWord(seed, 1)];
  const counterHigh = [seedWord(seed, 2), seedWord(seed, 3)] as const;
  return {
    address: (name, row) => ({
      key,
      counter: [counterHigh[0], counterHigh[1], row, streamNumbers[name] << 24],
    }),
    stream(name, row, startPosition = 0) {
      const streamBits = streamNumbers[name] << 24;
      const fillBlock = (column: number, block: Uint32Array) =>
        philox4x32([counterHigh[0], counterHigh[1], row, streamBits | column], key, block);
      return readStream(fillBlock, startPosition);
    },
  };
}

function seedWord(seed: Seed, index: number): number {
  return Number.parseInt(seed.slice(8 * index, 8 * index + 8), 16);
}

function readStream(fillBlock: (column: number, block: Uint32Array) => void, startPosition: number) {
  const block = new Uint32Array(4);
  let position = startPosition;
  if (position % 4 !== 0) fillBlock(position >>> 2, block);

  function uint32(): number {
    if ((position & 3) === 0) fillBlock(position >>> 2, block);
    const word = block[position & 3] as number;
    position += 1;
    return word;
  }

  function integerBelow(bound: number): number {
    let word = uint32();
    // Only the last 2^32 % bound words are biased. The remainder of doubles is slow, so it is taken near the end only;
    // this quotient of two 32-bit integers never rounds up to the next integer.
    while (word >= 2 ** 32 - bound && word >= 2 ** 32 - (2 ** 32 % bound)) word = uint32();
    return word - Math.floor(word / bound) * bound;
  }

  function shuffle(values: Uint32Array): void {
    for (let last = values.length - 1; last > 0; last -= 1) {
      const chosen = integerBelow(last + 1);
      const value = values[last] as number;
      values[last] = values[chosen] as number;
      values[chosen] = value;
    }
  }

  // (word + 1/2) / 2^32 is exact in a double, symmetric about 1/2 and never 0 or 1.
  const normal = () => Math.fround(inverseNormal((uint32() + 0.5) / 2 ** 32));
  return { position: () => position, uint32, integerBelow, normal, shuffle };
}
