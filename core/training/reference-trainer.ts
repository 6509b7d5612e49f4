import type { Seed } from "@/core/random/seed";
import { unpackBit } from "@/core/tasks/packed-bits";
import { evaluateOutputs, labelsOfRows, logisticLoss, targetsOf } from "@/core/training/evaluate-outputs";
import { initialWeights } from "@/core/training/initial-weights";
import {
  type Evaluation,
  exactCheckThreshold,
  type InputRows,
  type Loss,
  learningRateAt,
  type RunStatus,
  type TrainingRecipe,
  type TrainingRows,
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
  evaluate(rows: TrainingRows): Evaluation;
  weights(): Float64Array;
}

/** Starts a replica at its initial weights. */
export function createReferenceRun(
  recipe: TrainingRecipe,
  rows: TrainingRows,
  replica: { runSeed: Seed; replicaIndex: number },
): ReferenceRun {
  const { loss, batchSize, stepBudget } = recipe;
  const network = { loss, layout: weightLayout(recipe, rows.inputDimension) };
  const { runSeed, replicaIndex } = replica;
  const weights = Float64Array.from(initialWeights(recipe, rows.inputDimension, runSeed, replicaIndex));
  const sampleOrder = createSampleOrder(runSeed, replicaIndex);
  const order = new Uint32Array(rows.rowCount);
  const seen = { rowCount: 0, wrongCount: 0, lossSum: 0 };
  const status: RunStatus = { step: 0, state: "running", seen };
  let placeInEpoch = 0;
  let wrongInEpoch = 0;

  function trainOneStep(): void {
    if (placeInEpoch === 0) sampleOrder.nextEpoch(order);
    const batch = Array.from(order.subarray(placeInEpoch, placeInEpoch + batchSize));
    const { gradient, wrongCount, meanLoss } = referenceGradient(weights, network, rows, batch);
    const learningRate = learningRateAt(recipe, status.step);
    for (const [index, slope] of gradient.entries()) {
      weights[index] = (weights[index] as number) - learningRate * slope;
    }
    status.step += 1;
    placeInEpoch += batch.length;
    if (!Number.isFinite(meanLoss) || !weights.every((weight) => Number.isFinite(Math.fround(weight)))) {
      status.state = "diverged";
      return;
    }
    wrongInEpoch += wrongCount;
    seen.rowCount += batch.length;
    seen.wrongCount += wrongCount;
    seen.lossSum += meanLoss * batch.length;
    if (placeInEpoch === rows.rowCount) endEpoch();
    if (status.state === "running" && status.step >= stepBudget) status.state = "budget-spent";
  }

  function endEpoch(): void {
    const isWorthALook = loss !== "squared" && wrongInEpoch <= exactCheckThreshold * rows.rowCount;
    if (isWorthALook && evaluateReference(weights, network, rows).error === 0) status.state = "converged";
    placeInEpoch = 0;
    wrongInEpoch = 0;
  }

  return {
    advance(stepCount) {
      for (let count = 0; count < stepCount && status.state === "running"; count += 1) trainOneStep();
      return { ...status, seen: { ...seen } };
    },
    evaluate: (someRows) => evaluateReference(weights, network, someRows),
    weights: () => weights.slice(),
  };
}

/** What turns a flat array of weights into a function. */
export interface ReferenceNetwork {
  loss: Loss;
  layout: WeightLayout;
}

/** Gradient of the mean loss over the rows `batch`, with that loss and the count of wrong signs (0 in regression). */
export function referenceGradient(
  weights: Float64Array,
  { loss, layout }: ReferenceNetwork,
  rows: TrainingRows,
  batch: readonly number[],
): { gradient: Float64Array; meanLoss: number; wrongCount: number } {
  const gradient = new Float64Array(layout.length);
  let meanLoss = 0;
  let wrongCount = 0;
  for (const row of batch) {
    const activations = forward(weights, layout, rows, row);
    const atRow = outputSlopes(activations.at(-1) as number[], rows, row, loss);
    meanLoss += atRow.loss / batch.length;
    wrongCount += atRow.isWrong ? 1 : 0;
    let slopes = atRow.slopes.map((slope) => slope / batch.length);
    for (let layer = layout.layers.length - 1; layer >= 0; layer -= 1) {
      slopes = backward(layer, slopes, activations[layer] as number[]);
    }
  }
  return { gradient, meanLoss, wrongCount };

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

/** Loss of one row, whether its sign is wrong, and the slopes of its loss by the outputs. */
function outputSlopes(
  outputs: readonly number[],
  rows: TrainingRows,
  row: number,
  loss: Loss,
): { loss: number; isWrong: boolean; slopes: number[] } {
  const value = networkValue(outputs);
  if (loss === "squared") {
    const distance = value - (targetsOf(rows)[row] as number);
    return { loss: (distance * distance) / 2, isWrong: false, slopes: [distance] };
  }
  const label = unpackBit(labelsOfRows(rows), row);
  const slope = 1 / (1 + Math.exp(-value)) - label;
  return {
    loss: logisticLoss(label === 1 ? value : -value),
    isWrong: value >= 0 !== (label === 1),
    slopes: loss === "softmax" ? [-slope, slope] : [slope],
  };
}

/** Error and mean loss of the network `weights` on all of `rows`. */
export function evaluateReference(
  weights: Float64Array,
  { loss, layout }: ReferenceNetwork,
  rows: TrainingRows,
): Evaluation {
  const values = Array.from({ length: rows.rowCount }, (_, row) =>
    networkValue(forward(weights, layout, rows, row).at(-1) as number[]),
  );
  return evaluateOutputs(values, rows, loss);
}

/** The only output, or the second logit minus the first. */
function networkValue([first, second]: readonly number[]): number {
  return second === undefined ? (first as number) : second - (first as number);
}

/** The row itself, then the values of every layer. */
function forward(weights: Float64Array, layout: WeightLayout, rows: InputRows, row: number): number[][] {
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
