import { type PilotPlan, pilotRuns } from "@/core/game/sweep";
import type { Deck } from "@/core/tasks/deck";
import { parameterCount } from "@/core/training/design-grid";

/** The shape on which a device's speed is measured (see `SpeedReport`): the deck's inputs, 3 layers of 20, batch 50. */
const measuredShape = { design: { depth: 3, width: 20, learningRate: 1 }, batchSize: 50 };

/** Measuring a curve takes up to a twentieth of the training's work, and its exact end about as much again. */
const measuringShare = 0.1;

/**
 * About how many seconds a pilot takes on a device that does `stepsPerSecond` on the measured shape: work is rows
 * x parameters, so small networks, whose fixed costs weigh more, take a little longer than this.
 */
export function pilotSecondsHere(plan: PilotPlan, deck: Deck, stepsPerSecond: number): number {
  const parametersPerSecond =
    stepsPerSecond * measuredShape.batchSize * parameterCount(measuredShape.design, deck.inputDimension);
  const rows = deck.pilotStepBudget * deck.batchSize * (1 + measuringShare);
  const parameters = pilotRuns(plan).reduce(
    (sum, run) => sum + parameterCount(run.design, deck.inputDimension),
    0,
  );
  return (rows * parameters) / parametersPerSecond;
}
