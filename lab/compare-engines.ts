import { inverseNormal } from "@/core/numerics/inverse-normal";
import { mean, standardError } from "@/core/numerics/statistics";
import { comparedWith } from "@/lab/equivalence-engines";
import type { EquivalenceCase } from "@/lab/equivalence-experiments";
import type { EquivalenceTrial } from "@/lab/equivalence-trials";

/** How an engine's test errors lie beside those of the engine that all are compared with, on the same seeds. */
export interface Comparison {
  readonly caseId: string;
  readonly engine: string;
  /** Seeds that both engines have trained on, and replicas of each. */
  readonly pairs: number;
  readonly replicas: number;
  readonly meanError: number;
  readonly otherMeanError: number;
  /** Mean of the differences, engine minus the other, with its 95 % interval. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly tolerance: number;
  readonly isEquivalent: boolean;
  /** Pairs of runs, and how many of them have exactly equal test errors. */
  readonly runs: number;
  readonly equalRuns: number;
}

/**
 * Compares an engine on one case over its paired seeds. A pair's difference is that of its mean errors over the
 * replicas that both have trained. Null with fewer than two pairs.
 */
export function compareEngines(
  trials: readonly EquivalenceTrial[],
  { caseId, tolerance }: EquivalenceCase,
  engine: string,
): Comparison | null {
  const own = trials.filter((trial) => trial.caseId === caseId && trial.engine === engine);
  const others = new Map(
    trials
      .filter((trial) => trial.caseId === caseId && trial.engine === comparedWith)
      .map((trial) => [keyOf(trial), trial]),
  );
  const matched = own.flatMap((trial) => {
    const other = others.get(keyOf(trial));
    return other ? [{ pair: trial.pair, error: trial.testError, otherError: other.testError }] : [];
  });
  const pairs = [...new Set(matched.map(({ pair }) => pair))];
  const byPair = pairs.map((pair) => matched.filter((run) => run.pair === pair));
  if (byPair.length < 2) return null;
  const differences = byPair.map((runs) => mean(runs.map(({ error, otherError }) => error - otherError)));
  const difference = mean(differences);
  const margin = studentQuantile(0.975, byPair.length - 1) * standardError(differences);
  const [low, high] = [difference - margin, difference + margin];
  return {
    caseId,
    engine,
    pairs: byPair.length,
    replicas: Math.min(...byPair.map((runs) => runs.length)),
    meanError: mean(matched.map(({ error }) => error)),
    otherMeanError: mean(matched.map(({ otherError }) => otherError)),
    ...{ difference, low, high, tolerance },
    isEquivalent: low >= -tolerance && high <= tolerance,
    runs: matched.length,
    equalRuns: matched.filter(({ error, otherError }) => error === otherError).length,
  };
}

function keyOf({ pair, replica }: EquivalenceTrial): string {
  return `${pair}/${replica}`;
}

/**
 * The value below which Student's t lies with this probability. Fisher and Cornish's expansion about the normal
 * deviate (Abramowitz and Stegun 26.7.5); error below 1e-4 from 10 degrees of freedom on.
 */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  const z = inverseNormal(probability);
  const n = degreesOfFreedom;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  const fourth = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160;
  return z + first / n + second / n ** 2 + third / n ** 3 + fourth / n ** 4;
}
