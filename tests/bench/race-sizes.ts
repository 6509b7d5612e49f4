import type { Deck } from "@/core/tasks/deck";
import { announcedDecks, decks } from "@/core/tasks/decks";
import type { Loss } from "@/core/training/recipe";

/** What the five replicas of a race train. */
export interface RaceSize {
  name: string;
  inputDimension: number;
  rowCount: number;
  depth: number;
  width: number;
  batchSize: number;
  loss: Loss;
  stepBudget: number;
  /** Whole races are run and timed; else shorter ones, whose time is in proportion to the steps. */
  isWhole: boolean;
}

export const replicaCount = 5;

/** Nothing is learned at this rate: a race goes on to its last step, the longest that it can take. */
export const raceLearningRate = 1e-6;

/**
 * The costliest design of every deck, and all designs of the widest phone deck. Whole races are those of decks that are
 * dealt to phones.
 */
export const raceSizes: readonly RaceSize[] = [
  ...decks.map((deck) => ({ ...costliestSize(deck), isWhole: deck.tier === "phone" })),
  ...announcedDecks.map(costliestSize),
  ...cheaperSizes(widestPhoneDeck()),
];

function costliestSize(deck: Deck): RaceSize {
  const { depths, widths } = deck.designGrid;
  return sizeOf(deck, Math.max(...depths), Math.max(...widths));
}

function widestPhoneDeck(): Deck {
  const inputsOf = ({ inputDimension }: Deck) => inputDimension;
  const [widest] = decks
    .filter(({ tier }) => tier === "phone")
    .sort((one, other) => inputsOf(other) - inputsOf(one));
  if (!widest) throw new Error("there are decks for phones");
  return widest;
}

function cheaperSizes(deck: Deck): RaceSize[] {
  const { depths, widths } = deck.designGrid;
  const costliest = costliestSize(deck);
  return widths
    .flatMap((width) => depths.map((depth) => sizeOf(deck, depth, width)))
    .filter(({ depth, width }) => depth !== costliest.depth || width !== costliest.width);
}

function sizeOf(deck: Deck, depth: number, width: number): RaceSize {
  const { deckId, tier, inputDimension, trainingSampleCount, batchSize, loss, stepBudget } = deck;
  const name = `${tier} deck ${deckId}: D=${inputDimension} L=${depth} H=${width}`;
  const size = { inputDimension, rowCount: trainingSampleCount, depth, width, batchSize, loss, stepBudget };
  return { name, ...size, isWhole: false };
}
