import { labelsOfRows, targetsOf } from "@/core/training/evaluate-outputs";
import type { Loss, TrainingRows } from "@/core/training/recipe";

/** The output layer's values for a batch, batch x outputs, and where the loss slopes by them go. */
interface OutputBuffers {
  outputs: Float32Array;
  slopes: Float32Array;
}

/** What the loss does at the output layer; nothing is allocated in a step. */
export interface LossHead {
  /** The network's value of a row of the batch. */
  valueAt(place: number): number;
  /** Writes the slopes of the batch's mean loss. False, and nothing tallied, when a value is not a finite float32. */
  writeSlopes(start: number, count: number): boolean;
  /** Counts wrong rows from 0 and adds losses to `lossSum` from now on. */
  beginTally(lossSum: number): void;
  tally(): { wrongCount: number; lossSum: number };
}

/** The head for batches that lie at `start` of `order`. Throws when the rows do not have what the loss needs. */
export function createLossHead(
  loss: Loss,
  rows: TrainingRows,
  order: Uint32Array,
  buffers: OutputBuffers,
): LossHead {
  if (loss === "squared") return createSquaredHead(targetsOf(rows), order, buffers);
  return createClassificationHead(loss, labelsOfRows(rows), order, buffers);
}

/** Logistic loss of the only output, or of the second logit minus the first. */
function createClassificationHead(
  loss: "logistic" | "softmax",
  labels: Uint8Array,
  order: Uint32Array,
  { outputs, slopes }: OutputBuffers,
): LossHead {
  const isSoftmax = loss === "softmax";
  let wrongCount = 0;
  let lossSum = 0;

  function valueAt(place: number): number {
    if (!isSoftmax) return outputs[place] as number;
    return (outputs[2 * place + 1] as number) - (outputs[2 * place] as number);
  }

  function writeSlope(place: number, slope: number): void {
    if (!isSoftmax) {
      slopes[place] = slope;
      return;
    }
    slopes[2 * place] = -slope;
    slopes[2 * place + 1] = slope;
  }

  function writeSlopes(start: number, count: number): boolean {
    let wrongInStep = 0;
    let lossOfStep = 0;
    for (let place = 0; place < count; place += 1) {
      const row = order[start + place] as number;
      const label = ((labels[row >> 3] as number) >> (row & 7)) & 1;
      const value = valueAt(place);
      if (value - value !== 0) return false; // infinite or not a number
      if (value >= 0 !== (label === 1)) wrongInStep += 1;
      const small = Math.exp(-Math.abs(value));
      const share = value >= 0 ? 1 / (1 + small) : small / (1 + small);
      writeSlope(place, (share - label) / count);
      lossOfStep += Math.max(0, label === 1 ? -value : value) + Math.log1p(small);
    }
    wrongCount += wrongInStep;
    lossSum += lossOfStep;
    return true;
  }

  return {
    valueAt,
    writeSlopes,
    beginTally(lossBefore) {
      wrongCount = 0;
      lossSum = lossBefore;
    },
    tally: () => ({ wrongCount, lossSum }),
  };
}

function createSquaredHead(
  targets: Float32Array,
  order: Uint32Array,
  { outputs, slopes }: OutputBuffers,
): LossHead {
  let lossSum = 0;
  return {
    valueAt: (place) => outputs[place] as number,
    writeSlopes(start, count) {
      let lossOfStep = 0;
      for (let place = 0; place < count; place += 1) {
        const value = outputs[place] as number;
        if (value - value !== 0) return false; // infinite or not a number
        const distance = value - (targets[order[start + place] as number] as number);
        slopes[place] = distance / count;
        lossOfStep += (distance * distance) / 2;
      }
      lossSum += lossOfStep;
      return true;
    },
    beginTally(lossBefore) {
      lossSum = lossBefore;
    },
    tally: () => ({ wrongCount: 0, lossSum }),
  };
}
