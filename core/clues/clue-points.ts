import { createRandom, type RandomStream } from "@/core/random/random-streams";
import type { Seed } from "@/core/random/seed";
import type { Clue } from "./clue";
import { type ClueKey, clueKeys } from "./clue-key";
import { clueKeyOf } from "./clue-offer";

/** Points of one purchase, at most; the last number is that of what they have in common. */
const numbersPerPurchase = 32;
const commonNumber = numbersPerPurchase - 1;
/** Purchases of one kind and choices of an input or a direction, at most. */
const purchaseBound = 64;
const choiceBound = 1024;

/** The random words of one purchase: no two different purchases share any. */
export interface CluePoints {
  /** Number of a point among all clue points of the round; `isAfter` for the point as it was changed. */
  rowNumber(point: number, isAfter: boolean): number;
  /** Words that belong to one point alone. */
  ofPoint(point: number): RandomStream;
  /** Words that all points of the purchase share. */
  ofAll(): RandomStream;
}

/**
 * Opens the words of the purchase number `purchaseIndex` of a clue's kind. They come from the secret seed's own stream,
 * so a clue point is no row of training, validation or test data. The order of `clueKeys` is part of the numbers: a new
 * key goes to its end.
 */
export function cluePoints(secretSeed: Seed, clue: Clue, purchaseIndex: number): CluePoints {
  if (!Number.isInteger(purchaseIndex) || purchaseIndex < 0 || purchaseIndex >= purchaseBound) {
    throw new Error(`a purchase has a number from 0 to ${purchaseBound - 1}, got ${purchaseIndex}`);
  }
  const random = createRandom(secretSeed);
  const keyNumber = clueKeys.indexOf(clueKeyOf(clue) satisfies ClueKey);
  const purchase = (keyNumber * purchaseBound + purchaseIndex) * choiceBound + choiceOf(clue);
  const numberOf = (point: number) => purchase * numbersPerPurchase + point;
  return {
    rowNumber: (point, isAfter) => 2 * numberOf(point) + (isAfter ? 1 : 0),
    ofPoint: (point) => random.stream("clue-points", numberOf(point)),
    ofAll: () => random.stream("clue-points", numberOf(commonNumber)),
  };
}

function choiceOf(clue: Clue): number {
  if (clue.kind === "negate") return clue.input;
  return "direction" in clue ? clue.direction : 0;
}
