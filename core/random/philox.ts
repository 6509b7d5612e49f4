/**
 * Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy
 * as 1, 2, 3" (SC 2011). Only 32-bit integer arithmetic is used, so every JavaScript engine gives the same words.
 */
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUND_COUNT = 10;

/** Four (counter) and two (key) unsigned 32-bit words. */
export type PhiloxCounter = readonly [number, number, number, number];
export type PhiloxKey = readonly [number, number];

/**
 * Writes the four random 32-bit words of `counter` under `key` into `output` (length at least 4).
 * Different counters under one key give independent words; no state is kept.
 */
export function philox4x32(counter: PhiloxCounter, key: PhiloxKey, output: Uint32Array): void {
  let [word0, word1, word2, word3] = counter;
  let [key0, key1] = key;
  for (let round = 0; round < ROUND_COUNT; round += 1) {
    const high0 = multiplyHigh(MULTIPLIER_0, word0);
    const low0 = Math.imul(MULTIPLIER_0, word0);
    const high1 = multiplyHigh(MULTIPLIER_1, word2);
    const low1 = Math.imul(MULTIPLIER_1, word2);
    word0 = high1 ^ word1 ^ key0;
    word1 = low1;
    word2 = high0 ^ word3 ^ key1;
    word3 = low0;
    key0 = (key0 + WEYL_0) | 0;
    key1 = (key1 + WEYL_1) | 0;
  }
  output[0] = word0;
  output[1] = word1;
  output[2] = word2;
  output[3] = word3;
}

/** The upper 32 bits of the 64-bit product of two unsigned 32-bit words, by schoolbook halves of 16 bits. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = (Math.imul(aHigh, bLow) >>> 0) + (Math.imul(aLow, bLow) >>> 16);
  const carry = (Math.imul(aLow, bHigh) >>> 0) + (middle & 0xffff);
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) | 0;
}
