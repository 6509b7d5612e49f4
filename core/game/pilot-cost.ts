import type { Deck } from "@/core/tasks/deck";
import { parameterCount } from "@/core/training/design-grid";
import { type PilotPlan, pilotRuns } from "./sweep";

/** What a team may spend in one round. */
export const creditBudget = 40;
/** One credit buys this many samples x parameters: the same work on every device (design 2, fairness). */
export const workPerCredit = 2e8;

/** Price of a pilot in credits: samples trained on x parameters, summed over all its runs, rounded up. */
export function pilotCost(plan: PilotPlan, deck: Deck): number {
  const parameters = pilotRuns(plan).reduce(
    (sum, run) => sum + parameterCount(run.design, deck.inputDimension),
    0,
  );
  return Math.max(1, Math.ceil((deck.pilotStepBudget * deck.batchSize * parameters) / workPerCredit));
}
