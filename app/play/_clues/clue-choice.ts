import type { Clue, ClueKind } from "@/core/clues/clue";
import type { ClueKey } from "@/core/clues/clue-key";
import { clueOfKey } from "@/core/clues/clue-of-key";
import { clueRefusal } from "@/core/clues/clue-offer";
import type { RoundView } from "@/core/game/view";
import type { RoundProps } from "../_player/phase-props";

type ClueOffer = RoundView["clueOffers"][number];

/** What is sold of one kind: the same question with more or fewer points, say. */
export interface OfferedKind {
  readonly kind: ClueKind;
  readonly offers: readonly [ClueOffer, ...ClueOffer[]];
}

/** What a team member has set: by kind which offer, and where the clue looks. Inputs and directions count from 0. */
export interface ClueChoice {
  readonly keys: Readonly<Partial<Record<ClueKind, ClueKey>>>;
  readonly input: number;
  readonly direction: number;
}

export const firstChoice: ClueChoice = { keys: {}, input: 0, direction: 0 };

/** The offers of a round by kind, both in the order in which the deck sells them. */
export function offeredKinds({ clueOffers, deck }: Pick<RoundView, "clueOffers" | "deck">): OfferedKind[] {
  const kinds = new Map<ClueKind, [ClueOffer, ...ClueOffer[]]>();
  for (const offer of clueOffers) {
    const { kind } = clueOfKey(offer.key, 0, deck);
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [offer]);
    else known.push(offer);
  }
  return [...kinds].map(([kind, offers]) => ({ kind, offers }));
}

/** The offer of a kind that is chosen; the first one until somebody chooses. */
export function chosenOffer({ kind, offers }: OfferedKind, choice: ClueChoice): ClueOffer {
  return offers.find((offer) => offer.key === choice.keys[kind]) ?? offers[0];
}

/** The clue that a tap would buy. */
export function chosenClue(offered: OfferedKind, choice: ClueChoice, deck: RoundView["deck"]): Clue {
  const { key } = chosenOffer(offered, choice);
  return clueOfKey(key, offered.kind === "negate" ? choice.input : choice.direction, deck);
}

/** Why a clue cannot be bought now; also the key of the sentence that says so (`play.clues.hindrance.*`). */
export type ClueHindrance = "committed" | "closed" | "paused" | "sold-out" | "too-dear";

type HindranceProps = Pick<RoundProps, "shared" | "round" | "teamRound">;

/** What stands in the way of buying this clue at this price; null when nothing does that a page can know. */
export function clueHindrance(props: HindranceProps, clue: Clue, price: number): ClueHindrance | null {
  const { shared, round, teamRound } = props;
  if (teamRound.commitment !== null) return "committed";
  if (shared.phase !== "exploring") return "closed";
  if (shared.pausedAtMs !== null) return "paused";
  const bought = teamRound.clues.map((other) => other.clue);
  if (clueRefusal(round.deck, clue, bought) !== null) return "sold-out";
  return teamRound.creditsSpent + price > teamRound.creditBudget ? "too-dear" : null;
}
