import type { Hypothesis } from "@/core/tasks/deck";
import type { Ballot } from "./ballot";

/** Probabilities that sum to one as whole per cents that sum to 100: rounded down, the largest remainders first up. */
export function ballotOfBelief(hypotheses: readonly Hypothesis[], belief: readonly number[]): Ballot {
  const exact = hypotheses.map((_, index) => 100 * (belief[index] ?? 0));
  const percents = exact.map(Math.floor);
  const missing = 100 - percents.reduce((sum, percent) => sum + percent, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((left, right) => right.remainder - left.remainder);
  for (const { index } of byRemainder.slice(0, missing)) percents[index] = (percents[index] ?? 0) + 1;
  return hypotheses.map((hypothesis, index) => ({ hypothesis, percent: percents[index] ?? 0 }));
}
