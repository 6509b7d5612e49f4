import type { Hypothesis } from "@/core/tasks/deck";
import type { Ballot } from "./ballot";
import { uniformBallot } from "./uniform-ballot";

/** How sure a team is of the one rule that it chooses, where the class votes in three levels. */
export const ballotLevels = ["guess", "think", "sure"] as const;
export type BallotLevel = (typeof ballotLevels)[number];

/**
 * Belief in the chosen rule in per cent; the other rules share the rest. The quadratic score pays best for the level
 * that is nearest to what one believes, so the borders lie half way between two levels, at 67 and 80 per cent: where
 * certainty-based marking has them (1, 2, 3 marks for right, 0, -2, -6 for wrong; Gardner-Medwin). As there, to be
 * sure and wrong costs far more than to be sure and right gains; no level has negative points.
 */
export const levelPercents = { guess: 60, think: 74, sure: 86 } as const satisfies Record<
  BallotLevel,
  number
>;

/** A rule and how sure one is of it; null: cannot tell, the same belief in every rule. */
export type LevelChoice = { readonly hypothesis: Hypothesis; readonly level: BallotLevel } | null;

/** The ordinary ballot that a choice stands for: it sums to 100, what cannot be split evenly goes to the first rules. */
export function levelBallot(hypotheses: readonly Hypothesis[], choice: LevelChoice): Ballot {
  if (choice === null) return uniformBallot(hypotheses);
  const others = hypotheses.filter((hypothesis) => hypothesis !== choice.hypothesis);
  const rest = 100 - levelPercents[choice.level];
  const base = Math.floor(rest / others.length);
  const remainder = rest - base * others.length;
  return hypotheses.map((hypothesis) => {
    if (hypothesis === choice.hypothesis) return { hypothesis, percent: levelPercents[choice.level] };
    return { hypothesis, percent: base + (others.indexOf(hypothesis) < remainder ? 1 : 0) };
  });
}

/** The choice that a ballot stands for; undefined for a ballot that no level makes, cast before the mode was changed. */
export function levelChoiceOf(hypotheses: readonly Hypothesis[], ballot: Ballot): LevelChoice | undefined {
  const choices: LevelChoice[] = [
    null,
    ...hypotheses.flatMap((hypothesis) => ballotLevels.map((level) => ({ hypothesis, level }))),
  ];
  return choices.find((choice) => isSameBallot(levelBallot(hypotheses, choice), ballot));
}

function isSameBallot(left: Ballot, right: Ballot): boolean {
  return left.every(
    ({ hypothesis, percent }) => right.find((entry) => entry.hypothesis === hypothesis)?.percent === percent,
  );
}
