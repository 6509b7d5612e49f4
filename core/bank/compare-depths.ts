import { studentQuantile } from "@/core/bank/bank-protocol";
import { mean, standardError } from "@/core/numerics/statistics";
import type { RandomStream } from "@/core/random/random-streams";

// How two depths are compared (the unit is an independent repeat, with data and start of its own), and how the interplay
// with locality is tested: deep must be better on the local task and worse on the global one, each one-sided at 2.5 %.

/** A difference of mean test errors with what chance allows. */
export interface DepthDifference {
  /** Mean error of the deeper network minus that of the shallower one: negative when depth helps. */
  readonly difference: number;
  readonly standardError: number;
  /** From the 2.5th to the 97.5th percentile of bootstrapped differences. */
  readonly interval: readonly [number, number];
  /** Whether the sign is shown by the one-sided 97.5 % t test of the pairs. */
  readonly shown: "deep-better" | "shallow-better" | "neither";
}

const resampleCount = 10_000;

/** Test errors of two depths; index i of both is the same repeat, on the same data. */
export interface PairedErrors {
  readonly shallow: readonly number[];
  readonly deep: readonly number[];
}

/** Compares two depths on repeats that they share, at least 3. Pairs are resampled whole. */
export function compareDepths(errors: PairedErrors, stream: RandomStream): DepthDifference {
  const differences = pairedDifferences(errors);
  return describeDifference(
    mean(differences),
    standardError(differences),
    differences.length - 1,
    bootstrap(() => resampledMean(differences, stream)),
  );
}

/** The test of the interplay: what depth does on a local task against what it does on a global one. */
export interface Interplay {
  readonly local: DepthDifference;
  readonly global: DepthDifference;
  /** Global difference minus local one: positive when depth helps more on the local task. */
  readonly interaction: Omit<DepthDifference, "shown"> & { readonly isShown: boolean };
  /** The published order: deep better on the local task and shallow better on the global one, both shown. */
  readonly isPublishedOrderShown: boolean;
}

/** Tests the interplay; the two tasks have data of their own and are resampled independently. */
export function compareInterplay(
  errors: { readonly local: PairedErrors; readonly global: PairedErrors },
  stream: RandomStream,
): Interplay {
  const local = compareDepths(errors.local, stream);
  const global = compareDepths(errors.global, stream);
  const [ofLocal, ofGlobal] = [pairedDifferences(errors.local), pairedDifferences(errors.global)];
  const interaction = describeDifference(
    global.difference - local.difference,
    Math.hypot(local.standardError, global.standardError),
    welchDegrees([local.standardError, ofLocal.length], [global.standardError, ofGlobal.length]),
    bootstrap(() => resampledMean(ofGlobal, stream) - resampledMean(ofLocal, stream)),
  );
  const { shown, ...numbers } = interaction;
  return {
    local,
    global,
    interaction: { ...numbers, isShown: shown === "shallow-better" },
    isPublishedOrderShown: local.shown === "deep-better" && global.shown === "shallow-better",
  };
}

function describeDifference(
  difference: number,
  error: number,
  degrees: number,
  interval: readonly [number, number],
): DepthDifference {
  const isShown = Math.abs(difference) > studentQuantile(Math.max(2, degrees)) * error;
  const side = difference < 0 ? "deep-better" : "shallow-better";
  return { difference, standardError: error, interval, shown: isShown ? side : "neither" };
}

/** Welch and Satterthwaite's degrees of freedom of a difference of two means with these standard errors and counts. */
function welchDegrees(...groups: readonly (readonly [number, number])[]): number {
  const sum = groups.reduce((total, [error]) => total + error ** 2, 0);
  const parts = groups.reduce((total, [error, count]) => total + error ** 4 / (count - 1), 0);
  return parts === 0 ? groups.reduce((total, [, count]) => total + count - 1, 0) : sum ** 2 / parts;
}

function pairedDifferences({ shallow, deep }: PairedErrors): number[] {
  if (shallow.length !== deep.length || shallow.length < 3) {
    throw new Error("two depths are compared on at least 3 repeats that both did");
  }
  return deep.map((error, repeat) => error - (shallow[repeat] as number));
}

function bootstrap(draw: () => number): [number, number] {
  const draws = Array.from({ length: resampleCount }, draw).sort((a, b) => a - b);
  const at = (share: number) => draws[Math.round(share * (resampleCount - 1))] as number;
  return [at(0.025), at(0.975)];
}

function resampledMean(values: readonly number[], stream: RandomStream): number {
  let sum = 0;
  for (let draw = 0; draw < values.length; draw += 1)
    sum += values[stream.integerBelow(values.length)] as number;
  return sum / values.length;
}
