/** A network, as far as its work depends on it. */
export interface NetworkSize {
  inputDimension: number;
  depth: number;
  width: number;
}

/** Work in multiply-adds. Work of another kind is reckoned as the multiply-adds that take as long. */
export interface MeasuringWork {
  /** Training on one row. */
  trainingRow: number;
  /** The value of one row without training, and its error. */
  evaluatedRow: number;
  /** One look at the weights and at the gradient of one step. */
  look: number;
}

/** What a row costs beyond its products: losses, sums and calls, about 30 and 50 ns where a multiply-add takes 0.05. */
const trainingRowExtra = 500;
const evaluatedRowExtra = 1000;
/** A look goes over the weights about as often as two steps do, and has calls of its own. */
const stepsPerLook = 2;
const lookExtra = 200_000;

/**
 * The work of training and of measuring with steps of `batchRows` rows. The extras are those of the wasm engine on one
 * core; on other devices they are as good as any, since all devices must measure at the same places.
 */
export function measuringWork(
  { inputDimension, depth, width }: NetworkSize,
  batchRows: number,
): MeasuringWork {
  const first = depth > 0 ? inputDimension * width : 0;
  const hidden = Math.max(0, depth - 1) * width * width;
  const last = depth > 0 ? width : inputDimension;
  // Nobody asks for slopes by the inputs, so the first layer has one product backwards and the others have two.
  const trainingRow = 2 * first + 3 * hidden + 3 * last + trainingRowExtra;
  return {
    trainingRow,
    evaluatedRow: first + hidden + last + evaluatedRowExtra,
    look: stepsPerLook * batchRows * trainingRow + lookExtra,
  };
}
