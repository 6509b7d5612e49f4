import { factorCholesky, solveCholesky } from "@/core/numerics/cholesky";
import { layerCovariance } from "@/core/theory/degrees-of-freedom";
import { type DenseLayer, type LayerValues, layerValues } from "@/core/theory/dense-network";
import type { InputRows } from "@/core/training/recipe";

// Spectral pruning (Suzuki, slides): keep the smallest set J of a layer's units F with
// Tr[Sigma_FJ Sigma_JJ^-1 Sigma_JF] / Tr[Sigma_FF] >= alpha, found greedily, and let the next layer make up for the others
// by least squares: W phi ~ W' phi_J with W' = W Sigma_FJ Sigma_JJ^-1. The denominator of the slides is garbled in our
// copy; Tr[Sigma_FF] is the only one that gives 1 at J = F.

/** Units in the order in which they were chosen, and the share of the trace that they capture together. */
export interface UnitOrder {
  readonly units: readonly number[];
  /** `shares[k]` is that of the first k + 1 units; it never falls. Ends where nothing but rounding is left. */
  readonly shares: readonly number[];
}

/** What is left of the trace, relative to all of it, when it counts as rounding. */
const rounding = 1e-13;

/**
 * Greedy forward choice: always the unit that raises the captured trace most, the first of equals. `covariance` is
 * row-major, width x width, as `layerCovariance` gives it; it is not changed.
 */
export function orderUnits(covariance: Float64Array, width: number): UnitOrder {
  const rest = covariance.slice();
  let trace = 0;
  for (let unit = 0; unit < width; unit += 1) trace += rest[unit * width + unit] as number;
  const units: number[] = [];
  const shares: number[] = [];
  let captured = 0;
  while (units.length < width && trace > 0) {
    const { unit, gain } = bestUnit(rest, width, rounding * trace);
    if (unit === null) break;
    captured += gain;
    units.push(unit);
    shares.push(Math.min(1, captured / trace));
    takeAway(rest, width, unit);
  }
  return { units, shares };
}

/** What unit j would add is |column j|^2 / entry jj of what is left of Sigma. */
function bestUnit(
  rest: Float64Array,
  width: number,
  smallest: number,
): { unit: number | null; gain: number } {
  let [unit, gain]: [number | null, number] = [null, 0];
  for (let candidate = 0; candidate < width; candidate += 1) {
    const own = rest[candidate * width + candidate] as number;
    if (!(own > smallest)) continue;
    let square = 0;
    for (let other = 0; other < width; other += 1) square += (rest[candidate * width + other] as number) ** 2;
    if (square / own > gain) [unit, gain] = [candidate, square / own];
  }
  return { unit, gain };
}

/** Sigma - Sigma_Fj Sigma_jF / Sigma_jj. */
function takeAway(rest: Float64Array, width: number, unit: number): void {
  const row = rest.slice(unit * width, (unit + 1) * width);
  const own = row[unit] as number;
  for (let i = 0; i < width; i += 1) {
    const factor = (row[i] as number) / own;
    if (factor === 0) continue;
    for (let j = 0; j < width; j += 1) {
      rest[i * width + j] = (rest[i * width + j] as number) - factor * (row[j] as number);
    }
  }
}

/** The first units of an order that capture the share `alpha` (0 to 1), ascending; at least one, if there is any. */
export function unitsForShare({ units, shares }: UnitOrder, alpha: number): number[] {
  const enough = shares.findIndex((share) => share >= alpha);
  const count = enough === -1 ? units.length : enough + 1;
  return units.slice(0, count).sort((a, b) => a - b);
}

/** A network with fewer units. */
export interface PrunedNetwork {
  readonly layers: readonly DenseLayer[];
  /** Of each hidden layer the units that were kept, ascending. */
  readonly kept: readonly (readonly number[])[];
}

/** Prunes every hidden layer to the share `alpha` of the trace of its covariance on `rows`, which should be training rows. */
export function pruneNetwork(layers: readonly DenseLayer[], rows: InputRows, alpha: number): PrunedNetwork {
  const hidden = layerValues(layers, rows).slice(0, -1);
  const kept = hidden.map((values) =>
    unitsForShare(orderUnits(layerCovariance(values), values.width), alpha),
  );
  return { layers: layers.map((_, index) => prunedLayer(layers, hidden, kept, index)), kept };
}

