import { type Deck, type DeckId, DeckSchema } from "@/core/tasks/deck";

const depths = [1, 2, 3, 5, 7];
const fiveRates = [0.01, 0.03, 0.1, 0.3, 1];
const fourRates = [0.03, 0.1, 0.3, 1];
const classification = {
  tier: "phone",
  isAnnounced: false,
  inputs: "normal",
  loss: "logistic",
  validationSampleCount: 2000,
  testSampleCount: 10000,
  batchSize: 50,
};
const ordersAndDecoy = ["2-local", "3-local", "4-local", "2-global", "3-global", "random-labels"];

/** Every deck that is dealt from, smallest first. */
export const decks: readonly Deck[] = [
  {
    ...classification,
    deckId: "warm-up",
    inputDimension: 10,
    trainingSampleCount: 2000,
    stepBudget: 2000,
    pilotStepBudget: 500,
    designGrid: { depths, widths: [5, 10, 20, 50], learningRates: fiveRates },
    hypotheses: ordersAndDecoy,
  },
  {
    ...classification,
    deckId: "sixteen-inputs",
    inputDimension: 16,
    trainingSampleCount: 4000,
    stepBudget: 4000,
    pilotStepBudget: 1000,
    designGrid: { depths, widths: [5, 10, 20, 50], learningRates: fiveRates },
    hypotheses: ordersAndDecoy,
  },
  {
    ...classification,
    deckId: "twenty-inputs",
    tier: "laptop",
    inputDimension: 20,
    trainingSampleCount: 8000,
    stepBudget: 8000,
    pilotStepBudget: 2000,
    designGrid: { depths, widths: [10, 20, 50, 100], learningRates: fourRates },
    hypotheses: ["3-local", "4-local", "2-global", "3-global", "random-labels"],
  },
  {
    ...classification,
    deckId: "pictures",
    inputs: "symmetric-cube",
    loss: "squared",
    inputDimension: 2,
    trainingSampleCount: 600,
    // Exact values need fewer rows than coin-like labels, and each prediction is a number, not a bit.
    testSampleCount: 4000,
    stepBudget: 7200,
    pilotStepBudget: 1800,
    designGrid: { depths, widths: [5, 10, 20, 50], learningRates: [0.01, 0.03, 0.1, 0.3] },
    hypotheses: ["smooth", "jump", "disc", "checker", "rings"],
  },
].map((deck) => DeckSchema.parse(deck));

/** Solo challenges: decks of one preset whose task is announced. */
export const announcedDecks: readonly Deck[] = [
  {
    ...classification,
    deckId: "five-factors",
    inputDimension: 8,
    trainingSampleCount: 5000,
    stepBudget: 8000,
    pilotStepBudget: 4000,
    designGrid: { depths, widths: [10, 20, 50, 100], learningRates: fourRates },
    hypotheses: ["5-local"],
  },
  {
    ...classification,
    deckId: "thirty-neighbours",
    inputDimension: 30,
    trainingSampleCount: 2500,
    stepBudget: 5000,
    pilotStepBudget: 1250,
    designGrid: { depths, widths: [20, 50, 100, 200], learningRates: fourRates },
    hypotheses: ["2-global"],
  },
  {
    ...classification,
    deckId: "majority",
    inputDimension: 100,
    trainingSampleCount: 500,
    stepBudget: 1000,
    pilotStepBudget: 250,
    designGrid: { depths, widths: [10, 20, 50, 100], learningRates: fourRates },
    hypotheses: ["1-global"],
  },
  {
    ...classification,
    deckId: "warm-chain",
    inputs: "sent",
    inputDimension: 30,
    trainingSampleCount: 1000,
    testSampleCount: 4000,
    stepBudget: 2000,
    pilotStepBudget: 500,
    designGrid: { depths, widths: [10, 20, 50, 100], learningRates: fourRates },
    hypotheses: ["temperature"],
  },
].map((deck) => DeckSchema.parse({ ...deck, isAnnounced: true }));

/** The deck with this id, dealt or announced; null when there is none. */
export function findDeck(deckId: DeckId): Deck | null {
  return [...decks, ...announcedDecks].find((deck) => deck.deckId === deckId) ?? null;
}
