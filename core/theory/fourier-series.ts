import { answersOf, type Baseline } from "@/core/theory/baseline";
import { chooseByFolds, cutFolds } from "@/core/theory/cross-validation";
import { fitLeastSquares, multiplyFeatures } from "@/core/theory/linear-models";
import type { InputRows, TrainingRows } from "@/core/training/recipe";

const mostWavesPerAxis = 14;
/** Keeps the normal equations solvable where waves nearly coincide on the rows; far below the noise. */
const ridge = 1e-6;

/**
 * Least squares on a truncated cosine series on [-1, 1]^2: products cos(j pi (x + 1) / 2) cos(k pi (y + 1) / 2) with
 * j, k < m. Cosines of half periods need no periodic continuation. m by 5-fold cross validation, m^2 at most a third of
 * the rows.
 */
export const fourierSeries: Baseline = {
  refusal: ({ inputDimension }) =>
    inputDimension === 2 ? null : `the Fourier series is for 2 inputs, got ${inputDimension}`,
  fit(rows) {
    const largest = Math.min(mostWavesPerAxis, Math.floor(Math.sqrt(rows.rowCount / 3)));
    const candidates = Array.from({ length: Math.max(1, largest) }, (_, index) => index + 1);
    const waves = chooseByFolds(cutFolds(rows, 5), candidates, ({ fitting, held }) =>
      candidates.map((some) => fitFourier(fitting, some)?.(held) ?? null),
    );
    const predict = fitFourier(rows, waves);
    if (predict === null) throw new Error("a ridge makes the normal equations solvable");
    return { predict, choices: { waves } };
  },
};

/** The predictor with `waves` cosines per axis; null when the normal equations are singular. */
export function fitFourier(rows: TrainingRows, waves: number): ((some: InputRows) => Float64Array) | null {
  const weights = fitLeastSquares(cosineFeatures(rows, waves), answersOf(rows), ridge);
  return weights && ((some) => multiplyFeatures(cosineFeatures(some, waves), weights));
}

function cosineFeatures({ inputs, rowCount }: InputRows, waves: number): Float64Array {
  const features = new Float64Array(rowCount * waves * waves);
  for (let row = 0, place = 0; row < rowCount; row += 1) {
    const [x, y] = [inputs[2 * row] as number, inputs[2 * row + 1] as number];
    for (let j = 0; j < waves; j += 1) {
      const along = Math.cos((j * Math.PI * (x + 1)) / 2);
      for (let k = 0; k < waves; k += 1, place += 1)
        features[place] = along * Math.cos((k * Math.PI * (y + 1)) / 2);
    }
  }
  return features;
}