function prunedLayer(
  layers: readonly DenseLayer[],
  hidden: readonly LayerValues[],
  kept: readonly (readonly number[])[],
  index: number,
): DenseLayer {
  const layer = layers[index] as DenseLayer;
  const [before, keptBefore] = [hidden[index - 1], kept[index - 1]];
  const fed = before && keptBefore ? refitLayer(layer, before, keptBefore) : layer;
  const units = kept[index];
  return units ? keepOutputs(fed, units) : fed;
}

function keepOutputs({ fanIn, fanOut, weights, biases }: DenseLayer, units: readonly number[]): DenseLayer {
  const kept = new Float64Array(fanIn * units.length);
  for (let input = 0; input < fanIn; input += 1) {
    for (const [place, unit] of units.entries()) {
      kept[input * units.length + place] = weights[input * fanOut + unit] as number;
    }
  }
  const keptBiases = Float64Array.from(units, (unit) => biases[unit] as number);
  return { fanIn, fanOut: units.length, weights: kept, biases: keptBiases };
}

/**
 * The layer that comes closest, in least squares over the rows of `before`, to what `layer` makes of all units, from the
 * `units` alone. A constant feature stands beside them, so biases are refitted as well.
 */
export function refitLayer(layer: DenseLayer, before: LayerValues, units: readonly number[]): DenseLayer {
  const { fanOut, weights, biases } = layer;
  const size = before.width + 1;
  const covariance = layerCovariance(withConstant(before));
  const constant = before.width;
  const isConstantNew = restOfConstant(covariance, size, units) > rounding ** 0.5;
  const features = isConstantNew ? [...units, constant] : [...units];
  const factor = block(covariance, size, features);
  if (!factorCholesky(factor, features.length)) throw new Error("chosen units are linearly independent");
  const refitted = new Float64Array(units.length * fanOut);
  const refittedBiases = isConstantNew ? new Float64Array(fanOut) : biases.slice();
  for (let output = 0; output < fanOut; output += 1) {
    // Without the constant among the features the bias stays, and only the units' part is fitted.
    const bias = isConstantNew ? (biases[output] as number) : 0;
    const whole = Float64Array.from({ length: size }, (_, input) =>
      input === constant ? bias : (weights[input * fanOut + output] as number),
    );
    const across = features.map((feature) => dotRow(covariance, size, feature, whole));
    const solution = solveCholesky(factor, features.length, across);
    for (const place of units.keys()) refitted[place * fanOut + output] = solution[place] as number;
    if (isConstantNew) refittedBiases[output] = solution[units.length] as number;
  }
  return { fanIn: units.length, fanOut, weights: refitted, biases: refittedBiases };
}

function withConstant({ values, rowCount, width }: LayerValues): LayerValues {
  const wide = new Float64Array(rowCount * (width + 1)).fill(1);
  for (let row = 0; row < rowCount; row += 1) {
    wide.set(values.subarray(row * width, (row + 1) * width), row * (width + 1));
  }
  return { values: wide, rowCount, width: width + 1 };
}

/** How much of the constant 1 the units cannot express: 1 - S_1J S_JJ^-1 S_J1. */
function restOfConstant(covariance: Float64Array, size: number, units: readonly number[]): number {
  const factor = block(covariance, size, units);
  if (!factorCholesky(factor, units.length)) return 0;
  const across = units.map((unit) => covariance[unit * size + size - 1] as number);
  const solution = solveCholesky(factor, units.length, across);
  return across.reduce((left, value, index) => left - value * (solution[index] as number), 1);
}

function block(covariance: Float64Array, size: number, places: readonly number[]): Float64Array {
  return Float64Array.from(
    places.flatMap((row) => places.map((column) => covariance[row * size + column] as number)),
  );
}

function dotRow(matrix: Float64Array, size: number, row: number, vector: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < size; index += 1) {
    sum += (matrix[row * size + index] as number) * (vector[index] as number);
  }
  return sum;
}
