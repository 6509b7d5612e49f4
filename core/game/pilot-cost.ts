import type { Deck } from "@/core/tasks/deck";
import type { Design } from "@/core/training/design";
import { parameterCount } from "@/core/training/design-grid";

/** What a team may spend in one round. */
export const creditBudget = 40;
/** Seeds of a pilot: enough to show a spread. */
export const pilotReplicaCount = 3;
/** One credit buys this many samples x parameters: the same work on every device (design 2, fairness). */
export const workPerCredit = 2e8;

/** Price of a pilot in credits: samples trained on x parameters, over all its replicas, rounded up. */
export function pilotCost(design: Design, deck: Deck): number {
  const samples = deck.pilotStepBudget * deck.batchSize * pilotReplicaCount;
  return Math.max(1, Math.ceil((samples * parameterCount(design, deck.inputDimension)) / workPerCredit));
}
