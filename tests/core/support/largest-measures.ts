import type { RunMeasures } from "@/core/game/run-summary-schema";

/** Measures as large as a device sends them: 40 points, 7 hidden layers, 64 inputs, numbers of four digits. */
export function largestMeasures(): RunMeasures {
  const fourDigits = 0.1234;
  return {
    step: 10_000_000,
    trainingError: fourDigits,
    validationError: fourDigits,
    diverged: false,
    displacement: Array.from({ length: 8 }, () => fourDigits),
    gradientNorm: 0.000_012_34,
    sensitivities: Array.from({ length: 64 }, () => fourDigits),
    curve: Array.from({ length: 40 }, (_, index) => [9_000_000 + index, fourDigits, fourDigits]),
  };
}
