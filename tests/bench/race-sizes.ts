import { decks } from "@/core/tasks/decks";
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

const phone = {
  inputDimension: 24,
  rowCount: 4000,
  batchSize: 50,
  loss: "logistic",
  stepBudget: 4000,
} as const;
const phoneDepths = [1, 2, 3, 5, 7];
const phoneWidths = [20, 50, 100];

/** The costliest cell of every deck, the phone grid of 24 inputs cell by cell, and larger sizes. */
export const raceSizes: readonly RaceSize[] = [
  ...decks.map((deck) => {
    const [depth, width] = [Math.max(...deck.designGrid.depths), Math.max(...deck.designGrid.widths)];
    const { deckId, tier, inputDimension, trainingSampleCount, batchSize, loss, stepBudget } = deck;
    const name = `${tier} deck ${deckId}: D=${inputDimension} L=${depth} H=${width}`;
    const size = { inputDimension, rowCount: trainingSampleCount, depth, width, batchSize, loss, stepBudget };
    return { name, ...size, isWhole: tier === "phone" };
  }),
  ...phoneWidths.flatMap((width) =>
    phoneDepths.map((depth) => ({
      name: `phone: D=24 L=${depth} H=${width}`,
      ...phone,
      depth,
      width,
      isWhole: depth === Math.max(...phoneDepths) && width === Math.max(...phoneWidths),
    })),
  ),
  ...[100, 200].map((width) => ({
    name: `laptop: D=30 N=6000 L=7 H=${width}`,
    ...phone,
    inputDimension: 30,
    rowCount: 6000,
    stepBudget: 6000,
    depth: 7,
    width,
    isWhole: false,
  })),
  ...[50, 100].map((width) => ({
    name: `picture: D=2 N=600 L=7 H=${width}, squared loss`,
    ...phone,
    inputDimension: 2,
    rowCount: 600,
    loss: "squared" as const,
    stepBudget: 7200,
    depth: 7,
    width,
    isWhole: false,
  })),
];
