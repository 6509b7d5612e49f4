import { z } from "zod/mini";
import { MeasuredDepthSchema, PresetIdSchema } from "@/core/tasks/deck";

/** Test error of a predictor that is no network, on the preset's own sample counts. */
export const MeasuredBaselineSchema = z.strictObject({
  predictor: z.string(),
  meanError: z.number(),
  standardDeviation: z.number(),
  replicaCount: z.int(),
});
export type MeasuredBaseline = z.infer<typeof MeasuredBaselineSchema>;

/** What the lab measured for one preset: per depth the best cell of the grid, depths ascending. */
export const MeasuredPresetSchema = z.strictObject({
  presetId: PresetIdSchema,
  /** How the numbers were made, in words. */
  howMade: z.string(),
  measured: z.array(MeasuredDepthSchema).check(z.minLength(1)),
  /** All cells with fresh replicas, best of the choice first; the first decks have only those of `measured`. */
  finalists: z.optional(z.array(MeasuredDepthSchema).check(z.minLength(1))),
  /** What other predictors reach on fresh instances of the same task. */
  baselines: z.optional(z.array(MeasuredBaselineSchema)),
});
export type MeasuredPreset = z.infer<typeof MeasuredPresetSchema>;

/** `core/bank/measured-errors.json`, written by `npm run lab -- bank build` and by nothing else. */
export const MeasuredErrorsSchema = z.strictObject({
  presets: z.array(MeasuredPresetSchema),
});
export type MeasuredErrors = z.infer<typeof MeasuredErrorsSchema>;
