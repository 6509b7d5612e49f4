import { chooseProcess, expectedImprovement } from "@/core/numerics/gaussian-process";

// Bayesian optimisation of the learning rate, as Mori and Ueda chose theirs: mean validation error of 10-fold cross
// validation, modelled by a Gaussian process over log10 of the rate, next trial at the largest expected improvement.
// Their range and number of trials are not stated; ours belong to the search.

/** Where to search and for how long. */
export interface LearningRateSearch {
  readonly lowest: number;
  readonly highest: number;
  /** Trials at evenly spaced logarithms before the process chooses; at least 2. */
  readonly firstCount: number;
  readonly trialCount: number;
}

/** A rate with its mean validation error over the folds. */
export interface RateTrial {
  readonly learningRate: number;
  readonly error: number;
}

const candidateCount = 121;
/** Errors of means over folds cannot be told apart more finely. */
const smallestNoise = 1e-4;

/** The rate to try next, or null when the search is over. The same trials always give the same rate. */
export function nextLearningRate(trials: readonly RateTrial[], search: LearningRateSearch): number | null {
  const { firstCount, trialCount } = search;
  if (trials.length >= trialCount) return null;
  if (trials.length < firstCount) return rateAt(search, trials.length / (firstCount - 1));
  const seen = trials.map(({ learningRate, error }) => ({ x: Math.log10(learningRate), y: error }));
  const range = Math.log10(search.highest / search.lowest);
  const process = chooseProcess(seen, { range, smallestNoise });
  // Against the lowest mean of the process where it was tried: a single lucky error is not the mark to beat.
  const best = Math.min(...seen.map(({ x }) => process.at(x).mean));
  const untried = candidateRates(search).filter(
    (rate) => !trials.some(({ learningRate }) => learningRate === rate),
  );
  const [first, ...others] = untried;
  if (first === undefined) return null;
  const improvementAt = (rate: number) => expectedImprovement(process.at(Math.log10(rate)), best);
  let chosen = { rate: first, improvement: improvementAt(first) };
  for (const rate of others) {
    const improvement = improvementAt(rate);
    if (improvement > chosen.improvement) chosen = { rate, improvement };
  }
  return chosen.rate;
}

/** The tried rate of the lowest mean validation error; of equals the largest, since it trains fastest. Null of nothing. */
export function bestLearningRate(trials: readonly RateTrial[]): number | null {
  const [best] = trials.toSorted((a, b) => a.error - b.error || b.learningRate - a.learningRate);
  return best?.learningRate ?? null;
}

function candidateRates(search: LearningRateSearch): number[] {
  return Array.from({ length: candidateCount }, (_, index) => rateAt(search, index / (candidateCount - 1)));
}

/** Three digits: what is printed is what was trained. */
function rateAt({ lowest, highest }: LearningRateSearch, share: number): number {
  return Number((lowest * (highest / lowest) ** share).toPrecision(3));
}
