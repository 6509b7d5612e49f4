import type { RandomStream } from "@/core/random/random-streams";
import { drawIndices } from "@/core/tasks/k-local";
import type { Clue, ClueAnswer } from "./clue";
import { resampleShares } from "./clue-key";
import { type CluePoints, cluePoints } from "./clue-points";
import { type ClueInstance, clueValues } from "./clue-values";

type LabelClue = Extract<Clue, { kind: "resample" | "negate" | "shift" | "rows" }>;
type Label = 0 | 1;

const resamplePointCount = 8;
const soldRowCount = 8;

/**
 * Answers from the labels of fresh points with standard normal inputs, the law of every deck that sells these clues. A
 * changed point is a new point: where labels are drawn it has a label of its own.
 */
export function answerLabelClue(instance: ClueInstance, clue: LabelClue, purchaseIndex: number): ClueAnswer {
  const points = cluePoints(instance.secretSeed, clue, purchaseIndex);
  const valueAt = clueValues(instance);
  const { inputDimension } = instance;
  const labelOf: LabelOf = (row, point, isAfter) =>
    valueAt(row, points.rowNumber(point, isAfter)) >= 0 ? 1 : 0;
  const source = { points, labelOf, inputDimension };
  switch (clue.kind) {
    case "resample": {
      const count = Math.max(1, Math.round(resampleShares[clue.share] * inputDimension));
      const inputs = drawIndices(count, points.ofAll(), inputDimension);
      return { ...clue, inputs, points: labelPairs(source, resamplePointCount, redrawn(inputs)) };
    }
    case "negate":
      return { ...clue, points: labelPairs(source, clue.points, negated(clue.input)) };
    case "shift":
      return { kind: "shift", points: shiftedPairs(source, clue.points) };
    case "rows":
      return { kind: "rows", rows: labelledRows(source) };
    default:
      return clue satisfies never;
  }
}

type LabelOf = (row: Float32Array, point: number, isAfter: boolean) => Label;

interface LabelSource {
  readonly points: CluePoints;
  readonly labelOf: LabelOf;
  readonly inputDimension: number;
}

/** A changed copy of a row; the stream goes on where the row's own inputs ended. */
type Change = (row: Float32Array, stream: RandomStream) => Float32Array;

function redrawn(inputs: readonly number[]): Change {
  return (row, stream) => {
    const changed = row.slice();
    for (const input of inputs) changed[input] = stream.normal();
    return changed;
  };
}

function negated(input: number): Change {
  return (row) => {
    const changed = row.slice();
    changed[input] = -(changed[input] as number);
    return changed;
  };
}

function labelPairs({ points, labelOf, inputDimension }: LabelSource, count: number, change: Change) {
  return Array.from({ length: count }, (_, point) => {
    const stream = points.ofPoint(point);
    const row = normalRow(stream, inputDimension);
    const changed = change(row, stream);
    return { before: labelOf(row, point, false), after: labelOf(changed, point, true) };
  });
}

function shiftedPairs({ points, labelOf, inputDimension }: LabelSource, count: number) {
  return Array.from({ length: count }, (_, point) => {
    const stream = points.ofPoint(point);
    const row = normalRow(stream, inputDimension);
    const shift = 1 + stream.integerBelow(inputDimension - 1);
    const changed = Float32Array.from(
      row,
      (_value, place) => row[(place + shift) % inputDimension] as number,
    );
    return { shift, before: labelOf(row, point, false), after: labelOf(changed, point, true) };
  });
}

/** Rounded first and labelled then, so that what the team sees has the label that it is told. */
function labelledRows({ points, labelOf, inputDimension }: LabelSource) {
  return Array.from({ length: soldRowCount }, (_, point) => {
    const inputs = Array.from(normalRow(points.ofPoint(point), inputDimension), twoDecimals);
    return { inputs, label: labelOf(Float32Array.from(inputs), point, false) };
  });
}

function normalRow(stream: RandomStream, inputDimension: number): Float32Array {
  return Float32Array.from({ length: inputDimension }, () => stream.normal());
}

/** Never -0, which JSON does not know. */
function twoDecimals(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
