import { z } from "zod/mini";
import { type Hypothesis, HypothesisSchema } from "@/core/tasks/deck";

/** A team's belief: whole per cents over the deck's hypotheses that sum to 100. */
export const BallotSchema = z
  .array(
    z.strictObject({ hypothesis: HypothesisSchema, percent: z.int().check(z.minimum(0), z.maximum(100)) }),
  )
  .check(z.minLength(2), z.maxLength(16));
export type Ballot = z.infer<typeof BallotSchema>;

/** True when the ballot names each hypothesis exactly once, in any order, and sums to 100. */
export function isBallotOver(hypotheses: readonly Hypothesis[], ballot: Ballot): boolean {
  const named = new Set(ballot.map((entry) => entry.hypothesis));
  const total = ballot.reduce((sum, entry) => sum + entry.percent, 0);
  return (
    ballot.length === hypotheses.length &&
    named.size === hypotheses.length &&
    hypotheses.every((hypothesis) => named.has(hypothesis)) &&
    total === 100
  );
}
