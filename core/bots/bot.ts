import { z } from "zod/mini";
import type { Clue } from "@/core/clues/clue";
import type { Deck } from "@/core/tasks/deck";
import type { Design } from "@/core/training/design";

/** A round as a bot plays it: what a team of students may do, and no more. */
export interface BotRound {
  readonly deck: Deck;
  creditsLeft(): number;
  /** Buys a clue and tells its outcome (`clueOutcome`); null when it is not sold, or not for so few credits. */
  buyClue(clue: Clue): string | null;
  /** Trains a pilot and tells its mean validation error; null when the credits do not reach. */
  runPilot(design: Design): number | null;
  /** Uniform in [0, 1). */
  uniform(): number;
}

/** What a bot ends a round with. */
export interface BotDecision {
  readonly design: Design;
  /** Probabilities over the deck's hypotheses, in their order; they sum to 1. */
  readonly belief: readonly number[];
}

/** How a bot plays. A strategy knows the bank, as an experienced player does, but not which preset was dealt. */
export type BotStrategy = (round: BotRound) => BotDecision;

/** The bots, from the least to the most that they use. */
export const botNames = ["random", "shallow", "deep", "constant", "greedy", "bayes", "oracle"] as const;
export const BotNameSchema = z.enum(botNames);
export type BotName = z.infer<typeof BotNameSchema>;
