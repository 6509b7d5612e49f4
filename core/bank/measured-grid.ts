import { z } from "zod/mini";
import { PresetIdSchema } from "@/core/tasks/deck";
import { DesignSchema } from "@/core/training/design";

/** One finished training of the lab: a design on one instance (fresh rule, inputs, weights and order). */
export const TrialSchema = z.strictObject({
  /** Equal numbers are the same instance for every design, so that designs can be compared in pairs. */
  instance: z.int().check(z.nonnegative()),
  design: DesignSchema,
  /** Share of wrong test signs; 0.5 when the run diverged. */
  testError: z.number(),
  trainingError: z.number(),
  step: z.int(),
  state: z.enum(["converged", "budget-spent", "diverged"]),
});
export type Trial = z.infer<typeof TrialSchema>;

/** `core/bank/measured-grid/<presetId>.json`: every trial of a preset, written by `npm run lab -- measure`. */
export const MeasuredGridSchema = z.strictObject({
  presetId: PresetIdSchema,
  engine: z.string(),
  trials: z.array(TrialSchema),
});
export type MeasuredGrid = z.infer<typeof MeasuredGridSchema>;
