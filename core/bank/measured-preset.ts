import { z } from "zod/mini";
import { MeasuredDepthSchema, PresetIdSchema } from "@/core/tasks/deck";

/** What the lab measured for one preset: per depth the best cell of the grid, depths ascending. */
export const MeasuredPresetSchema = z.strictObject({
  presetId: PresetIdSchema,
  /** How the numbers were made, in words. */
  howMade: z.string(),
  measured: z.array(MeasuredDepthSchema).check(z.minLength(1)),
});
export type MeasuredPreset = z.infer<typeof MeasuredPresetSchema>;

/** `core/bank/measured-errors.json`, written by `npm run lab -- measure` and by nothing else. */
export const MeasuredErrorsSchema = z.strictObject({
  presets: z.array(MeasuredPresetSchema),
});
export type MeasuredErrors = z.infer<typeof MeasuredErrorsSchema>;
