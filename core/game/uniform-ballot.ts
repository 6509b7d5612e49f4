import type { Hypothesis } from "@/core/tasks/deck";
import type { Ballot } from "./ballot";

/** Equal belief in every hypothesis; the remainder of 100 goes to the first ones. */
export function uniformBallot(hypotheses: readonly Hypothesis[]): Ballot {
  const base = Math.floor(100 / hypotheses.length);
  const remainder = 100 - base * hypotheses.length;
  return hypotheses.map((hypothesis, index) => ({ hypothesis, percent: base + (index < remainder ? 1 : 0) }));
}
