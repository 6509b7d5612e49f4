import type { Deck } from "@/core/tasks/deck";
import type { Clue, ClueKind } from "./clue";
import type { ClueKey } from "./clue-key";

/** Why a clue is not sold; also the key of the translated message (`refusal.*`). */
export const clueRefusals = [
  "clue-of-another-deck",
  "clue-sold-out",
  "clue-input-invalid",
  "clue-not-ready",
] as const;
export type ClueRefusal = (typeof clueRefusals)[number];

const labelClues: readonly ClueKey[] = [
  "resample-half",
  "resample-quarter",
  "resample-tenth",
  "negate-4",
  "negate-8",
  "negate-16",
  "shift-4",
  "shift-8",
];

/**
 * By deck; a clue stands here where it tells something and is cheap to answer (`npm run lab -- clues show`). No predictor
 * in the deck of 16 inputs: sold everywhere, one of them would be in more than 60 % of the best plans (`lab -- audit`).
 */
const soldByDeck: Readonly<Record<string, readonly ClueKey[]>> = {
  "warm-up": [...labelClues, "rows", "baseline-quadratic", "baseline-cubic"],
  "sixteen-inputs": [...labelClues, "rows"],
  "twenty-inputs": [...labelClues, "baseline-quadratic"],
  pictures: ["line", "jump-scan", "baseline-linear", "baseline-quadratic", "baseline-nearest-neighbours"],
};

/** How often a team may buy clues of one kind in a round; a predictor's score is sold once. */
export const mostPurchases: Readonly<Record<ClueKind, number>> = {
  resample: 16,
  negate: 16,
  shift: 8,
  rows: 2,
  line: 8,
  "jump-scan": 8,
  baseline: 6,
};

/** The clues that a deck sells, in display order; none where the task is announced. */
export function clueKindsOf(deck: Pick<Deck, "deckId" | "isAnnounced">): readonly ClueKey[] {
  return deck.isAnnounced ? [] : (soldByDeck[deck.deckId] ?? []);
}

/**
 * How many clues of the same kind stand in `bought`: with the clue it decides the answer, so that a repeat shows fresh
 * points and every team gets the same answer to the same purchase.
 */
export function purchaseIndexOf(clue: Clue, bought: readonly Clue[]): number {
  return bought.filter((other) => other.kind === clue.kind).length;
}

/** What a clue is sold as: it without the input or direction that the team chose. */
export function clueKeyOf(clue: Clue): ClueKey {
  switch (clue.kind) {
    case "resample":
      return `resample-${clue.share}`;
    case "negate":
      return `negate-${clue.points}`;
    case "shift":
      return `shift-${clue.points}`;
    case "baseline":
      return `baseline-${clue.predictor}`;
    case "rows":
    case "line":
    case "jump-scan":
      return clue.kind;
    default:
      return clue satisfies never;
  }
}

/** Why a team that has bought `bought` in this round cannot have this clue as well; null when it can. Prices apart. */
export function clueRefusal(
  deck: Pick<Deck, "deckId" | "isAnnounced" | "inputDimension">,
  clue: Clue,
  bought: readonly Clue[],
): ClueRefusal | null {
  if (!clueKindsOf(deck).includes(clueKeyOf(clue))) return "clue-of-another-deck";
  if (clue.kind === "negate" && clue.input >= deck.inputDimension) return "clue-input-invalid";
  if (purchaseIndexOf(clue, bought) >= mostPurchases[clue.kind]) return "clue-sold-out";
  const isAnsweredAlready =
    clue.kind === "baseline" && bought.some((other) => clueKeyOf(other) === clueKeyOf(clue));
  return isAnsweredAlready ? "clue-sold-out" : null;
}
