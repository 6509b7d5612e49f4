import { z } from "zod/mini";
import { DeckIdSchema, HypothesisSchema, MeasuredDepthSchema, PresetIdSchema } from "@/core/tasks/deck";
import { TaskSpecSchema } from "@/core/tasks/task-spec";
import { DesignSchema } from "@/core/training/design";

/** What a preset may claim about depth; `control` claims nothing. */
export const DepthClaimSchema = z.enum(["shallow-wins", "deep-wins", "control"]);
export type DepthClaim = z.infer<typeof DepthClaimSchema>;

/** A task with its full recipe (its deck), known to show its effect. */
export const PresetSchema = z.strictObject({
  presetId: PresetIdSchema,
  deckId: DeckIdSchema,
  task: TaskSpecSchema,
  hypothesis: HypothesisSchema,
  claim: DepthClaimSchema,
  /** The best measured design: trained by the server on each new instance as the house run. */
  houseDesign: DesignSchema,
  measured: z.array(MeasuredDepthSchema),
});
export type Preset = z.infer<typeof PresetSchema>;
