import { mean } from "@/core/numerics/statistics";

/** Test errors that the bank has measured for a design: mean and standard deviation of single trainings. */
export interface ErrorCell {
  readonly meanError: number;
  readonly standardDeviation: number;
}

/** How many deviations or standard errors too good a result must be. */
const mostDeviations = 4;

/**
 * Least standard deviation of a replica's error that a verdict counts with: some cells are all alike (every training
 * diverged, or every one succeeded), and the seventh one need not be.
 */
const leastDeviation = 0.005;

/**
 * True when a mean error is more than 4 deviations of single trainings below what the bank expects of the design. A
 * design that the bank has not measured is always worth a look.
 */
export function isSuspicious(meanError: number, cell: ErrorCell | null): boolean {
  return cell === null || meanError < cell.meanError - mostDeviations * cell.standardDeviation;
}

/**
 * Standard error of the difference between the means of claimed and of retrained errors. The spread of a replica comes
 * from the bank and from what the server trained, never from the claims: those may be chosen to look wide.
 */
export function claimStandardError(
  claimed: readonly number[],
  retrained: readonly number[],
  cell: ErrorCell | null,
): number {
  const spread = Math.max(leastDeviation, cell?.standardDeviation ?? 0, sampleDeviation(retrained));
  return spread * Math.sqrt(1 / claimed.length + 1 / retrained.length);
}

/** True unless the mean of the claimed errors lies more than 4 standard errors below that of the retrained ones. */
export function isVerified(
  claimed: readonly number[],
  retrained: readonly number[],
  cell: ErrorCell | null,
): boolean {
  const gap = mean(retrained) - mean(claimed);
  return gap <= mostDeviations * claimStandardError(claimed, retrained, cell);
}

/** Unbiased; 0 for fewer than two values. */
function sampleDeviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}
