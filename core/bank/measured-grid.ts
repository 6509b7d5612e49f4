import { z } from "zod/mini";
import { PresetIdSchema } from "@/core/tasks/deck";
import { DesignSchema } from "@/core/training/design";

/** One finished training of the lab: a design on one instance (fresh rule, inputs, weights and order). */
export const TrialSchema = z.strictObject({
  /** Equal numbers are the same instance for every design, so that designs can be compared in pairs. */
  instance: z.int().check(z.nonnegative()),
  design: DesignSchema,
  /** Share of wrong test signs, or distance to the noise-free function; chance level when the run diverged. */
  testError: z.number(),
  trainingError: z.number(),
  step: z.int(),
  state: z.enum(["converged", "budget-spent", "diverged"]),
});
export type Trial = z.infer<typeof TrialSchema>;

/** `core/bank/measured-grid/<presetId>.json`: every trial of a preset, written by `npm run lab -- bank build`. */
export const MeasuredGridSchema = z.strictObject({
  presetId: PresetIdSchema,
  engine: z.string(),
  /** SHA-256 of the engine's modules, in the order in which they were used; the first decks have none on file. */
  engineVersions: z.optional(z.array(z.string())),
  trials: z.array(TrialSchema),
});
export type MeasuredGrid = z.infer<typeof MeasuredGridSchema>;
