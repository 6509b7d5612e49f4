import { curveSteps } from "@/trainer/curve-steps";
import { measuringWork, type NetworkSize } from "@/trainer/measuring-work";

/** Rows over which the running training error looks back. */
export const runningRowCount = 1000;

/** Shares of the training's work that may go into measuring its curve, a twentieth in all. */
const weightsShare = 0.015;
const rowsShare = 0.035;
/** Where there are pictures, they take this much of `rowsShare`. */
const picturesShare = 0.0175;
/** With fewer rows than this an error says too little. */
const fewestValidationRows = 100;

/** A step at which a run is interrupted. */
export interface CurveStop {
  step: number;
  /** False where only the window of the next point's running error begins. */
  isPoint: boolean;
  /** Whether the weights are looked at. */
  observesWeights: boolean;
  /** Validation rows to measure, from the first on; 0: none. */
  validationRowCount: number;
  drawsPicture: boolean;
}

interface PlanParts {
  network: NetworkSize;
  stepBudget: number;
  batchSize: number;
  trainingRowCount: number;
  /** Validation rows that there are; 0 when validation was not asked for. */
  validationRowCount: number;
  /** Rows of one picture; 0 when none was asked for. */
  pictureRowCount: number;
}

/**
 * Where a learning curve is measured, and on how many rows. It depends on the numbers of the task and the design alone,
 * never on a clock, so all devices show the same curve.
 *
 * Running errors cost nothing and come at every point. Looking at the weights may use three two-hundredths of the work
 * of the training done so far (see `measuringWork`). Every second point may spend what is left of seven on validation
 * rows and pictures. The first step measures on credit, which the next ones pay back. So a run that ends early has not
 * been measured too much either.
 */
export function curvePlan(parts: PlanParts): CurveStop[] {
  const steps = curveSteps(parts.stepBudget);
  const { trainingRow, evaluatedRow, look } = measuringWork(
    parts.network,
    Math.min(parts.batchSize, parts.trainingRowCount),
  );
  const stops = new Map<number, CurveStop>();
  const hasPictures = parts.pictureRowCount > 0;
  let observations = 0;
  let validationRows = 0;
  let pictures = 0;
  for (const [index, step] of steps.entries()) {
    const isFirst = index === 0;
    const isMeasured = isFirst || (steps.length - 1 - index) % 2 === 0;
    const work = trainingRow * rowsTrained(parts, step);
    // Rows that the work pays for at a share of one.
    const payableRows = work / evaluatedRow;

    const observesWeights = isFirst || (observations + 1) * look <= weightsShare * work;
    observations += observesWeights ? 1 : 0;
    const drawsPicture =
      hasPictures && isMeasured && (pictures + 1) * parts.pictureRowCount <= picturesShare * payableRows;
    pictures += drawsPicture ? 1 : 0;
    const left = (hasPictures ? rowsShare - picturesShare : rowsShare) * payableRows - validationRows;
    const validationRowCount = isMeasured ? affordableRows(parts, isFirst ? fewestValidationRows : left) : 0;
    validationRows += validationRowCount;

    const windowStart = windowStartOf(parts, step);
    if (windowStart > (steps[index - 1] ?? 0)) stops.set(windowStart, { step: windowStart, ...noPoint });
    stops.set(step, { step, isPoint: true, observesWeights, validationRowCount, drawsPicture });
  }
  return [...stops.values()];
}

const noPoint = { isPoint: false, observesWeights: false, validationRowCount: 0, drawsPicture: false };

function affordableRows({ validationRowCount }: PlanParts, rowCount: number): number {
  const fewest = Math.min(fewestValidationRows, validationRowCount);
  return rowCount < fewest ? 0 : Math.min(Math.floor(rowCount), validationRowCount);
}

/** The last step before which `runningRowCount` rows and no more than needed are trained on up to `step`. */
function windowStartOf(parts: PlanParts, step: number): number {
  const end = rowsTrained(parts, step);
  let start = step - Math.ceil(runningRowCount / Math.min(parts.batchSize, parts.trainingRowCount));
  while (start > 0 && end - rowsTrained(parts, start) < runningRowCount) start -= 1;
  return start;
}

/** Rows that the first `step` steps have trained on; the last batch of an epoch may be short. */
function rowsTrained({ batchSize, trainingRowCount }: PlanParts, step: number): number {
  const stepsPerEpoch = Math.ceil(trainingRowCount / batchSize);
  const inLastEpoch = Math.min(trainingRowCount, (step % stepsPerEpoch) * batchSize);
  return Math.floor(step / stepsPerEpoch) * trainingRowCount + inLastEpoch;
}
