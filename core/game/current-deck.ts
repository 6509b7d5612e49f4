import type { Deck } from "@/core/tasks/deck";
import { findDeck } from "@/core/tasks/decks";
import { currentRound, type SessionState } from "./session-state";

/** The deck of the present round; null before the first one. */
export function currentDeck(state: SessionState): Deck | null {
  const round = currentRound(state);
  return round === null ? null : findDeck(round.deckId);
}
