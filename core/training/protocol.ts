import { z } from "zod/mini";
import { mean } from "@/core/numerics/statistics";
import { DesignSchema } from "@/core/training/design";
import { bestLearningRate, nextLearningRate, type RateTrial } from "@/core/training/learning-rate-search";

// The protocol of Mori and Ueda (arXiv:2005.12488, as on their slides): for each depth the learning rate by 10-fold cross
// validation on the training set, with Bayesian optimisation; then training on the whole set with that rate, 10 times;
// plain SGD on the cross entropy of two logits until no training row is wrong. Range and length of the search, width and
// batch are not stated there: they are settings. A step budget that they did not need bounds runs that never end.

/** All that determines a protocol's numbers. */
export const ProtocolSettingsSchema = z.strictObject({
  presetId: z.string(),
  depth: DesignSchema.shape.depth,
  width: DesignSchema.shape.width,
  foldCount: z.int().check(z.minimum(2), z.maximum(100)),
  repeatCount: z.int().check(z.minimum(2), z.maximum(1000)),
  search: z.strictObject({
    lowest: z.number().check(z.positive()),
    highest: z.number().check(z.positive()),
    firstCount: z.int().check(z.minimum(2)),
    trialCount: z.int().check(z.minimum(2)),
  }),
  trainingSampleCount: z.int().check(z.minimum(2)),
  testSampleCount: z.int().check(z.minimum(1)),
  batchSize: z.int().check(z.minimum(1)),
  /** Passes over the training set after which a run ends whatever it learned. */
  mostEpochs: z.int().check(z.minimum(1)),
  seed: z.string(),
});
export type ProtocolSettings = z.infer<typeof ProtocolSettingsSchema>;

const RunEndSchema = z.enum(["converged", "budget-spent", "diverged"]);

/** One training on all folds but one, measured on that one. */
export const FoldRunSchema = z.strictObject({
  learningRate: z.number(),
  fold: z.int(),
  /** Share of held rows with a wrong sign; 1/2 when it diverged. */
  error: z.number(),
  state: RunEndSchema,
});
export type FoldRun = z.infer<typeof FoldRunSchema>;

/** One training on a whole training set of its own. */
export const RepeatRunSchema = z.strictObject({
  repeat: z.int(),
  learningRate: z.number(),
  testError: z.number(),
  trainingError: z.number(),
  step: z.int(),
  state: RunEndSchema,
});
export type RepeatRun = z.infer<typeof RepeatRunSchema>;

/** A protocol as far as it was done; the file that a stopped one goes on from. */
export const ProtocolRecordSchema = z.strictObject({
  settings: ProtocolSettingsSchema,
  /** Of the engine that trained, so that numbers of different engines are never mixed. */
  engineVersion: z.string(),
  folds: z.array(FoldRunSchema),
  repeats: z.array(RepeatRunSchema),
});
export type ProtocolRecord = z.infer<typeof ProtocolRecordSchema>;

/** What to train next. */
export type ProtocolRun =
  | { readonly kind: "fold"; readonly learningRate: number; readonly fold: number }
  | { readonly kind: "repeat"; readonly learningRate: number; readonly repeat: number };

/** The next run, determined by what was done; null when the protocol is complete. */
export function nextProtocolRun(record: ProtocolRecord): ProtocolRun | null {
  const { settings, folds, repeats } = record;
  const open = folds.at(-1);
  if (open !== undefined && open.fold < settings.foldCount - 1) {
    return { kind: "fold", learningRate: open.learningRate, fold: open.fold + 1 };
  }
  const trials = rateTrials(record);
  const tried = nextLearningRate(trials, settings.search);
  if (tried !== null) return { kind: "fold", learningRate: tried, fold: 0 };
  const learningRate = bestLearningRate(trials);
  if (learningRate === null || repeats.length >= settings.repeatCount) return null;
  return { kind: "repeat", learningRate, repeat: repeats.length };
}

/** Learning rates with all folds done, in the order of the search. */
export function rateTrials({ settings: { foldCount }, folds }: ProtocolRecord): RateTrial[] {
  return Array.from({ length: Math.floor(folds.length / foldCount) }, (_, trial) => {
    const own = folds.slice(trial * foldCount, (trial + 1) * foldCount);
    return { learningRate: own[0]?.learningRate as number, error: mean(own.map(({ error }) => error)) };
  });
}

/** Most runs that a protocol takes. */
export function protocolRunCount({ foldCount, search, repeatCount }: ProtocolSettings): number {
  return foldCount * search.trialCount + repeatCount;
}

/** What a complete protocol found. */
export interface ProtocolResult {
  readonly learningRate: number;
  /** Of the chosen rate, over the folds. */
  readonly validationError: number;
  readonly testErrors: readonly number[];
  readonly meanTestError: number;
  /** Unbiased: divided by one less than the number of repeats. */
  readonly standardDeviation: number;
  /** Repeats that ended at the budget or diverged, and so are outside the protocol's stopping rule. */
  readonly unfinishedCount: number;
}

/** The result, or null while runs are missing. */
export function protocolResult(record: ProtocolRecord): ProtocolResult | null {
  if (nextProtocolRun(record) !== null) return null;
  const trials = rateTrials(record);
  const learningRate = bestLearningRate(trials);
  if (learningRate === null) return null;
  const testErrors = record.repeats.map(({ testError }) => testError);
  const meanTestError = mean(testErrors);
  const squares = testErrors.reduce((sum, error) => sum + (error - meanTestError) ** 2, 0);
  return {
    learningRate,
    validationError: Math.min(...trials.map(({ error }) => error)),
    testErrors,
    meanTestError,
    standardDeviation: Math.sqrt(squares / (testErrors.length - 1)),
    unfinishedCount: record.repeats.filter(({ state }) => state !== "converged").length,
  };
}
