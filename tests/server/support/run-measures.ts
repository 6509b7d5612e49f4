import type { RunMeasures } from "@/core/game/run-summary-schema";

/** What a device may tell of a run: small, in the fields' usual sizes. */
export const someMeasures: RunMeasures = {
  step: 500,
  trainingError: 0.1,
  validationError: 0.2,
  diverged: false,
  displacement: [0.25, 0.5, 0.75],
  gradientNorm: 0.0625,
  sensitivities: [0.5, 0.25, 1],
  curve: [
    [1, 0.5, null],
    [20, 0.3, 0.4],
    [500, 0.1, 0.2],
  ],
};
