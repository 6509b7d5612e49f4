import type { Seed } from "@/core/random/seed";
import { unpackBit } from "@/core/tasks/packed-bits";
import { initialWeights } from "@/core/training/initial-weights";
import {
  type Evaluation,
  exactCheckThreshold,
  type LabelledRows,
  type RunStatus,
  type TrainingRecipe,
} from "@/core/training/recipe";
import { createSampleOrder } from "@/core/training/sample-order";
import { type WeightLayout, weightLayout } from "@/core/training/weight-layout";

/**
 * The reference for all engines: the recipe written as plainly as possible, one row at a time in float64. It is slow
 * on purpose; nothing in the game trains with it.
 */
export interface ReferenceRun {
  /** Does up to `stepCount` steps; fewer when the run ends. */
  advance(stepCount: number): RunStatus;
  evaluate(rows: LabelledRows): Evaluation;
  weights(): Float64Array;
}

/** Starts a replica at its initial weights. */
export function createReferenceRun(
  recipe: TrainingRecipe,
  rows: LabelledRows,
  replica: { runSeed: Seed; replicaIndex: number },
): ReferenceRun {
  const { design, batchSize, stepBudget } = recipe;
  const layout = weightLayout(design, rows.inputDimension);
  const { runSeed, replicaIndex } = replica;
  const weights = Float64Array.from(initialWeights(design, rows.inputDimension, runSeed, replicaIndex));
  const sampleOrder = createSampleOrder(runSeed, replicaIndex);
  const order = new Uint32Array(rows.rowCount);
  const status: RunStatus = { step: 0, state: "running" };
  let placeInEpoch = 0;
  let wrongInEpoch = 0;

  function trainOneStep(): void {
    if (placeInEpoch === 0) sampleOrder.nextEpoch(order);
    const batch = Array.from(order.subarray(placeInEpoch, placeInEpoch + batchSize));
    const { gradient, wrongCount, loss } = referenceGradient(weights, layout, rows, batch);
    for (const [index, slope] of gradient.entries()) {
      weights[index] = (weights[index] as number) - design.learningRate * slope;
    }
    status.step += 1;
    placeInEpoch += batch.length;
    wrongInEpoch += wrongCount;
    if (!Number.isFinite(loss) || !weights.every((weight) => Number.isFinite(Math.fround(weight)))) {
      status.state = "diverged";
      return;
    }
    if (placeInEpoch === rows.rowCount) {
      const isWorthALook = wrongInEpoch <= exactCheckThreshold * rows.rowCount;
      if (isWorthALook && evaluateReference(weights, layout, rows).error === 0) status.state = "converged";
      placeInEpoch = 0;
      wrongInEpoch = 0;
    }
    if (status.state === "running" && status.step >= stepBudget) status.state = "budget-spent";
  }

  return {
    advance(stepCount) {
      for (let count = 0; count < stepCount && status.state === "running"; count += 1) trainOneStep();
      return { ...status };
    },
    evaluate: (someRows) => evaluateReference(weights, layout, someRows),
    weights: () => weights.slice(),
  };
}

/** Gradient of the mean logistic loss over the rows `batch`, with that loss and the count of wrong signs. */
export function referenceGradient(
  weights: Float64Array,
  layout: WeightLayout,
  rows: LabelledRows,
  batch: readonly number[],
): { gradient: Float64Array; loss: number; wrongCount: number } {
  const gradient = new Float64Array(layout.length);
  let loss = 0;
  let wrongCount = 0;
  for (const row of batch) {
    const activations = forward(weights, layout, rows, row);
    const logit = activations.at(-1)?.[0] as number;
    const label = unpackBit(rows.labels, row);
    loss += logisticLoss(logit, label) / batch.length;
    wrongCount += isWrong(logit, label) ? 1 : 0;
    // d loss / d logit = sigmoid(logit) - label, then backwards through the layers.
    let slopes = [(1 / (1 + Math.exp(-logit)) - label) / batch.length];
    for (let layer = layout.layers.length - 1; layer >= 0; layer -= 1) {
      slopes = backward(layer, slopes, activations[layer] as number[]);
    }
  }
  return { gradient, loss, wrongCount };

  function backward(layer: number, slopes: readonly number[], inputs: readonly number[]): number[] {
    const { fanOut, weightOffset, biasOffset } = layout.layers[layer] as (typeof layout.layers)[number];
    const inputSlopes = inputs.map(() => 0);
    for (const [output, slope] of slopes.entries()) {
      gradient[biasOffset + output] = (gradient[biasOffset + output] as number) + slope;
      for (const [input, value] of inputs.entries()) {
        const index = weightOffset + input * fanOut + output;
        gradient[index] = (gradient[index] as number) + value * slope;
        inputSlopes[input] = (inputSlopes[input] as number) + (weights[index] as number) * slope;
      }
    }
    // A hidden activation is a ReLU: no slope where it is 0.
    return inputSlopes.map((slope, input) => ((inputs[input] as number) > 0 ? slope : 0));
  }
}

/** Error and mean loss of the network `weights` on all of `rows`. */
export function evaluateReference(
  weights: Float64Array,
  layout: WeightLayout,
  rows: LabelledRows,
): Evaluation {
  let wrongCount = 0;
  let loss = 0;
  for (let row = 0; row < rows.rowCount; row += 1) {
    const logit = forward(weights, layout, rows, row).at(-1)?.[0] as number;
    const label = unpackBit(rows.labels, row);
    wrongCount += isWrong(logit, label) ? 1 : 0;
    loss += logisticLoss(logit, label);
  }
  return { error: wrongCount / rows.rowCount, loss: loss / rows.rowCount };
}

/** The row itself, then the values of every layer. */
function forward(weights: Float64Array, layout: WeightLayout, rows: LabelledRows, row: number): number[][] {
  const start = row * rows.inputDimension;
  const activations = [Array.from(rows.inputs.subarray(start, start + rows.inputDimension))];
  for (const [index, { fanOut, weightOffset, biasOffset }] of layout.layers.entries()) {
    const inputs = activations[index] as number[];
    const isOutputLayer = index === layout.layers.length - 1;
    activations.push(
      Array.from({ length: fanOut }, (_, output) => {
        let sum = weights[biasOffset + output] as number;
        for (const [input, value] of inputs.entries()) {
          sum += value * (weights[weightOffset + input * fanOut + output] as number);
        }
        return isOutputLayer ? sum : Math.max(0, sum);
      }),
    );
  }
  return activations;
}

function isWrong(logit: number, label: 0 | 1): boolean {
  return logit >= 0 !== (label === 1);
}

function logisticLoss(logit: number, label: 0 | 1): number {
  const margin = label === 1 ? logit : -logit;
  return Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)));
}
