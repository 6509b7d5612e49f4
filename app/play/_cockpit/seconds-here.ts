import { type PilotPlan, pilotRuns } from "@/core/game/sweep";
import type { Deck } from "@/core/tasks/deck";
import { parameterCount } from "@/core/training/design-grid";

/** The shape on which a device's speed is measured (see `SpeedReport`): the deck's inputs, 3 layers of 20, batch 50. */
const measuredShape = { design: { depth: 3, width: 20, learningRate: 1 }, batchSize: 50 };

/** Curve points of a run, at each of which up to 1,000 training rows and all validation rows are evaluated. */
const curvePointCount = 40;
const evaluatedTrainingRows = 1000;
/** A forward pass costs about a third of a training step's work on the same row. */
const forwardShare = 1 / 3;

/**
 * About how many seconds a pilot takes on a device that does `stepsPerSecond` on the measured shape: work is rows
 * x parameters, so small networks, whose fixed costs weigh more, take a little longer than this.
 */
export function pilotSecondsHere(plan: PilotPlan, deck: Deck, stepsPerSecond: number): number {
  const parametersPerSecond =
    stepsPerSecond * measuredShape.batchSize * parameterCount(measuredShape.design, deck.inputDimension);
  const trainedRows = deck.pilotStepBudget * deck.batchSize;
  const evaluatedRows = curvePointCount * (evaluatedTrainingRows + deck.validationSampleCount);
  const rows = pilotRuns(plan).length * (trainedRows + evaluatedRows * forwardShare);
  return (rows * parameterCount(plan.design, deck.inputDimension)) / parametersPerSecond;
}
