import { type Deck, type DeckId, DeckSchema } from "@/core/tasks/deck";

const depths = [1, 2, 3, 5, 7];
const learningRates = [0.01, 0.03, 0.1, 0.3, 1];
const hypotheses = ["2-local", "3-local", "4-local", "2-global", "3-global"];
const designGrid = { depths, widths: [5, 10, 20, 50], learningRates };

const phoneClassification = { tier: "phone", isAnnounced: false, inputs: "normal", loss: "logistic" };

/** Every deck that is dealt from, smallest first. */
export const decks: readonly Deck[] = [
  {
    ...phoneClassification,
    deckId: "warm-up",
    inputDimension: 10,
    trainingSampleCount: 2000,
    validationSampleCount: 2000,
    testSampleCount: 10000,
    batchSize: 50,
    stepBudget: 2000,
    pilotStepBudget: 500,
    designGrid,
    hypotheses,
  },
  {
    ...phoneClassification,
    deckId: "sixteen-inputs",
    inputDimension: 16,
    trainingSampleCount: 4000,
    validationSampleCount: 2000,
    testSampleCount: 10000,
    batchSize: 50,
    stepBudget: 4000,
    pilotStepBudget: 1000,
    designGrid,
    hypotheses,
  },
].map((deck) => DeckSchema.parse(deck));

/** Solo challenges: decks of one preset whose task is announced. */
export const announcedDecks: readonly Deck[] = [];

/** The deck with this id, dealt or announced; null when there is none. */
export function findDeck(deckId: DeckId): Deck | null {
  return [...decks, ...announcedDecks].find((deck) => deck.deckId === deckId) ?? null;
}
