// The order of the training rows, epoch after epoch: bit by bit core's `createSampleOrder`, which says why. Small
// networks would spend most of their time there if it were made in JavaScript.
import { sampleOrder, trainingRowCount } from "./network";

const MULTIPLIER_0: u64 = 0xd2511f53;
const MULTIPLIER_1: u64 = 0xcd9e8d57;
const WEYL_0: u32 = 0x9e3779b9;
const WEYL_1: u32 = 0xbb67ae85;
const ROUND_COUNT = 10;

let firstKey: u32 = 0;
let secondKey: u32 = 0;
let counter0: u32 = 0;
let counter1: u32 = 0;
let counter2: u32 = 0;
/** Of the stream's first block; the number of a block is added. */
let counter3: u32 = 0;

/** Words read so far, and the block of four that the next one is in. */
let position: u32 = 0;
let block0: u32 = 0;
let block1: u32 = 0;
let block2: u32 = 0;
let block3: u32 = 0;

/** Opens the stream with a Philox key and counter after `startPosition` words. */
export function openSampleOrder(
  key0: u32,
  key1: u32,
  word0: u32,
  word1: u32,
  word2: u32,
  word3: u32,
  startPosition: u32,
): void {
  firstKey = key0;
  secondKey = key1;
  counter0 = word0;
  counter1 = word1;
  counter2 = word2;
  counter3 = word3;
  position = startPosition;
  if ((position & 3) != 0) fillBlock();
}

/** Where the next epoch starts in the stream. */
export function positionInStream(): u32 { return position; }

/** Writes the order of the next epoch. */
export function shuffleEpoch(): void {
  for (let row = 0; row < trainingRowCount; row += 1) store<u32>(sampleOrder + (<usize>row << 2), row);
  for (let last = trainingRowCount - 1; last > 0; last -= 1) {
    const from = sampleOrder + (<usize>last << 2);
    const chosen = sampleOrder + (<usize>numberBelow(last + 1) << 2);
    const row = load<u32>(from);
    store<u32>(from, load<u32>(chosen));
    store<u32>(chosen, row);
  }
}

/** Uniform in 0 .. bound - 1: the last 2^32 % bound words would favour the first numbers, so they are passed over. */
// @ts-ignore: decorator
@inline
function numberBelow(bound: u32): u32 {
  let word = nextWord();
  // 2^32 - bound, modulo 2^32.
  const nearEnd: u32 = ~bound + 1;
  while (word >= nearEnd) {
    const surplus: u32 = nearEnd % bound;
    if (surplus == 0 || word < ~surplus + 1) break;
    word = nextWord();
  }
  return word % bound;
}

// @ts-ignore: decorator
@inline
function nextWord(): u32 {
  const place = position & 3;
  if (place == 0) fillBlock();
  position += 1;
  if (place < 2) return place == 0 ? block0 : block1;
  return place == 2 ? block2 : block3;
}

/** Philox4x32-10 of the block that `position` is in. */
function fillBlock(): void {
  let word0 = counter0;
  let word1 = counter1;
  let word2 = counter2;
  let word3 = counter3 | (position >> 2);
  let key0 = firstKey;
  let key1 = secondKey;
  for (let round = 0; round < ROUND_COUNT; round += 1) {
    const product0 = MULTIPLIER_0 * <u64>word0;
    const product1 = MULTIPLIER_1 * <u64>word2;
    word0 = <u32>(product1 >> 32) ^ word1 ^ key0;
    word1 = <u32>product1;
    word2 = <u32>(product0 >> 32) ^ word3 ^ key1;
    word3 = <u32>product0;
    key0 += WEYL_0;
    key1 += WEYL_1;
  }
  block0 = word0;
  block1 = word1;
  block2 = word2;
  block3 = word3;
}
